//! Keeping a draft on a shelf that fails: what is called saved is there, what is there is not lost, work goes on.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaSet, Criterion, Scale, Unit};
use tucham::engine::draft::{
    Draft, Keeper, OtherCopy, PersonEntry, Shelf, ShelfError, Trouble, Unsaved, draft_key, read_draft, restore,
    write_draft,
};
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileId, Head};

/// What goes wrong at one call.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// The call throws.
    Throws,
    /// Writes are refused as on a full disk; a read at that call gives nothing.
    Full,
    /// A write is accepted and forgotten; a read gives nothing.
    Drops,
    /// A write leaves half of the text, a read gives noise.
    Garbage,
}

const FAULTS: [Fault; 4] = [Fault::Throws, Fault::Full, Fault::Drops, Fault::Garbage];

/// A shelf that works but at one call.
struct FaultyShelf {
    texts: RefCell<BTreeMap<String, String>>,
    calls_count: Cell<usize>,
    fault: Option<(usize, Fault)>,
}

impl FaultyShelf {
    fn new(fault: Option<(usize, Fault)>) -> Self {
        FaultyShelf { texts: RefCell::default(), calls_count: Cell::new(0), fault }
    }

    /// The fault of this call, which is counted.
    fn next_fault(&self) -> Option<Fault> {
        self.calls_count.set(self.calls_count.get() + 1);
        self.fault.filter(|(call, _)| *call == self.calls_count.get()).map(|(_, fault)| fault)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.texts.borrow().get(key).cloned()
    }

    fn aside(&self) -> Vec<String> {
        let texts = self.texts.borrow();
        texts.iter().filter(|(key, _)| key.starts_with("tucham/aside/")).map(|(_, text)| text.clone()).collect()
    }
}

impl Shelf for FaultyShelf {
    fn read(&self, key: &str) -> Result<Option<String>, ShelfError> {
        match self.next_fault() {
            None => Ok(self.text(key)),
            Some(Fault::Throws) => Err(ShelfError::Disabled),
            Some(Fault::Full | Fault::Drops) => Ok(None),
            Some(Fault::Garbage) => Ok(Some("\u{0}{\"form".to_owned())),
        }
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        let kept = match self.next_fault() {
            None => text,
            Some(Fault::Throws | Fault::Full) => return Err(ShelfError::Refused),
            Some(Fault::Drops) => return Ok(()),
            Some(Fault::Garbage) => {
                let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(index, _)| index);
                &text[..half]
            }
        };
        self.texts.borrow_mut().insert(key.to_owned(), kept.to_owned());
        Ok(())
    }
}

fn set() -> &'static CriteriaSet {
    &builtin().set
}

fn commune() -> &'static Unit {
    set().unit("xa-huong-phu").unwrap()
}

fn key() -> String {
    draft_key(set(), &commune().id, 2018)
}

fn led() -> Vec<&'static Criterion> {
    assign(set(), &commune().id).led
}

fn answered(criterion: &Criterion) -> Entry {
    let mut entry = Entry { explanation: format!("theo sổ của {}", criterion.code), ..Entry::default() };
    match &criterion.scale {
        Scale::Choice { .. } => entry.level = Some(0),
        Scale::Share { .. } => entry.share = Some(true),
        Scale::Count { .. } => entry.count = "3".to_owned(),
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            entry.numerator = "3".to_owned();
            entry.denominator = "4".to_owned();
        }
    }
    entry
}

fn can_be_exported(draft: &Draft) {
    let rows: Vec<_> = led()
        .into_iter()
        .map(|criterion| (criterion, draft.entry(criterion.code.as_str()).cloned().unwrap_or_default()))
        .collect();
    let person = PersonEntry { name: "Trần Thị Bé".to_owned(), ..PersonEntry::default() };
    let details = ExportDetails {
        head: Head { id: FileId::new(0, &[0; 10]), created_ms: 0 },
        period: draft.period,
        revision: draft.next_revision(),
        supersedes: None,
        prepared_by: &person,
        approved_by: &person,
        nfc: &|text| text.to_owned(),
    };
    let made = submission(set(), commune(), &rows, details).expect("what is typed can be exported");
    assert_eq!(made.totals.answered as usize, draft.entries.len());
}

