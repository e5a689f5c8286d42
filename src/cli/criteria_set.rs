//! `tucham criteria-set`: makes the signed file that the office gives to its units, out of TOML or of another such file.

use std::path::Path;

use tucham::engine::json::write_pretty;
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1, sign, write_multikey};

use crate::{Outcome, input, keys, out};

/// Makes the file; its name is the format's unless `target` gives another.
pub fn run(set: &Path, key: &Path, roster: Option<&Path>, target: Option<&Path>) -> Result<Outcome, String> {
    let file = input::criteria_file(Some(set))?;
    let roster = input::roster_of(roster)?;
    let key = keys::open(key)?;
    let now_ms = keys::now_ms().ok_or("đồng hồ của máy sai")?.div_euclid(1000) * 1000;
    let head = Head { id: FileId::new(now_ms, &keys::random()?), created_ms: now_ms };
    let office = OfficeV1 {
        name: file.office.name.to_string(),
        email: file.office.email.as_deref().map(str::to_owned),
        phone: None,
        key: Some(write_multikey(&key.public_key())),
    };
    let document = CriteriaSetV1::document(&head, &file, &roster.lines, &office);
    let text = write_pretty(&sign(document, &head.created(), &key));
    let name = CriteriaSetV1::file_name(&file);
    let path = target.unwrap_or(Path::new(&name));
    input::give(Some(path), &text)?;
    out::line(path.display().to_string());
    Ok(Outcome::AllTrusted)
}
