//! Submissions back on the sheet: the draft that a file comes to makes the same answers again, and what is no file of the set is refused.

mod office_files;

use office_files::{CREATED_MS, key_of, set, unit};
use tucham::engine::assignment::assign;
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::draft::{Draft, PersonEntry};
use tucham::engine::export::{ExportDetails, as_it_stands};
use tucham::engine::json::{Json, write_pretty};
use tucham::engine::office::Reason;
use tucham::engine::reopened::reopen;
use tucham::engine::sheet::{Entry, EvidenceEntry};
use tucham::engine::signed::{FileHash, FileId, Head, SubmissionV1, file_hash, sign};

const UNIT: &str = "xa-huong-phu";

fn typed(criterion: &Criterion) -> Entry {
    let mut entry = Entry::default();
    match &criterion.scale {
        Scale::Choice { .. } => entry.level = Some(1),
        Scale::Share { .. } => entry.share = Some(false),
        Scale::Count { .. } => entry.count = "1.234".into(),
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            entry.numerator = "1.234".into();
            entry.denominator = "2.000".into();
        }
    }
    entry
}

/// A sheet with every kind of answer, one "không phát sinh" with a document, and one that nobody answered.
fn entry(criterion: &Criterion) -> Entry {
    match criterion.code.as_str() {
        "1.I.5" => Entry {
            not_applicable: true,
            explanation: "Không có".into(),
            evidence: vec![EvidenceEntry {
                title: "Báo cáo".into(),
                reference: "15/BC".into(),
                ..EvidenceEntry::default()
            }],
            ..Entry::default()
        },
        "1.I.6" => Entry::default(),
        _ => typed(criterion),
    }
}

fn person(name: &str) -> PersonEntry {
    PersonEntry { name: name.into(), position: "Công chức".into(), ..PersonEntry::default() }
}

fn made(entry: impl Fn(&Criterion) -> Entry, prepared: &PersonEntry, revision: u64) -> SubmissionV1 {
    let unit = unit(UNIT);
    let rows: Vec<_> = assign(set(), &unit.id).led.into_iter().map(|one| (one, entry(one))).collect();
    as_it_stands(
        set(),
        unit,
        &rows,
        ExportDetails {
            head: Head { id: FileId::new(CREATED_MS, &[4; 10]), created_ms: CREATED_MS },
            period: 2018,
            revision,
            supersedes: (revision > 1).then_some(FileHash([1; 32])),
            prepared_by: prepared,
            approved_by: &person("Lê Văn Ơn"),
            nfc: &str::to_owned,
        },
    )
}

fn good(revision: u64) -> SubmissionV1 {
    made(entry, &person("Trần Thị Bé"), revision)
}

fn text(document: &Json) -> Vec<u8> {
    write_pretty(document).into_bytes()
}

/// The submission that a draft makes again.
fn again(draft: &Draft) -> SubmissionV1 {
    let last = draft.exports.last();
    let made = made(
        |criterion| draft.entry(criterion.code.as_str()).cloned().unwrap_or_default(),
        &draft.prepared_by,
        draft.next_revision(),
    );
    SubmissionV1 { supersedes: last.and_then(|last| FileHash::parse(&last.sha256)), ..made }
}

#[test]
fn an_unsigned_submission_comes_back_as_it_was_made() {
    for revision in [1, 2, 7] {
        let submission = good(revision);
        let reopened = reopen(set(), &text(&submission.to_json())).unwrap();
        assert_eq!(again(&reopened.draft), submission, "revision {revision}");
        assert_eq!(reopened.submission, submission);
    }
}

#[test]
fn the_next_revision_follows_a_signed_one() {
    let submission = good(2);
    let file = sign(submission.to_json(), &submission.head.created(), &key_of(UNIT, 0));
    let reopened = reopen(set(), &text(&file)).unwrap();
    let next = again(&reopened.draft);
    assert_eq!((next.revision, next.supersedes), (3, Some(file_hash(&file))));
    assert_eq!(next.answers, submission.answers);
    assert_eq!(reopened.submission, submission, "without the proof");
}

#[test]
fn names_that_nobody_typed_yet_are_taken_unsigned_and_only_there() {
    let nameless = made(entry, &person(""), 1);
    let reopened = reopen(set(), &text(&nameless.to_json())).unwrap();
    assert_eq!(reopened.draft.prepared_by, person(""));
    assert_eq!(again(&reopened.draft), nameless);
    let file = sign(nameless.to_json(), &nameless.head.created(), &key_of(UNIT, 0));
    assert!(matches!(reopen(set(), &text(&file)), Err(Reason::Read(_))));
}

#[test]
fn what_is_wrong_or_half_typed_is_no_answer_as_it_stands() {
    let half = |criterion: &Criterion| match criterion.code.as_str() {
        "1.I.15" => Entry { numerator: "3".into(), ..Entry::default() },
        "1.I.16" => Entry { not_applicable: true, ..Entry::default() },
        _ => typed(criterion),
    };
    let submission = made(half, &person("Trần Thị Bé"), 1);
    let answer = |code: &str| &submission.answers.iter().find(|row| row.criterion == code).unwrap().answer;
    assert_eq!((answer("1.I.15"), answer("1.I.16")), (&None, &None));
    assert!(reopen(set(), &text(&submission.to_json())).is_ok());
}

#[test]
fn what_no_unit_of_the_set_can_have_made_is_refused() {
    let submission = good(1);
    let refused = |change: &dyn Fn(&mut SubmissionV1)| {
        let mut changed = submission.clone();
        change(&mut changed);
        reopen(set(), &text(&changed.to_json())).expect_err("refused")
    };
    assert!(matches!(refused(&|file| file.criteria_set.version = 9), Reason::OtherCriteriaSet { .. }));
    assert!(matches!(refused(&|file| file.criteria_set.sha256 = "ab".repeat(32)), Reason::ChangedCriteriaSet));
    assert!(matches!(refused(&|file| file.unit.id = "xa-la".into()), Reason::UnknownUnit { .. }));
    assert!(matches!(refused(&|file| file.unit.name = "UBND xã Lạ".into()), Reason::OtherUnitName { .. }));
    assert!(matches!(refused(&|file| drop(file.answers.pop())), Reason::OtherCriteria { .. }));
    let file = sign(submission.to_json(), &submission.head.created(), &key_of(UNIT, 0));
    let changed = String::from_utf8(text(&file)).unwrap().replace("\"revision\": 1", "\"revision\":  2");
    assert!(matches!(reopen(set(), changed.as_bytes()), Err(Reason::Read(_))), "the signature is of something else");
    for bad in ["", "{", "[]", "{\"format\": \"tucham/submission/1\"}", "7"] {
        assert!(matches!(reopen(set(), bad.as_bytes()), Err(Reason::Read(_))), "{bad}");
    }
}

#[test]
fn whatever_points_a_submission_claims_it_is_handed_on_with_those_of_its_answers() {
    let mut submission = good(2);
    submission.totals.points += rust_decimal::Decimal::ONE;
    submission.answers[2].points = Some(rust_decimal::Decimal::ZERO);
    let reopened = reopen(set(), &text(&submission.to_json())).unwrap();
    assert_eq!(reopened.submission, good(2), "id and revision are its own");
    assert_eq!(again(&reopened.draft).totals, good(2).totals, "the answers make the points");
}
