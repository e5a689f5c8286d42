//! Goes on in the whole form with what the part of the program before it gave, and with drafts out of files.

use leptos::prelude::*;

use super::criteria_panel::SUMMARY;
use super::work::{App, Work};
use crate::browser::{page, rest};
use crate::engine::criteria::Unit;
use crate::engine::draft::{Draft, read_draft_file, restore};
use crate::state::follow::follow;
use crate::state::incoming::{Incoming, Origin};
use crate::state::open_draft::Role;

/// Takes what the part before could not store.
pub fn carry_on(app: App) {
    let Some(carried) = rest::carried() else { return };
    let drafts = carried.split(rest::BETWEEN).filter_map(|text| read_draft_file(text).ok());
    app.unsaved.set(drafts.map(|stored| restore(&app.file.set, stored)).collect());
    page::soon(|| match rest::is_for_criteria() {
        true => _ = page::focus(SUMMARY),
        false => page::focus_in_place("noi-dung"),
    });
}

/// Shows a draft out of a file beside this one, once this tab may write.
pub fn compare_chosen(work: Work) {
    let Work { app, sheet, autosave, open, .. } = work;
    follow(Box::new(move || {
        let is_ours = |draft: &Draft| is_of(draft, sheet.unit, sheet.period);
        if open.role.get() == Role::Writer && app.chosen_draft.with(|draft| draft.as_ref().is_some_and(is_ours)) {
            let draft = app.chosen_draft.try_update_untracked(Option::take).flatten();
            draft.into_iter().for_each(|draft| autosave.offer(Incoming { draft, origin: Origin::File }));
        }
    }));
}

/// Goes on with what was there before and could not be stored. If the draft that is stored now is the one that was read or
/// written last there, what is typed goes on; else, and where there is more than one, an officer compares.
pub(super) fn keep_unsaved(work: Work) {
    let Work { app, sheet, autosave, open, .. } = work;
    follow(Box::new(move || {
        if open.role.get() != Role::Writer
            || !app.unsaved.with(|all| all.iter().any(|draft| is_of(draft, sheet.unit, sheet.period)))
        {
            return;
        }
        let ours = app
            .unsaved
            .try_update(|all| all.extract_if(.., |draft| is_of(draft, sheet.unit, sheet.period)).collect::<Vec<_>>());
        let here = autosave.draft();
        let mut is_first = autosave.unsaved().is_none();
        for draft in ours.into_iter().flatten() {
            if draft.holds_as(&here) || draft.holds_as(&autosave.draft()) {
                continue;
            }
            // Another tab may have written since this one was opened.
            let goes_on = (draft.saved_at_ms, draft.saves_count) == (here.saved_at_ms, here.saves_count);
            if is_first && goes_on {
                sheet.replace(draft);
                sheet.touch();
            } else {
                autosave.offer(Incoming { draft, origin: Origin::Unsaved });
            }
            is_first = false;
        }
    }));
}

/// Whether a draft is of this unit's sheet for this period.
pub(super) fn is_of(draft: &Draft, unit: &Unit, period: u16) -> bool {
    draft.unit == unit.id && draft.period == period
}
