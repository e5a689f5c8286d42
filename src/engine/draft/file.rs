//! A draft as a file: readable, with a checksum, to carry from one browser to another.

use sha2::{Digest, Sha256};

use super::stored::{draft_to_json, read_document};
use super::{Draft, DraftError, DraftV1};
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::json::{Json, read_json, write_canonical, write_pretty};
use crate::engine::signed::write_time;

const FORMAT: &str = "tucham/draft-file/1";

/// Why a file is no draft that can be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftFileError {
    Draft(DraftError),
    /// The checksum is not that of the draft: the file was changed or damaged.
    Changed,
}

/// The name of a draft's file.
pub fn draft_file_name(draft: &Draft) -> String {
    format!("tucham_nhap_{}_{}.json", draft.period, draft.unit)
}

/// Writes a draft as a file; `sha256` is that of the member `draft` in canonical JSON.
pub fn write_draft_file(set: &CriteriaSet, unit: &Unit, draft: &Draft) -> String {
    let stored = draft_to_json(set, draft);
    let checksum = checksum(&stored);
    write_pretty(&Json::object([
        ("format", Json::text(FORMAT)),
        ("unit_name", Json::text(&*unit.name)),
        ("saved", Json::text(write_time(draft.saved_at_ms).unwrap_or_default())),
        ("sha256", Json::text(checksum)),
        ("draft", stored),
    ]))
}

/// Reads a draft's file, or a stored draft as it was set aside, which has no checksum.
pub fn read_draft_file(text: &str) -> Result<DraftV1, DraftFileError> {
    let document = read_json(text.as_bytes()).map_err(|error| DraftFileError::Draft(DraftError::NotJson(error)))?;
    if document.member("format").and_then(Json::as_text) != Some(FORMAT) {
        return read_document(&document).map_err(DraftFileError::Draft);
    }
    let wrong = |member| DraftFileError::Draft(DraftError::WrongShape { member });
    let stored = document.member("draft").ok_or(wrong("draft"))?;
    let claimed = document.member("sha256").and_then(Json::as_text).ok_or(wrong("sha256"))?;
    if claimed != checksum(stored) {
        return Err(DraftFileError::Changed);
    }
    read_document(stored).map_err(DraftFileError::Draft)
}

fn checksum(stored: &Json) -> String {
    hex::encode(Sha256::digest(write_canonical(stored)))
}
