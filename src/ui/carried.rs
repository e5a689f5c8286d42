//! Goes on in the whole form with what the part of the program before it gave, and with drafts out of files.

use leptos::prelude::*;

use super::criteria_panel::SUMMARY;
use super::work::{App, Work};
use crate::browser::{page, rest};
use crate::engine::draft::{Draft, read_draft_file, restore};
use crate::state::follow::follow;
use crate::state::incoming::{Incoming, Origin};
use crate::state::open_draft::Role;

/// Takes what the part before could not store.
pub fn carry_on(app: App) {
    let Some(carried) = rest::carried() else { return };
    app.unsaved.set(read_draft_file(&carried).ok().map(|stored| restore(&app.file.set, stored)));
    page::soon(move || match carried == rest::CRITERIA {
        true => _ = page::focus(SUMMARY),
        false => page::focus_in_place("noi-dung"),
    });
}

/// Does so once a unit's draft is open.
pub fn carry_on_with(work: Work) {
    compare_chosen(work);
    keep_unsaved(work);
}

/// Shows a draft out of a file beside this one, once this tab may write.
fn compare_chosen(work: Work) {
    let Work { app, sheet, autosave, open, .. } = work;
    follow(Box::new(move || {
        let is_ours = |draft: &Draft| draft.unit == sheet.unit.id && draft.period == sheet.period;
        if open.role.get() == Role::Writer && app.chosen_draft.with(|draft| draft.as_ref().is_some_and(is_ours)) {
            let draft = app.chosen_draft.try_update_untracked(Option::take).flatten();
            draft.into_iter().for_each(|draft| autosave.offer(Incoming { draft, origin: Origin::File }));
        }
    }));
}

/// Goes on with what was there before and could not be stored. If the draft that is stored now is the one that was read or
/// written last there, what is typed goes on; else an officer compares the two.
pub(super) fn keep_unsaved(work: Work) {
    let Work { app, sheet, autosave, open, .. } = work;
    follow(Box::new(move || {
        let is_ours = |draft: &Draft| draft.unit == sheet.unit.id && draft.period == sheet.period;
        if open.role.get() != Role::Writer || !app.unsaved.with(|draft| draft.as_ref().is_some_and(is_ours)) {
            return;
        }
        let Some(draft) = app.unsaved.try_update(Option::take).flatten() else { return };
        let here = autosave.draft();
        if draft.holds_as(&here) {
            return;
        }
        // Another tab may have written since this one was opened.
        if draft.saved_at_ms == here.saved_at_ms {
            sheet.replace(draft);
            sheet.touch();
        } else {
            autosave.offer(Incoming { draft, origin: Origin::Unsaved });
        }
    }));
}
