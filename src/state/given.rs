//! A submission that the page around the widget gives: it takes the place of what is typed, which is kept.

use leptos::prelude::*;

use super::autosave::Autosave;
use super::open_draft::{OpenDraft, Role};
use crate::browser::storage::LocalStorage;
use crate::engine::draft::{Draft, Keeper};
use crate::state::follow::follow;

/// What was given, and what stood there before.
#[derive(Clone, Copy)]
pub struct Given {
    autosave: Autosave,
    open: OpenDraft,
    /// Waits until this form may write.
    pub waiting: RwSignal<Option<Draft>>,
    /// What was typed before another submission took its place.
    pub before: RwSignal<Option<Draft>>,
}

impl Given {
    /// Begins to take what is given, as long as the current owner lives.
    pub fn start(autosave: Autosave, open: OpenDraft) -> Self {
        let given = Given { autosave, open, waiting: RwSignal::new(None), before: RwSignal::new(None) };
        follow(Box::new(move || {
            if given.open.role.get() == Role::Writer
                && given.waiting.with(Option::is_some)
                && let Some(draft) = given.waiting.try_update_untracked(Option::take).flatten()
            {
                given.put(draft);
            }
        }));
        given
    }

    /// Takes a draft as soon as this form may write.
    pub fn take(self, draft: Draft) {
        self.waiting.set(Some(draft));
    }

    /// Takes back what stood there before.
    pub fn undo(self) {
        if let Some(before) = self.before.try_update(Option::take).flatten() {
            self.put(before);
        }
    }

    /// Puts a draft in the place of what is typed. That is set aside where storage works, and in any case held here.
    fn put(self, mut draft: Draft) {
        let sheet = self.autosave.sheet;
        let here = self.autosave.draft();
        if here.entries == draft.entries
            && here.prepared_by == draft.prepared_by
            && here.approved_by == draft.approved_by
        {
            // The same answers, but perhaps of a revision that this form does not know.
            if !draft.exports.is_empty() && draft.exports != here.exports {
                sheet.exports.set(draft.exports);
                sheet.touch();
            }
            return;
        }
        if draft.exports.is_empty() {
            draft.exports.clone_from(&here.exports);
        }
        // A submission has nothing of what a unit knows for others.
        if draft.helping.is_empty() {
            draft.helping.clone_from(&here.helping);
        }
        draft.contributions.clone_from(&here.contributions);
        if !here.is_blank() {
            let set = &sheet.file.set;
            self.autosave.keeper.with_value(|keeper: &Keeper| keeper.set_draft_aside(&LocalStorage, set, &here));
            self.before.set(Some(here));
        }
        self.autosave.keeper.update_value(|keeper| keeper.continue_from(&draft));
        sheet.replace(draft);
        sheet.touch();
    }
}
