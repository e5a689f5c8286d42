//! Saves the draft within 300 ms of each change and when the page is hidden, and says "saved" only of what was read back.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle, window_event_listener_untyped};
use leptos::prelude::*;

use super::backup;
use super::follow::follow;
use super::incoming::{Incoming, Origin};
use super::sheet_state::Sheet;
use crate::browser::storage::LocalStorage;
use crate::browser::{clock, mirror};
use crate::engine::draft::{Draft, Keeper, ShelfError, Trouble, Unsaved, write_draft};

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
    Failed(ShelfError),
    /// A draft that cannot be read is in the place and could not be set aside; it is not overwritten.
    Blocked,
    /// Another draft is in the place; an officer has to choose.
    Foreign,
    /// A newer version of the program has written the draft.
    Newer,
}

/// The saving of one sheet's draft.
#[derive(Clone, Copy)]
pub struct Autosave {
    pub sheet: Sheet,
    pub state: RwSignal<SaveState>,
    /// Whether nothing is stored; changes only when that changes, so that a warning is said once.
    pub failed: RwSignal<bool>,
    /// Whether a newer version of the program has written the draft; the same.
    pub newer: RwSignal<bool>,
    /// Whether this tab may write: another one may have the draft open.
    pub is_writer: RwSignal<bool>,
    /// Another copy of the draft, which an officer compares with this one.
    pub incoming: RwSignal<Option<Incoming>>,
    /// What was typed here and stored nowhere each time that another writer's draft took its place, the latest last; waits to be
    /// compared until this tab may write.
    pub displaced: RwSignal<Vec<Draft>>,
    pub(super) keeper: StoredValue<Keeper>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Autosave {
    /// Starts saving; it ends, with a last save, when the sheet's owner is cleaned up.
    pub fn start(sheet: Sheet, keeper: Keeper, saved_at_ms: i64, trouble: Option<&Trouble>) -> Self {
        let first = match trouble {
            Some(Trouble::NoStorage) => SaveState::Failed(ShelfError::Disabled),
            Some(Trouble::Unreadable { set_aside: false, .. }) => SaveState::Blocked,
            _ if saved_at_ms > 0 => SaveState::Saved { at_ms: saved_at_ms },
            _ => SaveState::Empty,
        };
        let autosave = Autosave {
            sheet,
            state: RwSignal::new(first),
            failed: RwSignal::new(matches!(first, SaveState::Failed(_))),
            newer: RwSignal::new(false),
            is_writer: RwSignal::new(false),
            incoming: RwSignal::new(None),
            displaced: RwSignal::new(Vec::new()),
            keeper: StoredValue::new(keeper),
            timer: StoredValue::new(None),
        };
        follow(Box::new(move || {
            if sheet.edits_count.get() > 0 {
                autosave.schedule();
            }
        }));
        let hide = window_event_listener_untyped("pagehide", move |_| {
            autosave.save_if_waiting();
            autosave.set_waiting_aside();
        });
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
            self.keeper.update_value(|keeper| {
                keeper.give_way(&LocalStorage, &self.sheet.file.set);
            });
            self.save_now();
        }
    }

    /// Saves at once; whether the draft is stored now.
    pub fn save_now(self) -> bool {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        // A timer may come when the sheet has gone.
        if self.is_writer.try_get_untracked() != Some(true) {
            return false;
        }
        let now_ms = clock::now_ms();
        let set = &self.sheet.file.set;
        let mut draft = self.sheet.draft();
        let saved = self.keeper.try_update_value(|keeper| keeper.save(&LocalStorage, set, &mut draft, now_ms));
        let Some(saved) = saved else { return false };
        let is_saved = saved.is_ok();
        let state = match saved {
            Ok(()) => {
                backup::first_saved(self.sheet, now_ms);
                SaveState::Saved { at_ms: now_ms }
            }
            Err(Unsaved::Shelf(error)) => SaveState::Failed(error),
            Err(Unsaved::Blocked) => SaveState::Blocked,
            Err(Unsaved::Foreign(None)) => SaveState::Newer,
            Err(Unsaved::Foreign(Some(draft))) => {
                self.offer(Incoming { draft: *draft, origin: Origin::Stored });
                SaveState::Foreign
            }
        };
        // Where local storage refuses, the mirror may still take it.
        mirror::put(&self.keeper.with_value(Keeper::key), &write_draft(set, &draft));
        self.say(state);
        is_saved
    }

