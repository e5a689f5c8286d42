//! The office's appraisal of a sheet, kept in this browser beside the draft: the file as it came, checked each time.

use std::cell::RefCell;
use std::rc::Rc;

use super::sheet_state::Sheet;
use crate::browser::storage::{self, LocalStorage};
use crate::engine::appraisal::{AppraisalProblem, OpenedAppraisal, open_appraisal};
use crate::engine::draft::write_back;

thread_local! {
    /// The one that was opened last, with its place: verifying a signature for every criterion would be waste, and one
    /// that storage refuses is still shown.
    static OPENED: RefCell<Option<(String, Rc<OpenedAppraisal>)>> = const { RefCell::new(None) };
}

/// Whether one is stored. Whether it can be read, is found when it is opened.
pub fn is_kept(sheet: Sheet) -> bool {
    storage::read_text(&place(sheet)).is_some()
}

/// The appraisal of this sheet.
pub fn current(sheet: Sheet) -> Option<Rc<OpenedAppraisal>> {
    let place = place(sheet);
    let known = OPENED.with_borrow(|opened| opened.clone().filter(|(of, _)| *of == place));
    if let Some((_, opened)) = known {
        return Some(opened);
    }
    let opened = Rc::new(open(sheet, &storage::read_text(&place)?).ok()?);
    OPENED.set(Some((place, opened.clone())));
    Some(opened)
}

/// Reads a file for this sheet.
pub fn open(sheet: Sheet, text: &str) -> Result<OpenedAppraisal, AppraisalProblem> {
    open_appraisal(&sheet.file.set, sheet.unit.id.as_str(), sheet.period, text.as_bytes())
}

/// Takes an appraisal in place of the one before; `false` if it goes with the page because storage refused it.
pub fn keep(sheet: Sheet, text: &str, opened: OpenedAppraisal) -> bool {
    let place = place(sheet);
    let is_stored = write_back(&LocalStorage, &place, text).is_ok();
    OPENED.set(Some((place, Rc::new(opened))));
    is_stored
}

/// Takes it away.
pub fn discard(sheet: Sheet) {
    storage::remove(&place(sheet));
    OPENED.set(None);
}

fn place(sheet: Sheet) -> String {
    format!("tucham/appraisal/{}/{}/{}", sheet.file.set.id, sheet.unit.id, sheet.period)
}
