//! Another copy of the open draft: it takes this one's place only when an officer says so, and the loser is set aside.

use leptos::prelude::*;

use super::autosave::{Autosave, SaveState};
use crate::browser::files;
use crate::browser::storage::LocalStorage;
use crate::engine::draft::{Difference, Draft, Keeper, differences, draft_file_name, joined_exports, write_draft_file};

/// Another copy of the open draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    pub draft: Draft,
    pub origin: Origin,
}

/// Where another copy comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A file that was chosen.
    File,
    /// The browser's second home for drafts.
    Mirror,
    /// The draft's own place in local storage, where somebody else has written.
    Stored,
    /// What was typed here and could not be stored before somebody else wrote.
    Unsaved,
}

impl Incoming {
    /// Where the copy differs from what is typed, in the sheet's order.
    pub fn differences(&self, autosave: Autosave) -> Vec<Difference> {
        let (cells, helping) = (autosave.sheet.cells(), autosave.sheet.helping());
        differences(
            cells.iter().chain(&*helping).map(|cell| &cell.criterion.code),
            &autosave.sheet.draft(),
            &self.draft,
        )
    }
}

/// Puts the copy in this draft's place. What was here is set aside, or downloaded where nothing can be set aside.
pub fn take(autosave: Autosave) {
    let Some(Incoming { mut draft, .. }) = autosave.incoming.get_untracked() else { return };
    let here = autosave.draft();
    lay_aside(autosave, &here);
    draft.exports = joined_exports(&here.exports, &draft.exports);
    draft.contributions = joined_exports(&here.contributions, &draft.contributions);
    close(autosave, &draft);
    autosave.sheet.replace(draft);
    autosave.save_now();
}

/// Keeps this draft. The copy is set aside, or downloaded where nothing can be set aside; a file is a copy already.
pub fn keep(autosave: Autosave) {
    let Some(Incoming { draft, origin }) = autosave.incoming.get_untracked() else { return };
    if origin != Origin::File {
        lay_aside(autosave, &draft);
    }
    let sheet = autosave.sheet;
    sheet.exports.update(|here| *here = joined_exports(here, &draft.exports));
    sheet.contributions.update(|here| *here = joined_exports(here, &draft.contributions));
    close(autosave, &draft);
    autosave.save_now();
}

/// Ends the comparison: the next save is newer than both, and may write over what lies in the place.
fn close(autosave: Autosave, other: &Draft) {
    autosave.keeper.update_value(|keeper| {
        keeper.continue_from(other);
        keeper.give_way(&LocalStorage, &autosave.sheet.file.set);
    });
    let next = autosave.displaced.try_update(Vec::pop).flatten();
    autosave.incoming.set(next.map(|draft| Incoming { draft, origin: Origin::Unsaved }));
    if autosave.state.get_untracked() == SaveState::Foreign {
        autosave.say(SaveState::Waiting);
    }
}

fn lay_aside(autosave: Autosave, draft: &Draft) {
    let set = &autosave.sheet.file.set;
    if draft.is_blank()
        || autosave.keeper.with_value(|keeper: &Keeper| keeper.set_draft_aside(&LocalStorage, set, draft))
    {
        return;
    }
    files::download_text(
        &draft_file_name(draft),
        "application/json",
        &write_draft_file(set, autosave.sheet.unit, draft),
    );
}