/// Answers every criterion, saving after each, on a shelf with one fault.
fn fill_in(fault: Option<(usize, Fault)>) {
    let shelf = FaultyShelf::new(fault);
    let opened = Keeper::open(&shelf, set(), commune(), 2018);
    let (mut draft, mut keeper) = (opened.draft, opened.keeper);
    for (index, criterion) in led().into_iter().enumerate() {
        draft.entries.push((criterion.code.clone(), answered(criterion)));
        let before = shelf.calls_count.get();
        let saved = keeper.save(&shelf, set(), &mut draft, index as i64);
        let was_hit = fault.is_some_and(|(call, _)| (before + 1..=shelf.calls_count.get()).contains(&call));
        match saved {
            Ok(()) => assert!(shelf.text(&key()) == Some(write_draft(set(), &draft)), "{fault:?}: saved is not there"),
            Err(error) => assert!(was_hit, "{fault:?}: not saved without a fault: {error:?}"),
        }
        can_be_exported(&draft);
    }
    // One more change after the fault, as an officer makes: everything is there.
    let shelf = FaultyShelf { fault: None, ..shelf };
    draft.prepared_by.name = "Trần Thị Bé".to_owned();
    assert_eq!(keeper.save(&shelf, set(), &mut draft, 1_000), Ok(()), "{fault:?}");
    let reopened = Keeper::open(&shelf, set(), commune(), 2018);
    assert!(write_draft(set(), &reopened.draft) == write_draft(set(), &draft), "{fault:?}: the draft is another one");
    assert_eq!(reopened.draft.entries.len(), led().len());
}

#[test]
fn every_call_of_a_full_filling_in_may_fail() {
    // Three calls a save (what is there, the write, the read-back), and one to open.
    let calls_count = 1 + 3 * led().len();
    fill_in(None);
    for call in 1..=calls_count {
        for fault in FAULTS {
            fill_in(Some((call, fault)));
        }
    }
}

fn draft_with(numerator: &str, saves_count: u64, saved_at_ms: i64) -> Draft {
    let mut draft = Draft::new(commune().id.clone(), 2018);
    let criterion = set().criterion("1.I.15").unwrap();
    let entry = Entry { numerator: numerator.to_owned(), denominator: "30".to_owned(), ..Entry::default() };
    draft.entries.push((criterion.code.clone(), entry));
    draft.saves_count = saves_count;
    draft.saved_at_ms = saved_at_ms;
    draft
}

fn shelf_with(text: &str) -> FaultyShelf {
    let shelf = FaultyShelf::new(None);
    shelf.texts.borrow_mut().insert(key(), text.to_owned());
    shelf
}

#[test]
fn another_tabs_draft_is_not_overwritten() {
    let shelf = shelf_with(&write_draft(set(), &draft_with("3", 4, 10)));
    let opened = Keeper::open(&shelf, set(), commune(), 2018);
    let (mut draft, mut keeper) = (opened.draft, opened.keeper);
    let theirs = write_draft(set(), &draft_with("9", 5, 20));
    shelf.texts.borrow_mut().insert(key(), theirs.clone());
    match keeper.save(&shelf, set(), &mut draft, 30) {
        Err(Unsaved::Foreign(Some(other))) => assert_eq!(other.entry("1.I.15").unwrap().numerator, "9"),
        other => panic!("{other:?}"),
    }
    assert_eq!(shelf.text(&key()), Some(theirs.clone()));
    // The officer keeps what is on the screen: theirs is set aside, and ours counts as newer than both.
    assert!(keeper.give_way(&shelf, set()));
    assert_eq!(keeper.save(&shelf, set(), &mut draft, 40), Ok(()));
    assert_eq!(shelf.aside(), [theirs]);
    assert_eq!(draft.saves_count, 6);
}

#[test]
fn a_newer_programs_draft_is_not_overwritten() {
    let shelf = FaultyShelf::new(None);
    let opened = Keeper::open(&shelf, set(), commune(), 2018);
    let (mut draft, mut keeper) = (draft_with("3", 0, 0), opened.keeper);
    let theirs = "{\"format\":\"tucham/draft/7\"}";
    shelf.texts.borrow_mut().insert(key(), theirs.to_owned());
    assert_eq!(keeper.save(&shelf, set(), &mut draft, 1), Err(Unsaved::Foreign(None)));
    assert_eq!(shelf.text(&key()).as_deref(), Some(theirs));
}

#[test]
fn a_draft_that_could_not_be_read_at_first_is_not_overwritten() {
    let shelf =
        FaultyShelf { fault: Some((1, Fault::Throws)), ..shelf_with(&write_draft(set(), &draft_with("3", 4, 10))) };
    let opened = Keeper::open(&shelf, set(), commune(), 2018);
    assert_eq!(opened.trouble, Some(Trouble::NoStorage));
    let (mut draft, mut keeper) = (draft_with("9", 0, 0), opened.keeper);
    assert!(matches!(keeper.save(&shelf, set(), &mut draft, 20), Err(Unsaved::Foreign(Some(_)))));
    assert_eq!(
        restore(set(), read_draft(&shelf.text(&key()).unwrap()).unwrap()).entry("1.I.15").unwrap().numerator,
        "3"
    );
}

