//! Whose keys the office knows: which unit, which key, from when until when.

use crate::engine::json::Json;
use crate::engine::signed::{ReadError, RosterLine};

/// The keys that the office has enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    pub lines: Vec<RosterLine>,
}

impl Roster {
    /// The lines of one key.
    pub fn of_key(&self, key: &str) -> impl Iterator<Item = &RosterLine> {
        self.lines.iter().filter(move |line| line.key == key)
    }

    /// Whether any key was ever enrolled for the unit.
    pub fn knows(&self, unit: &str) -> bool {
        self.lines.iter().any(|line| line.unit.as_str() == unit)
    }

    /// The lines as they stand in a criteria-set file.
    pub fn to_json(&self) -> Json {
        Json::Array(self.lines.iter().map(RosterLine::to_json).collect())
    }

    /// Reads such lines strictly.
    pub fn read(value: &Json) -> Result<Self, ReadError> {
        Ok(Roster { lines: RosterLine::read_list(value)? })
    }
}
