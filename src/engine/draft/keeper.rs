//! Keeps one unit's draft on a shelf: overwrites only what it knows, sets aside what it cannot read.

use std::cmp::Ordering;
use std::collections::VecDeque;

use sha2::{Digest, Sha256};

use super::shelf::{Shelf, ShelfError, write_back};
use super::{Draft, DraftError, read_draft, restore, write_draft};
use crate::engine::criteria::{CriteriaSet, Unit, UnitId};

/// How many texts that could not be read back are remembered.
const ATTEMPTS_LIMIT: usize = 8;

/// The keeping of one draft.
#[derive(Debug, Clone)]
pub struct Keeper {
    key: String,
    unit: UnitId,
    period: u16,
    /// The text that this keeper read or wrote last; another one in its place is somebody else's.
    known: Option<String>,
    /// Texts that were written since and could not be read back: they may lie there all the same.
    attempts: VecDeque<String>,
    /// How often the draft was written, here or where it came from.
    saves_count: u64,
    /// When it was written last, Unix milliseconds; 0 if never.
    saved_at_ms: i64,
}

/// What opening a draft brought.
pub struct Opened {
    pub draft: Draft,
    pub keeper: Keeper,
    pub trouble: Option<Trouble>,
}

/// What an officer has to know about opening a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The shelf does not answer.
    NoStorage,
    /// The draft was written for another version of the set, or another content under its name. It is fitted to this one,
    /// and a copy of it as it was is set aside.
    OtherSet { version: u32 },
    /// A draft was there that cannot be read.
    Unreadable {
        error: DraftError,
        /// The text as it was found.
        text: String,
        /// Whether a copy was set aside, so that the place is free again.
        set_aside: bool,
    },
}

/// Why a draft is not saved.
#[derive(Debug, Clone, PartialEq)]
pub enum Unsaved {
    Shelf(ShelfError),
    /// A draft that cannot be read is in the place and could not be set aside; it is not overwritten.
    Blocked,
    /// Somebody else has written this draft since: another tab, a newer version of the program, an earlier session
    /// whose draft could not be read at first. `None` if only a newer version can read it.
    Foreign(Option<Box<Draft>>),
}

/// How another copy of a draft stands to the one at hand.
#[derive(Debug, Clone, PartialEq)]
pub enum OtherCopy {
    /// Older, the same, or no draft of this unit and period at all.
    NotNewer,
    /// Written later, by the count of saves and by the clock.
    Newer(Box<Draft>),
    /// Count and clock disagree: only a person can tell.
    Unclear(Box<Draft>),
}

/// The place of a draft on the shelf.
pub fn draft_key(set: &CriteriaSet, unit: &UnitId, period: u16) -> String {
    format!("tucham/draft/{}/{unit}/{period}", set.id)
}

impl Keeper {
    /// Opens the draft that is kept, or an empty one.
    pub fn open(shelf: &dyn Shelf, set: &CriteriaSet, unit: &Unit, period: u16) -> Opened {
        let key = draft_key(set, &unit.id, period);
        let mut keeper = Keeper {
            key,
            unit: unit.id.clone(),
            period,
            known: None,
            attempts: VecDeque::new(),
            saves_count: 0,
            saved_at_ms: 0,
        };
        let mut draft = Draft::new(unit.id.clone(), period);
        let trouble = match shelf.read(&keeper.key) {
            Err(_) => Some(Trouble::NoStorage),
            Ok(None) => None,
            Ok(Some(text)) => match keeper.read(set, &text) {
                Ok(read) => {
                    keeper.note(&read);
                    draft = read;
                    // It was read a moment ago.
                    let of = read_draft(&text).ok().map(|stored| stored.criteria_set);
                    let other = of.filter(|of| of.sha256 != *set.sha256);
                    let trouble = other.map(|of| {
                        set_aside(shelf, &keeper.key, &text);
                        Trouble::OtherSet { version: of.version }
                    });
                    keeper.known = Some(text);
                    trouble
                }
                Err(error) => {
                    let set_aside = set_aside(shelf, &keeper.key, &text);
                    // What is set aside may be written over; what is not stays unknown, and with it in its place.
                    keeper.known = set_aside.then(|| text.clone());
                    Some(Trouble::Unreadable { error, text, set_aside })
                }
            },
        };
        Opened { draft, keeper, trouble }
    }

    /// The place of the draft on the shelf.
    pub fn key(&self) -> String {
        self.key.clone()
    }

    /// Gives a draft the count and time of the last saving here.
    pub fn stamp(&self, draft: &mut Draft) {
        draft.saves_count = self.saves_count;
        draft.saved_at_ms = self.saved_at_ms;
    }

