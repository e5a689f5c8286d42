//! Keeps the desk in the browser: facts and new files in one transaction, said to be saved only once they are on the disk.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::{clock, office_store};

/// Whether what is on the desk is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Nothing to keep yet.
    Nothing,
    Saving,
    Saved {
        /// Unix milliseconds.
        at_ms: i64,
    },
    /// The browser did not take it; everything is in this page's memory only.
    Refused,
}

/// The keeping of one year.
#[derive(Clone, Copy)]
pub struct Keeping {
    pub state: RwSignal<Kept>,
    shared: StoredValue<Rc<RefCell<Waiting>>, LocalStorage>,
}

#[derive(Default)]
struct Waiting {
    /// Files that are not on the disk yet, by hash, as JSON texts.
    files: BTreeMap<String, String>,
    is_whole: bool,
    is_writing: bool,
    /// The facts to write next.
    facts: Option<(String, String)>,
}

impl Keeping {
    /// Nothing to keep yet.
    pub fn new() -> Self {
        Keeping { state: RwSignal::new(Kept::Nothing), shared: StoredValue::new_local(Rc::default()) }
    }

    /// Takes a file that is to be kept with the next facts.
    pub fn add_file(self, sha256: String, text: String) {
        self.shared.with_value(|waiting| waiting.borrow_mut().files.insert(sha256, text));
    }

    /// The files that are not on the disk yet, by hash.
    pub fn waiting_files(self) -> BTreeMap<String, String> {
        self.shared.with_value(|waiting| waiting.borrow().files.clone())
    }

    /// Writes a year's facts, and what files wait; `is_whole` drops every other file of the year.
    pub fn save(self, year: &str, facts: String, is_whole: bool) {
        let is_writing = self.shared.with_value(|waiting| {
            let mut waiting = waiting.borrow_mut();
            waiting.facts = Some((year.to_owned(), facts));
            waiting.is_whole |= is_whole;
            waiting.is_writing
        });
        let _ = self.state.try_set(Kept::Saving);
        if !is_writing {
            write(self.state, self.shared.with_value(Rc::clone));
        }
    }
}

impl Default for Keeping {
    fn default() -> Self {
        Self::new()
    }
}

fn write(state: RwSignal<Kept>, shared: Rc<RefCell<Waiting>>) {
    let (year, facts, files, is_whole) = {
        let mut waiting = shared.borrow_mut();
        let Some((year, facts)) = waiting.facts.take() else { return };
        waiting.is_writing = true;
        let files: Vec<(String, String)> =
            waiting.files.iter().map(|(sha256, text)| (sha256.clone(), text.clone())).collect();
        (year, facts, files, std::mem::take(&mut waiting.is_whole))
    };
    let written: Vec<String> = files.iter().map(|(sha256, _)| sha256.clone()).collect();
    office_store::put(&year.clone(), &facts.clone(), files, is_whole, move |is_kept| {
        let has_more = {
            let mut waiting = shared.borrow_mut();
            waiting.is_writing = false;
            if is_kept {
                written.iter().for_each(|sha256| {
                    waiting.files.remove(sha256);
                });
            } else {
                // The next change writes all of it once more.
                waiting.is_whole |= is_whole;
            }
            waiting.facts.is_some()
        };
        // The year may have been left while it was written.
        let _ = state.try_set(match (is_kept, has_more) {
            (_, true) => Kept::Saving,
            (true, false) => Kept::Saved { at_ms: clock::now_ms() },
            (false, false) => Kept::Refused,
        });
        if has_more {
            write(state, shared);
        }
    });
}
