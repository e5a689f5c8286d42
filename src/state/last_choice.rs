//! The unit and period chosen last on this device.

use super::route::parse_period;
use crate::browser::storage;

const KEY: &str = "tucham/last-choice";

/// What was chosen last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastChoice {
    pub unit: String,
    pub period: u16,
}

/// Reads the last choice, if there is one.
pub fn recall() -> Option<LastChoice> {
    let text: String = storage::read_value(KEY)?;
    let (unit, period) = text.split_once('/')?;
    Some(LastChoice { unit: unit.to_owned(), period: parse_period(period)? })
}

/// Forgets the choice: another criteria set has other units and another year.
pub fn forget() {
    storage::remove(KEY);
}

/// Remembers a choice. Nothing is lost where it cannot be stored, so nothing is said.
pub fn remember(choice: &LastChoice) {
    let _ = storage::write_value(KEY, &format!("{}/{}", choice.unit, choice.period));
}
