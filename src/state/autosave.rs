//! Saves the draft within 300 ms of each change and when the page is hidden, and says "saved" only of what was read back.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window_event_listener_untyped};
use leptos::prelude::*;

use super::draft_store;
use super::follow::follow;
use super::sheet_state::Sheet;
use crate::browser::clock;
use crate::browser::storage::StorageError;

/// Time from a change to its saving. The timer is not pushed back by the next change, so it is also the longest time.
const DELAY: Duration = Duration::from_millis(200);

/// Where the draft stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was typed yet.
    Empty,
    /// Changes wait for the timer.
    Waiting,
    /// Written and read back.
    Saved { at_ms: i64 },
    /// Not stored: what is typed lives in this page only.
    Failed(StorageError),
    /// A draft that cannot be read is in the place and could not be set aside; it is not overwritten.
    Blocked,
}

/// The saving of one sheet's draft.
#[derive(Clone, Copy)]
pub struct Autosave {
    sheet: Sheet,
    pub state: RwSignal<SaveState>,
    /// Whether nothing is stored; changes only when that changes, so that a warning is said once.
    pub failed: RwSignal<bool>,
    saves_count: StoredValue<u64>,
    /// Whether a draft may be there that could not be read when the sheet was opened; it is not overwritten.
    unread: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Autosave {
    /// Starts saving; it ends, with a last save, when the sheet's owner is cleaned up.
    pub fn start(sheet: Sheet, first: SaveState, saves_count: u64) -> Self {
        let autosave = Autosave {
            sheet,
            state: RwSignal::new(first),
            failed: RwSignal::new(matches!(first, SaveState::Failed(_))),
            saves_count: StoredValue::new(saves_count),
            unread: StoredValue::new(matches!(first, SaveState::Failed(_))),
            timer: StoredValue::new(None),
        };
        follow(Box::new(move || {
            if sheet.edits_count.get() > 0 {
                autosave.schedule();
            }
        }));
        let hide = window_event_listener_untyped("pagehide", move |_| autosave.save_if_waiting());
        let visibility = window_event_listener_untyped("visibilitychange", move |_| autosave.save_if_waiting());
        on_cleanup(move || {
            hide.remove();
            visibility.remove();
            autosave.save_if_waiting();
        });
        autosave
    }

    /// Frees a place that was blocked, once the officer has the unreadable draft as a file.
    pub fn unblock(self) {
        if self.state.get_untracked() == SaveState::Blocked {
            self.save_now();
        }
    }

    /// Saves at once.
    pub fn save_now(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        let now_ms = clock::now_ms();
        let mut draft = self.sheet.draft();
        draft.saved_at_ms = now_ms;
        draft.saves_count = self.saves_count.get_value() + 1;
        let (set, unit) = (&self.sheet.file.set, self.sheet.unit);
        let saved = match self.unread.get_value() && draft_store::may_exist(set, unit, draft.period) {
            true => Err(StorageError::Disabled),
            false => draft_store::save(set, unit, &draft),
        };
        let state = match saved {
            Ok(()) => {
                self.saves_count.set_value(draft.saves_count);
                self.unread.set_value(false);
                SaveState::Saved { at_ms: now_ms }
            }
            Err(error) => SaveState::Failed(error),
        };
        self.state.set(state);
        let failed = matches!(state, SaveState::Failed(_));
        if self.failed.get_untracked() != failed {
            self.failed.set(failed);
        }
    }

    fn schedule(self) {
        if self.state.get_untracked() == SaveState::Blocked || self.timer.with_value(Option::is_some) {
            return;
        }
        // A failure stays on show until a save succeeds.
        if !matches!(self.state.get_untracked(), SaveState::Failed(_)) {
            self.state.set(SaveState::Waiting);
        }
        match set_timeout_with_handle(move || self.save_now(), DELAY) {
            Ok(timer) => self.timer.set_value(Some(timer)),
            Err(_) => self.save_now(),
        }
    }

    fn save_if_waiting(self) {
        if self.timer.try_with_value(Option::is_some) == Some(true) {
            self.save_now();
        }
    }
}
