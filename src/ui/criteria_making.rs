//! Makes the criteria of a sheet: the first ones at once, the others a moment later.
//!
//! A sheet has up to thousands of criteria, of which a screen shows a few. Whoever opens it answers the first ones; on a slow
//! machine all of them would take longer than everything else together.

use std::collections::VecDeque;

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;

use super::criterion_view::{criterion_frame, fill_criterion};
use super::dom::El;
use super::work::Work;
use crate::browser::page;
use crate::state::cell::Cell;

/// How many criteria are made at once, which is more than a screen shows.
const AT_ONCE: usize = 12;

/// What is still to be made of a sheet that is on the page.
#[derive(Clone, Copy)]
pub struct Making {
    work: Work,
    unmade: StoredValue<Unmade, LocalStorage>,
    is_under_way: RwSignal<bool>,
}

struct Unmade {
    /// What the criteria live in.
    owner: Owner,
    /// How many may still be made at once.
    at_once: usize,
    frames: VecDeque<(Cell, El)>,
}

impl Making {
    /// A sheet that has every criterion from the start.
    #[cfg(feature = "widget")]
    pub fn at_once(work: Work) -> Self {
        Self::new(work, usize::MAX)
    }

    /// A sheet that has the frames of all criteria from the start, and something in the first ones.
    pub fn in_steps(work: Work) -> Self {
        Self::new(work, AT_ONCE)
    }

    fn new(work: Work, at_once: usize) -> Self {
        let owner = Owner::current().unwrap_or_default();
        let unmade = Unmade { owner, at_once, frames: VecDeque::new() };
        Making { work, unmade: StoredValue::new_local(unmade), is_under_way: RwSignal::new(false) }
    }

    /// The next criterion of the sheet.
    pub fn criterion(self, cell: Cell) -> El {
        let frame = criterion_frame(cell);
        let at_once = self.unmade.try_update_value(|unmade| {
            let at_once = unmade.at_once;
            match at_once {
                0 => unmade.frames.push_back((cell, frame.clone())),
                _ => unmade.at_once -= 1,
            }
            at_once
        });
        match at_once {
            Some(0) => frame,
            // Whoever comes to the last one by the keyboard goes on to the next.
            Some(1) => fill_criterion(self.work, cell, frame).on("focusin", move |_| self.finish()),
            _ => fill_criterion(self.work, cell, frame),
        }
    }

    /// Whether criteria are still to be made.
    pub fn is_under_way(self) -> bool {
        self.is_under_way.get()
    }

    /// Makes what is left whenever the browser has nothing else to do, and all of it before the page goes on paper.
    pub fn go_on(self) {
        if self.unmade.with_value(|unmade| unmade.frames.is_empty()) {
            return;
        }
        self.is_under_way.set(true);
        page::in_idle_moments(Box::new(move || self.step()));
        let listener = window_event_listener_untyped("beforeprint", move |_| self.finish());
        on_cleanup(move || listener.remove());
    }

    /// Makes what is left now: somebody wants to see it.
    pub fn finish(self) {
        while self.step() {}
    }

    /// Makes the next one; whether there was one. The sheet may be gone by then.
    fn step(self) -> bool {
        let next = self.unmade.try_update_value(|unmade| Some((unmade.owner.clone(), unmade.frames.pop_front()?)));
        let Some(Some((owner, (cell, frame)))) = next else {
            if self.is_under_way.try_get_untracked() == Some(true) {
                self.is_under_way.set(false);
            }
            return false;
        };
        owner.with(|| untrack(|| fill_criterion(self.work, cell, frame)));
        true
    }
}
