//! Reads a criteria set from the text of its TOML files; it has no file system of its own.

use serde::de::DeserializeOwned;

#[cfg(feature = "toml-source")]
use crate::engine::criteria::overlay::{self, Overlay};
use crate::engine::criteria::source::{Named, SetSource};
use crate::engine::criteria::{SetFault, SetProblem};

const SINGLE_FILES: [&str; 3] = ["set.toml", "units.toml", "notes.toml"];

/// Reads the files of a set, given as names and texts: `set.toml`, `units.toml`, `notes.toml`, and `group-….toml` in
/// the order of their numbers.
///
/// # Errors
/// A file that is missing or no set's, and what is not TOML or not of the expected form; the rest is `check`'s.
pub fn read_toml(files: &[(String, String)]) -> Result<SetSource, SetProblem> {
    if let Some((name, _)) = files.iter().find(|(name, _)| !SINGLE_FILES.contains(&name.as_str()) && !is_group(name)) {
        return Err(problem(name, None, String::new(), SetFault::FileUnknown));
    }
    let mut groups: Vec<&(String, String)> = files.iter().filter(|(name, _)| is_group(name)).collect();
    groups.sort_by_key(|(name, _)| (name.len(), name));
    Ok(SetSource {
        head: single(files, "set.toml")?,
        units: single(files, "units.toml")?,
        notes: single(files, "notes.toml")?,
        groups: groups.into_iter().map(|(name, text)| parse(name, text)).collect::<Result<_, _>>()?,
    })
}

/// Reads a set that changes another one; none if the files are a whole set's.
///
/// # Errors
/// `overlay.toml` beside other files, or not of the expected form.
#[cfg(feature = "toml-source")]
pub fn read_overlay(files: &[(String, String)]) -> Result<Option<Overlay>, SetProblem> {
    let Some((name, text)) = files.iter().find(|(name, _)| name == overlay::FILE) else { return Ok(None) };
    match files.iter().find(|(name, _)| name != overlay::FILE) {
        Some((other, _)) => Err(problem(other, None, String::new(), SetFault::FileUnknown)),
        None => parse::<Overlay>(name, text).map(|named| Some(named.content)),
    }
}

fn is_group(name: &str) -> bool {
    let number = name.strip_prefix("group-").and_then(|rest| rest.strip_suffix(".toml"));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn single<T: DeserializeOwned>(files: &[(String, String)], name: &str) -> Result<Named<T>, SetProblem> {
    match files.iter().find(|(file, _)| file == name) {
        Some((_, text)) => parse(name, text),
        None => Err(problem(name, None, String::new(), SetFault::FileMissing)),
    }
}

fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<Named<T>, SetProblem> {
    let read = toml::from_str(text).map_err(|error| {
        let place = error.span().unwrap_or_default().start.min(text.len());
        let before = text.get(..place).unwrap_or_default();
        let fault = SetFault::Unreadable { line: before.matches('\n').count() + 1, detail: error.message().to_owned() };
        problem(name, criterion_at(text, place), key_at(text, place).unwrap_or_default(), fault)
    })?;
    Ok(Named { file: name.to_owned(), content: read })
}

fn problem(file: &str, criterion: Option<String>, field: String, fault: SetFault) -> SetProblem {
    SetProblem { file: file.to_owned(), criterion, field, fault }
}

/// The code of the criterion whose table holds a place in the file.
fn criterion_at(text: &str, place: usize) -> Option<String> {
    // A table's own head belongs to it: what is left out is told there.
    let line_end = text.get(place..)?.find('\n').map_or(text.len(), |length| place + length);
    let before = text.get(..line_end)?;
    let table = before.rfind("[[section.criterion]]")?;
    if before.get(table..)?.contains("\n[[section]]") {
        return None;
    }
    let rest = text.get(table..)?.strip_prefix("[[section.criterion]]")?;
    let rest = rest.split("\n[[").next()?;
    let code = rest.lines().find_map(|line| line.strip_prefix("code = \""))?;
    code.split('"').next().map(str::to_owned)
}

/// The key that stands at a place in the file, or before the value there, or at the start of the line.
fn key_at(text: &str, place: usize) -> Option<String> {
    let (before, after) = (text.get(..place)?, text.get(place..)?);
    let line_before = before.rsplit('\n').next()?;
    key_with_sign(after)
        .or_else(|| {
            let key = line_before.trim_end_matches(' ').strip_suffix('=')?.trim_end_matches(' ');
            let length = key.bytes().rev().take_while(|&byte| is_key(byte)).count();
            key.get(key.len() - length..).filter(|key| !key.is_empty())
        })
        .or_else(|| key_with_sign(line_before))
        .map(str::to_owned)
}

/// The key that the text begins with, if an equals sign follows.
fn key_with_sign(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(|&byte| is_key(byte)).count();
    let (key, rest) = text.split_at_checked(length)?;
    (length > 0 && rest.trim_start_matches(' ').starts_with('=')).then_some(key)
}

fn is_key(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}
