//! `tucham score`: what the answers of a submission earn, whoever signed it, or answers that are in no file yet.

use std::path::Path;

use tucham::contract;
use tucham::engine::json::write_canonical;

use crate::{Outcome, input, out};

/// Prints points, sums and the differences between claimed and computed points as JSON; none is an empty list.
pub fn run(path: &Path, folder: Option<&Path>) -> Result<Outcome, String> {
    let set = input::set_of(folder)?;
    let bytes = input::bytes_of(path).map_err(|error| format!("không đọc được {}: {error}", path.display()))?;
    let scored = contract::score(&set, &bytes).map_err(|fault| fault.message)?;
    out::line(write_canonical(&contract::scored_to_json(&set, &scored)));
    Ok(if scored.is_right() { Outcome::AllTrusted } else { Outcome::SomeNot })
}
