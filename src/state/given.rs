//! A submission that the page around the widget gives: it takes the place of what is typed, which is kept.

use leptos::prelude::*;

use super::autosave::Autosave;
use super::open_draft::{OpenDraft, Role};
use crate::browser::storage::LocalStorage;
use crate::engine::draft::{Draft, Keeper, joined_exports};
use crate::state::follow::follow;

/// What was given, and what stood there before.
#[derive(Clone, Copy)]
pub struct Given {
    autosave: Autosave,
    open: OpenDraft,
    /// Waits until this form may write.
    pub waiting: RwSignal<Option<Draft>>,
    /// What was typed before other submissions took its place, the latest last.
    pub before: RwSignal<Vec<Draft>>,
    /// What was given last: as long as nobody changes it, it is nothing that was typed.
    last: StoredValue<Option<Draft>>,
}

impl Given {
    /// Begins to take what is given, as long as the current owner lives.
    pub fn start(autosave: Autosave, open: OpenDraft) -> Self {
        let given = Given {
            autosave,
            open,
            waiting: RwSignal::new(None),
            before: RwSignal::new(Vec::new()),
            last: StoredValue::new(None),
        };
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
        if let Some(before) = self.before.try_update(Vec::pop).flatten() {
            self.put(before);
            self.last.set_value(None);
        }
    }

    /// Puts a draft in the place of what is typed. That is set aside where storage works, and in any case held here.
    fn put(self, mut draft: Draft) {
        let sheet = self.autosave.sheet;
        let here = self.autosave.draft();
        // A revision that went out must not be given a second time, whatever file comes.
        draft.exports = joined_exports(&here.exports, &draft.exports);
        if is_same(&here, &draft) {
            if draft.exports != here.exports {
                sheet.exports.set(draft.exports);
                sheet.touch();
            }
            return;
        }
        // A submission has nothing of what a unit knows for others.
        if draft.helping.is_empty() {
            draft.helping.clone_from(&here.helping);
        }
        draft.contributions.clone_from(&here.contributions);
        let was_typed = !self.last.with_value(|last| last.as_ref().is_some_and(|last| is_same(last, &here)));
        if was_typed && !here.is_blank() {
            let set = &sheet.file.set;
            self.autosave.keeper.with_value(|keeper: &Keeper| keeper.set_draft_aside(&LocalStorage, set, &here));
            self.before.update(|before| before.push(here));
        }
        self.last.set_value(Some(draft.clone()));
        self.autosave.keeper.update_value(|keeper| keeper.continue_from(&draft));
        sheet.replace(draft);
        sheet.touch();
    }
}

/// Whether two drafts say the same.
fn is_same(one: &Draft, other: &Draft) -> bool {
    one.entries == other.entries && one.prepared_by == other.prepared_by && one.approved_by == other.approved_by
}
