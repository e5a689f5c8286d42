//! Reads a criteria set from the text of its TOML files.

use serde::de::DeserializeOwned;

use crate::engine::criteria::SetProblem;
use crate::engine::criteria::source::{Named, SetSource};

/// Reads the files of a set: `set.toml`, `units.toml`, `notes.toml`, and `group-….toml` in the order of their names.
pub fn read_toml(files: &[(String, String)]) -> Result<SetSource, SetProblem> {
    let mut group_files: Vec<&(String, String)> =
        files.iter().filter(|(name, _)| name.starts_with("group-") && name.ends_with(".toml")).collect();
    group_files.sort();
    Ok(SetSource {
        head: parse(files, "set.toml")?,
        units: parse(files, "units.toml")?,
        notes: parse(files, "notes.toml")?,
        groups: group_files
            .into_iter()
            .map(|(name, text)| Ok(Named { file: name.clone(), content: parse_text(name, text)? }))
            .collect::<Result<_, _>>()?,
    })
}

fn parse<T: DeserializeOwned>(files: &[(String, String)], name: &str) -> Result<T, SetProblem> {
    let text = files.iter().find(|(file, _)| file == name).map(|(_, text)| text);
    parse_text(name, text.ok_or_else(|| SetProblem::in_file(name, "", "không có tệp này"))?)
}

fn parse_text<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, SetProblem> {
    toml::from_str(text).map_err(|error| {
        let place = error.span().map(|span| {
            let line = text[..span.start.min(text.len())].matches('\n').count() + 1;
            format!("dòng {line}")
        });
        SetProblem {
            criterion: error.span().and_then(|span| code_before(text, span.end)),
            ..SetProblem::in_file(name, &place.unwrap_or_default(), error.message())
        }
    })
}

/// The code of the criterion that a place in the file belongs to.
fn code_before(text: &str, place: usize) -> Option<String> {
    let before = text.get(..place)?;
    let table = before.rfind("[[section.criterion]]")?;
    let from = text.get(table..)?.find("code = \"")? + table + 8;
    text.get(from..)?.split('"').next().map(str::to_owned)
}
