//! Reads what a caller brings along: a criteria set other than the built-in one, and what the office knows.

use super::fault::{Argument, Fault};
use crate::engine::criteria::{CriteriaFile, CriteriaSet};
use crate::engine::json::{JsonError, read_json_within};
use crate::engine::office::{Knowledge, MAX_KNOWLEDGE_BYTES, WorkspaceError};
use crate::engine::signed::open_set;

/// Opens a signed criteria-set file. Whose key signed it is the caller's to ask.
pub fn open_criteria_set(bytes: &[u8]) -> Result<CriteriaFile, Fault> {
    open_set(bytes).map(|opened| opened.file).map_err(|error| Fault::of_set(&error))
}

/// Reads what an office knows, with overrides that fit their criteria.
pub fn read_knowledge(set: &CriteriaSet, bytes: &[u8]) -> Result<Knowledge, Fault> {
    let document = read_json_within(bytes, MAX_KNOWLEDGE_BYTES).map_err(|error| match error {
        // The usual words name the bound of a file.
        JsonError::TooLarge { .. } => Fault {
            message: format!("Dữ liệu của cơ quan lớn hơn {} MB nên không đọc.", MAX_KNOWLEDGE_BYTES >> 20),
            ..Fault::of_json(Argument::Office, &error)
        },
        _ => Fault::of_json(Argument::Office, &error),
    })?;
    let knowledge = Knowledge::read(&document).map_err(|error| Fault::of_read(Argument::Office, &error))?;
    for (index, given) in knowledge.decisions.overrides.iter().enumerate() {
        let wrong = |error| WorkspaceError::Override { criterion: given.criterion.clone(), error };
        given.check(set).map_err(|error| Fault::of_override(index, &wrong(error)))?;
    }
    Ok(knowledge)
}
