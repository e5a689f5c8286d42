//! When the open draft was last downloaded to a file, and whether that is too long ago.

use super::sheet_state::Sheet;
use crate::browser::storage;
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::draft::draft_key;

/// Work of so many hours should not live in one browser only.
const OLD_MS: i64 = 24 * 3_600_000;

/// The last download of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backup {
    /// Never; the draft was first saved then (Unix milliseconds).
    Never { since_ms: i64 },
    /// At this time (Unix milliseconds).
    At { ms: i64 },
}

/// Notes the first save of a draft, from which a reminder counts.
pub fn first_saved(sheet: Sheet, now_ms: i64) {
    if storage::read_value(&key_of(sheet)).is_none() {
        let _ = storage::write_value(&key_of(sheet), &format!("never {now_ms}"));
    }
}

/// Notes that the draft of a unit and year was downloaded.
pub fn downloaded(set: &CriteriaSet, unit: &Unit, period: u16, now_ms: i64) {
    let _ = storage::write_value(&key(set, unit, period), &format!("at {now_ms}"));
}

/// The last download, if it is too long ago for a draft that was saved at `saved_at_ms`.
pub fn overdue(sheet: Sheet, saved_at_ms: i64, now_ms: i64) -> Option<Backup> {
    let backup = parse(&storage::read_value(&key_of(sheet))?)?;
    is_overdue(backup, saved_at_ms, now_ms).then_some(backup)
}

fn is_overdue(backup: Backup, saved_at_ms: i64, now_ms: i64) -> bool {
    match backup {
        Backup::Never { since_ms } => now_ms - since_ms > OLD_MS,
        // Nothing was changed since: that copy is as good as new.
        Backup::At { ms } => saved_at_ms > ms && now_ms - ms > OLD_MS,
    }
}

fn parse(text: &str) -> Option<Backup> {
    let (kind, ms) = text.split_once(' ')?;
    let ms = ms.parse().ok()?;
    match kind {
        "never" => Some(Backup::Never { since_ms: ms }),
        "at" => Some(Backup::At { ms }),
        _ => None,
    }
}

fn key_of(sheet: Sheet) -> String {
    key(&sheet.file.set, sheet.unit, sheet.period)
}

fn key(set: &CriteriaSet, unit: &Unit, period: u16) -> String {
    format!("tucham/backup/{}", draft_key(set, &unit.id, period))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_a_copy_of_new_work_is_too_long() {
        const DAY: i64 = OLD_MS;
        let check = |backup, saved_at_ms, now_ms, expected| {
            assert_eq!(is_overdue(backup, saved_at_ms, now_ms), expected, "{backup:?} {saved_at_ms} {now_ms}");
        };
        check(Backup::Never { since_ms: 5 }, 5, 5 + DAY, false);
        check(Backup::Never { since_ms: 5 }, 5, 6 + DAY, true);
        check(Backup::At { ms: 5 }, 4, 6 + DAY, false);
        check(Backup::At { ms: 5 }, 7, 6 + DAY, true);
        check(Backup::At { ms: 5 }, 7, 8, false);
        // A clock that was set back reminds nobody.
        check(Backup::At { ms: 5 + DAY }, 7, 8, false);
    }

    #[test]
    fn a_note_that_cannot_be_read_reminds_nobody() {
        assert_eq!(parse("at 17"), Some(Backup::At { ms: 17 }));
        assert_eq!(parse("never 17"), Some(Backup::Never { since_ms: 17 }));
        for text in ["", "at", "at x", "on 17"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
