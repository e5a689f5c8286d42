//! One unit's work for one period: everything typed, and the exports made of it.

use super::Misfit;
use crate::engine::criteria::{CriterionCode, UnitId};
use crate::engine::sheet::Entry;

/// A draft that fits the criteria set in use; what did not fit stands in `misfits`.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    pub unit: UnitId,
    pub period: u16,
    /// Entries that were touched, each criterion once.
    pub entries: Vec<(CriterionCode, Entry)>,
    /// What the unit knows of criteria that it only coordinates, for those that lead them. An explanation is the note.
    pub helping: Vec<(CriterionCode, Entry)>,
    /// What an earlier version of the set took and this one does not.
    pub misfits: Vec<Misfit>,
    pub prepared_by: PersonEntry,
    pub approved_by: PersonEntry,
    /// Exported revisions, oldest first.
    pub exports: Vec<ExportRecord>,
    /// Contributions that went out, oldest first.
    pub contributions: Vec<ExportRecord>,
    /// Unix milliseconds by the machine's clock when the draft was last written; 0 if never.
    pub saved_at_ms: i64,
    /// How often the draft was written, so that two copies can be told apart when the clock is wrong.
    pub saves_count: u64,
}

/// A person as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonEntry {
    pub name: String,
    pub position: String,
    pub phone: String,
    pub email: String,
}

/// A file that was exported from the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRecord {
    pub revision: u64,
    /// The submission's `id`.
    pub id: String,
    /// Unix milliseconds.
    pub created_ms: i64,
    pub file_name: String,
    /// The file hash, 64 lower-case hex digits; the next revision's `supersedes`.
    pub sha256: String,
    /// Total points as the wire writes them; empty for a contribution, which claims none.
    pub points: String,
    /// SHA-256 of what was answered, to tell whether the draft has changed since.
    pub answers_sha256: String,
}

impl Draft {
    /// An empty draft.
    pub fn new(unit: UnitId, period: u16) -> Self {
        Draft {
            unit,
            period,
            entries: Vec::new(),
            helping: Vec::new(),
            misfits: Vec::new(),
            prepared_by: PersonEntry::default(),
            approved_by: PersonEntry::default(),
            exports: Vec::new(),
            contributions: Vec::new(),
            saved_at_ms: 0,
            saves_count: 0,
        }
    }

    /// What is typed for a criterion, if it was touched. No criterion is both led and only coordinated.
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().chain(&self.helping).find(|(entered, _)| entered.as_str() == code).map(|(_, entry)| entry)
    }

    /// Whether nothing at all is typed, not even a name, and nothing went out.
    pub fn is_blank(&self) -> bool {
        self.holds_as(&Draft::new(self.unit.clone(), self.period))
    }

    /// Whether both hold the same, whenever they were written.
    pub fn holds_as(&self, other: &Draft) -> bool {
        let Draft { saved_at_ms, saves_count, .. } = *self;
        *self == Draft { saved_at_ms, saves_count, ..other.clone() }
    }

    /// The revision that the next export gets.
    pub fn next_revision(&self) -> u64 {
        self.exports.last().map_or(1, |export| export.revision + 1)
    }
}