    /// What is typed here and stored nowhere, whoever may write now.
    pub fn unsaved(self) -> Option<Draft> {
        let is_stored = matches!(self.state.get_untracked(), SaveState::Empty | SaveState::Saved { .. });
        // Where storage does not answer, nothing is stored from the beginning.
        (!is_stored).then(|| self.draft()).filter(|draft| !draft.is_blank())
    }

    /// Saves what is not saved yet; gives all that would go with the page, what is typed first.
    pub fn unstored(self) -> Vec<Draft> {
        // The state follows an edit a moment later.
        let is_untouched =
            self.state.get_untracked() == SaveState::Empty && self.sheet.edits_count.get_untracked() == 0;
        if !is_untouched && self.is_writer.get_untracked() {
            self.save_now();
        }
        self.left()
    }

    /// The same after the last save.
    pub fn left(self) -> Vec<Draft> {
        self.unsaved().into_iter().chain(self.waiting()).collect()
    }

    /// What was typed here, gave way to another draft and waits to be compared with it.
    fn waiting(self) -> Vec<Draft> {
        // Other copies than this one lie where they came from.
        let incoming = self.incoming.get_untracked().filter(|incoming| incoming.origin == Origin::Unsaved);
        self.displaced.get_untracked().into_iter().chain(incoming.map(|incoming| incoming.draft)).collect()
    }

    /// Sets that aside, since it lies nowhere else and goes with the page.
    fn set_waiting_aside(self) {
        let set = &self.sheet.file.set;
        for draft in self.waiting() {
            self.keeper.with_value(|keeper| keeper.set_draft_aside(&LocalStorage, set, &draft));
        }
    }

    /// Saves what is not saved yet; whether the page may go without losing anything.
    pub fn settle(self) -> bool {
        self.unstored().is_empty()
    }

    /// What is typed now, with the time and count of its last saving.
    pub fn draft(self) -> Draft {
        let mut draft = self.sheet.draft();
        self.keeper.with_value(|keeper| keeper.stamp(&mut draft));
        draft
    }

    /// Shows another copy of the draft beside this one. One that lies nowhere else has its turn again.
    pub fn offer(self, incoming: Incoming) {
        let shown = self.incoming.get_untracked();
        if shown.as_ref() == Some(&incoming) {
            return;
        }
        if let Some(Incoming { draft, origin: Origin::Unsaved }) = shown {
            self.displaced.update(|all| all.push(draft));
        }
        self.incoming.set(Some(incoming));
    }

    pub(super) fn say(self, state: SaveState) {
        self.state.set(state);
        for (signal, is_so) in
            [(self.failed, matches!(state, SaveState::Failed(_))), (self.newer, state == SaveState::Newer)]
        {
            if signal.get_untracked() != is_so {
                signal.set(is_so);
            }
        }
    }

    fn schedule(self) {
        let state = self.state.get_untracked();
        if matches!(state, SaveState::Blocked | SaveState::Newer) || self.timer.with_value(Option::is_some) {
            return;
        }
        // A failure stays on show until a save succeeds.
        if !matches!(state, SaveState::Failed(_) | SaveState::Foreign) {
            self.state.set(SaveState::Waiting);
        }
        match set_timeout_with_handle(
            move || {
                self.save_now();
            },
            DELAY,
        ) {
            Ok(timer) => self.timer.set_value(Some(timer)),
            Err(_) => {
                self.save_now();
            }
        }
    }

    /// Saves now what waits for the timer.
    pub fn save_if_waiting(self) {
        if self.timer.try_with_value(Option::is_some) == Some(true) {
            self.save_now();
        }
    }
}
