//! Drafts in local storage: one per criteria set, unit and period; what cannot be read is set aside, never overwritten.

use sha2::{Digest, Sha256};

use crate::browser::storage;
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::draft::{Draft, DraftError, read_draft, restore, write_draft};

/// What opening a draft brought.
pub struct Opened {
    pub draft: Draft,
    pub trouble: Option<Trouble>,
}

/// What an officer has to know about opening a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The browser keeps nothing here.
    NoStorage,
    /// A draft was there that cannot be read.
    Unreadable {
        error: DraftError,
        /// The text as it was found.
        text: String,
        /// Whether a copy was set aside, so that the place is free again.
        set_aside: bool,
    },
}

/// Opens the stored draft, or an empty one.
pub fn open(set: &CriteriaSet, unit: &Unit, period: u16) -> Opened {
    let key = key(set, unit, period);
    let empty = || Draft::new(unit.id.clone(), period);
    match storage::read_text(&key) {
        Err(_) => Opened { draft: empty(), trouble: Some(Trouble::NoStorage) },
        Ok(None) => Opened { draft: empty(), trouble: None },
        Ok(Some(text)) => match read_draft(&text) {
            Ok(stored) if stored.unit == unit.id.as_str() && stored.period == period => {
                Opened { draft: restore(set, stored), trouble: None }
            }
            Ok(_) => unreadable(&key, empty(), DraftError::OtherFormat, text),
            Err(error) => unreadable(&key, empty(), error, text),
        },
    }
}

/// Whether a draft is there, or storage does not even say so.
pub fn may_exist(set: &CriteriaSet, unit: &Unit, period: u16) -> bool {
    storage::read_text(&key(set, unit, period)) != Ok(None)
}

/// Stores a draft and reads it back.
pub fn save(set: &CriteriaSet, unit: &Unit, draft: &Draft) -> Result<(), storage::StorageError> {
    storage::write_text(&key(set, unit, draft.period), &write_draft(set, draft))
}

/// How far a stored draft is, for the list of units.
pub struct Progress {
    pub answered: usize,
    pub saved_at_ms: i64,
}

/// How far the stored draft of a unit is; `None` if there is none that can be read.
pub fn progress(set: &CriteriaSet, unit: &Unit, period: u16) -> Option<Progress> {
    let text = storage::read_text(&key(set, unit, period)).ok()??;
    let draft = restore(set, read_draft(&text).ok()?);
    Some(Progress {
        answered: draft.entries.iter().filter(|(_, entry)| entry.has_answer()).count(),
        saved_at_ms: draft.saved_at_ms,
    })
}

/// Keeps the text of an exported file, so that it can be downloaded again. Not kept is no loss: the file is out.
pub fn keep_exported(set: &CriteriaSet, unit: &Unit, period: u16, revision: u64, text: &str) {
    let _ = storage::write_text(&exported_key(set, unit, period, revision), text);
}

/// The text of an exported file, if it was kept.
pub fn exported_text(set: &CriteriaSet, unit: &Unit, period: u16, revision: u64) -> Option<String> {
    storage::read_text(&exported_key(set, unit, period, revision)).ok()?
}

fn unreadable(key: &str, draft: Draft, error: DraftError, text: String) -> Opened {
    // Named by its content, so that opening it again takes no more room.
    let content = hex::encode(Sha256::digest(&text));
    let aside = format!("tucham/aside/{}/{key}", &content[..16]);
    let set_aside = storage::write_text(&aside, &text).is_ok();
    Opened { draft, trouble: Some(Trouble::Unreadable { error, text, set_aside }) }
}

fn key(set: &CriteriaSet, unit: &Unit, period: u16) -> String {
    format!("tucham/draft/{}/{}/{period}", set.id, unit.id)
}

fn exported_key(set: &CriteriaSet, unit: &Unit, period: u16, revision: u64) -> String {
    format!("tucham/exported/{}/{}/{period}/r{revision}", set.id, unit.id)
}
