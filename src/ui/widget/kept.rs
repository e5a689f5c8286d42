//! What an element holds of the sheets that it has ended, beside what storage took: nothing typed goes with them.

use std::cell::RefCell;

use crate::engine::criteria::CriteriaSet;
use crate::engine::draft::{Draft, read_draft, restore, write_draft};

/// What a draft was in its sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Typed, and stored nowhere.
    Typed,
    /// Typed before a value took its place; the latest comes last.
    Before,
    /// A value that waits until its sheet may be written.
    Waiting,
    /// The value that was taken last.
    Last,
}

/// All that one element holds: the place of a draft in storage, which says its set, unit and year, what it was, and its text,
/// which another version of the set can read too.
#[derive(Default)]
pub struct Kept(RefCell<Vec<(String, Part, String)>>);

impl Kept {
    /// Holds what a sheet leaves.
    pub fn put(&self, key: &str, set: &CriteriaSet, parts: &[(Part, Draft)]) {
        let texts = parts.iter().map(|(part, draft)| (key.to_owned(), *part, write_draft(set, draft)));
        self.0.borrow_mut().extend(texts);
    }

    /// What is held for a draft. It stays until it is dropped: a sheet that only shows it takes nothing over.
    pub fn of(&self, key: &str, set: &CriteriaSet) -> Vec<(Part, Draft)> {
        let all = self.0.borrow();
        let ours = all.iter().filter(|(of, ..)| of == key);
        ours.filter_map(|(_, part, text)| Some((*part, restore(set, read_draft(text).ok()?)))).collect()
    }

    /// Forgets values that wait: none is given any more.
    pub fn forget_waiting(&self) {
        self.0.borrow_mut().retain(|(_, part, _)| *part != Part::Waiting);
    }

    /// Forgets what a sheet has taken over.
    pub fn drop(&self, key: &str) {
        self.0.borrow_mut().retain(|(of, ..)| of != key);
    }
}
