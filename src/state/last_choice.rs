//! The unit and period chosen last on this device.

use serde::{Deserialize, Serialize};

use crate::browser::storage;

const KEY: &str = "tucham/last-choice";

/// What was chosen last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastChoice {
    pub unit: String,
    pub period: u16,
}

/// Reads the last choice, if there is one.
pub fn recall() -> Option<LastChoice> {
    storage::read_value(KEY)
}

/// Remembers a choice. Nothing is lost where it cannot be stored, so nothing is said.
pub fn remember(choice: &LastChoice) {
    let _ = storage::write_value(KEY, choice);
}
