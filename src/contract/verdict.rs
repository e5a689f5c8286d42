//! The machine-readable line of one judged file, with the words that people are told.

use crate::engine::json::Json;
use crate::engine::office::JudgedFile;
use crate::messages::office as words;

/// The line of `tucham verify --json`; `name` is what the caller calls the file.
pub fn verdict_to_json(name: &str, file: &JudgedFile) -> Json {
    let warnings: Vec<String> = file.warnings.iter().map(|warning| words::warning(*warning).to_owned()).collect();
    file.to_json(name, words::sentence(file).as_deref(), &warnings)
}
