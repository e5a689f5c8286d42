//! One criterion's cell: what is typed, and what it amounts to.

use std::sync::Arc;

use leptos::prelude::*;

use super::recomputed::Recomputed;
use crate::browser::page;
use crate::engine::criteria::Criterion;
use crate::engine::sheet::{Entry, Outcome, Total, assess};

/// One criterion's state. Copying it copies handles, not what was typed.
#[derive(Clone, Copy)]
pub struct Cell {
    pub criterion: &'static Criterion,
    pub entry: RwSignal<Entry>,
    pub outcome: Memo<Outcome>,
    /// What the criterion adds to its section.
    pub part: Memo<Total>,
    /// Whether filter and search leave it on the page. They are applied when they change, not while one types: an
    /// answer must not vanish under the officer's hands because it is no longer unanswered.
    pub listed: RwSignal<bool>,
    /// Whether problems are shown at their fields: not while a text is being typed, only once its field is left.
    pub problems_shown: RwSignal<bool>,
    /// Whether explanation and evidence are open.
    pub support_shown: RwSignal<bool>,
}

impl Cell {
    /// A cell that starts with `entry`.
    pub fn new(criterion: &'static Criterion, entry: Entry, recomputed: Arc<Recomputed>) -> Self {
        let entry = RwSignal::new(entry);
        let outcome = Memo::new(move |_| {
            recomputed.criteria.add();
            entry.with(|entry| assess(criterion, entry))
        });
        let part = Memo::new(move |_| outcome.with(|outcome| Total::of(criterion, outcome)));
        let support_shown = RwSignal::new(entry.with_untracked(|entry| entry.not_applicable));
        let listed = RwSignal::new(true);
        Cell { criterion, entry, outcome, part, listed, problems_shown: RwSignal::new(true), support_shown }
    }

    /// Shows problems now that a field is left.
    pub fn left(self) {
        if self.problems_shown.try_get_untracked() != Some(false) {
            return;
        }
        // The sheet may be gone by then.
        page::once_released(Box::new(move || {
            let _ = self.problems_shown.try_set(true);
        }));
    }

    /// Tracks all that is shown of the criterion; the outcome comes of the entry.
    pub fn track(self) {
        self.entry.track();
        self.listed.track();
        self.problems_shown.track();
        self.support_shown.track();
    }

    /// The id of the criterion's container in the page.
    pub fn element_id(&self) -> String {
        element_id(self.criterion)
    }

    /// The id of the criterion's title, which labels its controls.
    pub fn title_id(&self) -> String {
        format!("{}-ten", self.element_id())
    }

    /// The id of the line that says why or what is wrong, which describes the controls.
    pub fn result_id(&self) -> String {
        format!("{}-ket-qua", self.element_id())
    }
}

/// The id of a criterion's container in the page.
pub fn element_id(criterion: &Criterion) -> String {
    format!("tieu-chi-{}", criterion.code)
}
