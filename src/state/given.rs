//! A submission that the page around the widget gives: it takes the place of what is typed, which is kept.

use leptos::prelude::*;

use super::autosave::Autosave;
use super::open_draft::{OpenDraft, Role};
use crate::browser::page;
use crate::browser::storage::LocalStorage;
use crate::engine::draft::{Draft, Keeper, joined_exports};
use crate::state::follow::follow;

/// What an officer is told of a value that was taken, by this id.
pub const TAKEN: &str = "phieu-dua-vao";

/// What was given, and what stood there before.
#[derive(Clone, Copy)]
pub struct Given {
    autosave: Autosave,
    /// Waits until this form may write.
    pub waiting: RwSignal<Option<Draft>>,
    /// What was typed before other submissions took its place, the latest last.
    pub before: RwSignal<Vec<Draft>>,
    /// What was given last: as long as nobody changes it, it is nothing that was typed.
    pub last: StoredValue<Option<Draft>>,
}

impl Given {
    /// Nothing was given yet.
    pub fn new(autosave: Autosave) -> Self {
        let (waiting, before, last) = (RwSignal::new(None), RwSignal::new(Vec::new()), StoredValue::new(None));
        Given { autosave, waiting, before, last }
    }

    /// Takes what is given, as long as the current owner lives. `unsaved` was typed before it, and goes first.
    pub fn follow(self, open: OpenDraft, unsaved: RwSignal<Vec<Draft>>) {
        follow(Box::new(move || {
            if open.role.get() == Role::Writer
                && unsaved.with(Vec::is_empty)
                && self.waiting.with(Option::is_some)
                && let Some(draft) = self.waiting.try_update(Option::take).flatten()
            {
                self.put(draft);
            }
        }));
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
    fn put(self, given: Draft) {
        let sheet = self.autosave.sheet;
        let here = self.autosave.draft();
        let draft = with_own(given.clone(), &here);
        if is_same(&here, &draft) {
            if draft.exports != here.exports {
                sheet.exports.set(draft.exports);
                sheet.touch();
            }
            return;
        }
        // Whoever is typing would go on in somebody else's number. What the keyboard was still composing is typed by leaving.
        let was_typing = page::leave_text_field();
        let here = self.autosave.draft();
        let draft = with_own(given, &here);
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
        if was_typing {
            page::soon(|| {
                if !page::focus(TAKEN) {
                    page::focus_in_place("noi-dung");
                }
            });
        }
    }
}

/// A draft that was given, with what only the draft here knows.
fn with_own(mut given: Draft, here: &Draft) -> Draft {
    // A revision that went out must not be given a second time, whatever file comes.
    given.exports = joined_exports(&here.exports, &given.exports);
    // A submission has nothing of what a unit knows for others.
    if given.helping.is_empty() {
        given.helping.clone_from(&here.helping);
    }
    given.contributions.clone_from(&here.contributions);
    given
}

/// Whether two drafts say the same.
fn is_same(one: &Draft, other: &Draft) -> bool {
    one.entries == other.entries
        && one.helping == other.helping
        && one.prepared_by == other.prepared_by
        && one.approved_by == other.approved_by
}
