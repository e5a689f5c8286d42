//! What lies in this browser beside the draft that is open: other drafts, exported files, what was set aside.

use crate::browser::storage;
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::draft::{Draft, ExportRecord, draft_key, read_draft, restore};
use crate::state::sheet_state::Sheet;

const ASIDE: &str = "tucham/aside/";

/// The stored draft of a unit; `None` if there is none that can be read.
pub fn stored(set: &CriteriaSet, unit: &Unit, period: u16) -> Option<Draft> {
    let text = storage::read_text(&draft_key(set, &unit.id, period))?;
    Some(restore(set, read_draft(&text).ok()?))
}

/// The number of criteria with an answer, right or wrong.
pub fn answered_count(draft: &Draft) -> usize {
    draft.entries.iter().filter(|(_, entry)| entry.has_answer()).count()
}

/// Every draft of the set in this browser that can be read.
pub fn all(set: &'static CriteriaSet) -> Vec<(&'static Unit, Draft)> {
    let prefix = format!("tucham/draft/{}/", set.id);
    let drafts = storage::keys(&prefix).into_iter().filter_map(|key| {
        let (unit, period) = key.strip_prefix(&prefix)?.split_once('/')?;
        let unit = set.unit(unit)?;
        Some((unit, stored(set, unit, period.parse().ok()?)?))
    });
    drafts.collect()
}

/// A copy that was set aside, so that nothing took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    pub key: String,
    pub text: String,
}

/// Every copy that was set aside.
pub fn set_aside() -> Vec<Aside> {
    let keys = storage::keys(ASIDE).into_iter();
    keys.filter_map(|key| Some(Aside { text: storage::read_text(&key)?, key })).collect()
}

impl Aside {
    /// The draft's own place: its unit and period.
    pub fn place(&self) -> &str {
        self.key.rsplit_once("/draft/").map_or("", |(_, place)| place)
    }

    /// Takes the copy away.
    pub fn discard(&self) {
        storage::remove(&self.key);
    }
}

/// Keeps the text of an exported file, so that it can be downloaded again. Not kept is no loss: the file is out.
pub fn keep_exported(sheet: Sheet, record: &ExportRecord, text: &str) {
    use crate::engine::draft::write_back;
    let _ = write_back(&storage::LocalStorage, &exported_key(sheet, record), text);
}

/// The text of an exported file, if it was kept.
pub fn exported_text(sheet: Sheet, record: &ExportRecord) -> Option<String> {
    storage::read_text(&exported_key(sheet, record))
}

fn exported_key(sheet: Sheet, record: &ExportRecord) -> String {
    // A contribution claims no points, and counts its revisions for itself.
    let kind = if record.points.is_empty() { "gop-r" } else { "r" };
    let (set, unit) = (&sheet.file.set.id, &sheet.unit.id);
    format!("tucham/exported/{set}/{unit}/{}/{kind}{}", sheet.period, record.revision)
}