#[test]
fn what_cannot_be_read_is_set_aside_before_anything_takes_its_place() {
    for broken in
        ["", "{\"format\":\"tucham/draft/1\",\"unit\":\"xa-h", "{\"format\":\"tucham/draft/9\"}", "ở đây\u{0}"]
    {
        let shelf = shelf_with(broken);
        let opened = Keeper::open(&shelf, set(), commune(), 2018);
        assert!(matches!(&opened.trouble, Some(Trouble::Unreadable { text, set_aside: true, .. }) if text == broken));
        let (mut draft, mut keeper) = (draft_with("3", 0, 0), opened.keeper);
        assert_eq!(keeper.save(&shelf, set(), &mut draft, 1), Ok(()));
        assert_eq!(shelf.aside(), [broken]);

        // Where no copy can be kept, the place stays as it is.
        let full = FaultyShelf { fault: Some((2, Fault::Full)), ..shelf_with(broken) };
        let opened = Keeper::open(&full, set(), commune(), 2018);
        assert!(matches!(&opened.trouble, Some(Trouble::Unreadable { set_aside: false, .. })));
        let (mut draft, mut keeper) = (draft_with("3", 0, 0), opened.keeper);
        let full = FaultyShelf { fault: Some((2, Fault::Full)), calls_count: Cell::new(0), ..full };
        let saved = keeper.save(&full, set(), &mut draft, 1);
        let newer = broken.contains("/9");
        assert_eq!(saved, Err(if newer { Unsaved::Foreign(None) } else { Unsaved::Blocked }), "{broken:?}");
        assert_eq!(full.text(&key()).as_deref(), Some(broken));
    }
}

#[test]
fn the_newer_copy_is_found_by_count_and_clock() {
    let shelf = FaultyShelf::new(None);
    let keeper = Keeper::open(&shelf, set(), commune(), 2018).keeper;
    let judge = |count, clock| {
        let at_hand = draft_with("3", 5, 50);
        keeper.judge(set(), &write_draft(set(), &draft_with("9", count, clock)), &at_hand)
    };
    for (count, clock) in [(5, 50), (4, 50), (4, 40)] {
        assert_eq!(judge(count, clock), OtherCopy::NotNewer, "{count} {clock}");
    }
    for (count, clock) in [(6, 50), (6, 60)] {
        assert!(matches!(judge(count, clock), OtherCopy::Newer(_)), "{count} {clock}");
    }
    // A wrong clock, or two browsers that both went on.
    for (count, clock) in [(6, 40), (4, 60), (5, 60), (5, 40)] {
        assert!(matches!(judge(count, clock), OtherCopy::Unclear(_)), "{count} {clock}");
    }
    let never_saved = Draft::new(commune().id.clone(), 2018);
    let copy = write_draft(set(), &draft_with("9", 3, -7));
    assert!(matches!(keeper.judge(set(), &copy, &never_saved), OtherCopy::Newer(_)));
    assert_eq!(keeper.judge(set(), "noise", &never_saved), OtherCopy::NotNewer);
    let other_year = Draft { period: 2019, ..draft_with("9", 9, 90) };
    assert_eq!(keeper.judge(set(), &write_draft(set(), &other_year), &never_saved), OtherCopy::NotNewer);
}

#[test]
fn a_reader_follows_what_the_writer_puts_there() {
    let shelf = FaultyShelf::new(None);
    let mut keeper = Keeper::open(&shelf, set(), commune(), 2018).keeper;
    let theirs = draft_with("9", 5, 20);
    let text = write_draft(set(), &theirs);
    shelf.texts.borrow_mut().insert(key(), text.clone());
    assert_eq!(keeper.follow(set(), &text), Some(theirs.clone()));
    assert_eq!(keeper.follow(set(), "noise"), None);
    // Taking over, it writes on from there.
    let mut draft = theirs;
    assert_eq!(keeper.save(&shelf, set(), &mut draft, 30), Ok(()));
    assert_eq!(draft.saves_count, 6);
}

#[test]
fn a_draft_of_another_content_of_the_set_is_fitted_said_and_kept_as_it_was() {
    let other = CriteriaSet { version: 7, sha256: "ab".repeat(32).into(), ..set().clone() };
    let text = write_draft(&other, &draft_with("12", 3, 5));
    let shelf = shelf_with(&text);
    let opened = Keeper::open(&shelf, set(), commune(), 2018);
    assert_eq!(opened.trouble, Some(Trouble::OtherSet { version: 7 }));
    assert_eq!(opened.draft.entries, draft_with("12", 3, 5).entries);
    assert_eq!(shelf.aside(), [text]);
    // Written for this set once, it is this set's.
    let (mut draft, mut keeper) = (opened.draft, opened.keeper);
    keeper.save(&shelf, set(), &mut draft, 9).unwrap();
    assert_eq!(Keeper::open(&shelf, set(), commune(), 2018).trouble, None);
}
