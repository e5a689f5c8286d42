//! The office's appraisal of a sheet, kept in this browser beside the draft: the file as it came, read anew where it changed.

use std::cell::RefCell;
use std::rc::Rc;

use super::sheet_state::Sheet;
use crate::browser::storage::{self, LocalStorage};
use crate::engine::appraisal::{AppraisalProblem, OpenedAppraisal, open_appraisal};
use crate::engine::draft::write_back;

/// The appraisal that was opened last: verifying a signature for every criterion would be waste.
#[derive(Clone)]
struct Opened {
    place: String,
    text: String,
    /// One that storage refused is still shown, until the page goes.
    is_stored: bool,
    appraisal: Rc<OpenedAppraisal>,
}

thread_local! {
    static OPENED: RefCell<Option<Opened>> = const { RefCell::new(None) };
}

/// Whether one is stored. Whether it can be read, is found when it is opened.
pub fn is_kept(sheet: Sheet) -> bool {
    storage::read_text(&place(sheet)).is_some()
}

/// The appraisal of this sheet. Another tab may have opened or discarded one since: what lies in storage counts.
pub fn current(sheet: Sheet) -> Option<Rc<OpenedAppraisal>> {
    let place = place(sheet);
    let known = OPENED.with_borrow(Clone::clone).filter(|opened| opened.place == place);
    let stored = storage::read_text(&place);
    match (known, stored) {
        (Some(known), Some(text)) if known.text == text => Some(known.appraisal),
        (Some(known), None) if !known.is_stored => Some(known.appraisal),
        (_, Some(text)) => {
            let appraisal = Rc::new(open(sheet, &text).ok()?);
            OPENED.set(Some(Opened { place, text, is_stored: true, appraisal: appraisal.clone() }));
            Some(appraisal)
        }
        (_, None) => None,
    }
}

/// Reads a file for this sheet.
pub fn open(sheet: Sheet, text: &str) -> Result<OpenedAppraisal, AppraisalProblem> {
    open_appraisal(&sheet.file.set, sheet.unit.id.as_str(), sheet.period, text.as_bytes())
}

/// Takes an appraisal in place of the one before; `false` if it goes with the page because storage refused it.
pub fn keep(sheet: Sheet, text: &str, opened: OpenedAppraisal) -> bool {
    let place = place(sheet);
    let is_stored = write_back(&LocalStorage, &place, text).is_ok();
    OPENED.set(Some(Opened { place, text: text.to_owned(), is_stored, appraisal: Rc::new(opened) }));
    is_stored
}

/// Takes this appraisal away, and no other that another tab has put there since.
pub fn discard(sheet: Sheet, shown: &OpenedAppraisal) {
    if current(sheet).is_some_and(|opened| opened.sha256 == shown.sha256) {
        storage::remove(&place(sheet));
        OPENED.set(None);
    }
}

fn place(sheet: Sheet) -> String {
    format!("tucham/appraisal/{}/{}/{}", sheet.file.set.id, sheet.unit.id, sheet.period)
}
