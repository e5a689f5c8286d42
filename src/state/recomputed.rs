//! Counts how often memos run, so that a test can tell what a keystroke costs.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How often each kind of memo ran. One keystroke costs one criterion, one section, one group and one total.
#[derive(Debug, Default)]
pub struct Recomputed {
    pub criteria: Count,
    pub sections: Count,
    pub groups: Count,
    /// Sums of parts of a long section, group or sheet.
    pub packs: Count,
    pub totals: Count,
}

/// A counter that memos can share.
#[derive(Debug, Default)]
pub struct Count(AtomicUsize);

impl Count {
    pub(super) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How often it was counted so far.
    pub fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}