    /// Saves a draft at `now_ms` (Unix milliseconds); gives the text as it is kept.
    pub fn save(
        &mut self,
        shelf: &dyn Shelf,
        set: &CriteriaSet,
        draft: &mut Draft,
        now_ms: i64,
    ) -> Result<(), Unsaved> {
        draft.saved_at_ms = now_ms;
        draft.saves_count = self.saves_count + 1;
        if let Some(found) = shelf.read(&self.key).map_err(Unsaved::Shelf)?
            && !self.is_ours(&found)
        {
            match self.read(set, &found) {
                Ok(other) => return Err(Unsaved::Foreign(Some(Box::new(other)))),
                Err(DraftError::NewerVersion { .. }) => return Err(Unsaved::Foreign(None)),
                // Where a draft of ours was, damage holds nothing new.
                Err(_) if self.known.is_some() => {}
                Err(_) if set_aside(shelf, &self.key, &found) => {}
                Err(_) => return Err(Unsaved::Blocked),
            }
        }
        let text = write_draft(set, draft);
        match write_back(shelf, &self.key, &text) {
            Ok(()) => {
                self.note(draft);
                self.known = Some(text);
                self.attempts.clear();
                Ok(())
            }
            Err(error) => {
                if error == ShelfError::NotKept {
                    self.attempts.truncate(ATTEMPTS_LIMIT - 1);
                    self.attempts.push_front(text);
                }
                Err(Unsaved::Shelf(error))
            }
        }
    }

    /// The text as it was read or written last.
    pub fn text(&self) -> Option<&str> {
        self.known.as_deref()
    }

    /// Takes what lies in the place as known, so that the next save writes over it: an officer has seen it, or has it
    /// as a file. A draft that can be read is set aside first; `false` if that fails and nothing has changed.
    pub fn give_way(&mut self, shelf: &dyn Shelf, set: &CriteriaSet) -> bool {
        let Ok(found) = shelf.read(&self.key) else { return false };
        if let Some(text) = &found
            && !self.is_ours(text)
        {
            match self.read(set, text) {
                Ok(_) | Err(DraftError::NewerVersion { .. }) if !set_aside(shelf, &self.key, text) => return false,
                Ok(other) => self.saves_count = self.saves_count.max(other.saves_count),
                Err(_) => {}
            }
        }
        self.known = found;
        true
    }

    /// Keeps a copy of what lies in the place now, before another draft takes it. Nothing there is no failure.
    pub fn set_present_aside(&self, shelf: &dyn Shelf) -> bool {
        match shelf.read(&self.key) {
            Ok(Some(text)) => set_aside(shelf, &self.key, &text),
            Ok(None) => true,
            Err(_) => false,
        }
    }

    /// Keeps a copy of a draft that another one takes the place of.
    pub fn set_draft_aside(&self, shelf: &dyn Shelf, set: &CriteriaSet, draft: &Draft) -> bool {
        set_aside(shelf, &self.key, &write_draft(set, draft))
    }

    /// Continues from a draft that came from elsewhere, so that its next save counts as newer than both.
    pub fn continue_from(&mut self, draft: &Draft) {
        self.saves_count = self.saves_count.max(draft.saves_count);
    }

    /// Takes a text that another writer has put in the place; `None` if it is no draft of this unit and period.
    pub fn follow(&mut self, set: &CriteriaSet, text: &str) -> Option<Draft> {
        let draft = self.read(set, text).ok()?;
        self.note(&draft);
        self.known = Some(text.to_owned());
        Some(draft)
    }

    /// Judges a copy from another place, for instance from the mirror, against the draft at hand.
    pub fn judge(&self, set: &CriteriaSet, text: &str, at_hand: &Draft) -> OtherCopy {
        let Ok(other) = self.read(set, text) else { return OtherCopy::NotNewer };
        let by_count = other.saves_count.cmp(&at_hand.saves_count);
        let by_clock = other.saved_at_ms.cmp(&at_hand.saved_at_ms);
        match (by_count, by_clock) {
            (Ordering::Greater, Ordering::Greater | Ordering::Equal) => OtherCopy::Newer(Box::new(other)),
            (Ordering::Equal, Ordering::Equal) | (Ordering::Less, Ordering::Less | Ordering::Equal) => {
                OtherCopy::NotNewer
            }
            // Nothing was ever saved where the draft at hand is from.
            _ if at_hand.saves_count == 0 => OtherCopy::Newer(Box::new(other)),
            _ => OtherCopy::Unclear(Box::new(other)),
        }
    }

    fn note(&mut self, draft: &Draft) {
        self.saves_count = draft.saves_count;
        self.saved_at_ms = draft.saved_at_ms;
    }

    fn is_ours(&self, text: &str) -> bool {
        self.known.iter().chain(&self.attempts).any(|ours| ours == text)
    }

    fn read(&self, set: &CriteriaSet, text: &str) -> Result<Draft, DraftError> {
        let stored = read_draft(text)?;
        if stored.unit != self.unit.as_str() || stored.period != self.period {
            return Err(DraftError::OtherFormat);
        }
        Ok(restore(set, stored))
    }
}

/// Keeps a copy that nothing overwrites; `false` if it could not be kept.
fn set_aside(shelf: &dyn Shelf, key: &str, text: &str) -> bool {
    // Named by its content, so that opening it again takes no more room.
    let content = hex::encode(Sha256::digest(text));
    write_back(shelf, &format!("tucham/aside/{}/{key}", &content[..16]), text).is_ok()
}
