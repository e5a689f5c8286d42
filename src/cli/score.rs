//! `tucham score`: what a submission's answers earn, whoever signed it.

use std::path::Path;

use tucham::engine::assignment::Leads;
use tucham::engine::json::{Json, read_json, write_canonical};
use tucham::engine::office::rescore;
use tucham::engine::signed::SubmissionV1;
use tucham::messages::office as words;

use crate::{Outcome, input, out};

/// Prints the differences between claimed and computed points as JSON; none is an empty list.
pub fn run(path: &Path, folder: Option<&Path>) -> Result<Outcome, String> {
    let set = input::set_of(folder)?;
    let bytes = input::bytes_of(path).map_err(|error| format!("không đọc được {}: {error}", path.display()))?;
    let document = read_json(&bytes).map_err(|error| words::json_error(&error))?;
    let submission = SubmissionV1::read(&document).map_err(|error| words::read_error(&error))?;
    let differences = rescore(&Leads::of(&set), &submission).map_err(|reason| words::reason(&reason))?;
    let is_same = differences.is_empty();
    let list = Json::Array(differences.iter().map(|difference| difference.to_json()).collect());
    out::line(write_canonical(&Json::object([("differences", list)])));
    Ok(if is_same { Outcome::AllTrusted } else { Outcome::SomeNot })
}
