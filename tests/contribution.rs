//! Contributions: made of what a coordinating unit knows, opened by a lead unit, and taken over item by item.

mod office_files;

use office_files::{CREATED_MS, key_of, public, set, unit};
use rust_decimal::Decimal;
use tucham::engine::assignment::assign;
use tucham::engine::contribution::{
    ContributionDetails, ContributionProblem, contribution, open_contribution, take_over,
};
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::ExportError;
use tucham::engine::json::write_pretty;
use tucham::engine::sheet::{Entry, EvidenceEntry, Outcome, assess};
use tucham::engine::signed::{AnswerV1, ContributionItem, ContributionV1, FileHash, FileId, Head, sign};

/// Coordinates 24 criteria and leads others.
const FROM: &str = "noi-vu";

fn answered(criterion: &Criterion) -> Entry {
    let mut entry = Entry { explanation: "Theo sổ theo dõi".into(), ..Entry::default() };
    match &criterion.scale {
        Scale::Choice { .. } => entry.level = Some(1),
        Scale::Share { .. } => entry.share = Some(false),
        Scale::Count { .. } => entry.count = "3".into(),
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            entry.numerator = "1.234".into();
            entry.denominator = "2.000".into();
        }
    }
    entry
}

fn made(name: &str, entry: impl Fn(&Criterion) -> Entry) -> Result<ContributionV1, ExportError> {
    let from = unit(FROM);
    let rows: Vec<_> =
        assign(set(), &from.id).coordinated.into_iter().map(|criterion| (criterion, entry(criterion))).collect();
    let details = ContributionDetails {
        head: Head { id: FileId::new(CREATED_MS, &[4; 10]), created_ms: CREATED_MS },
        period: 2018,
        revision: 2,
        supersedes: Some(FileHash([1; 32])),
        prepared_by: &PersonEntry { name: name.into(), ..PersonEntry::default() },
        nfc: &str::to_owned,
    };
    contribution(set(), from, &rows, details)
}

fn good() -> ContributionV1 {
    made("Trần Thị Bé", answered).expect("a contribution")
}

fn file(contribution: &ContributionV1) -> Vec<u8> {
    write_pretty(&sign(contribution.to_json(), &contribution.head.created(), &key_of(FROM, 0))).into_bytes()
}

#[test]
fn a_contribution_holds_what_is_answered_and_opens_as_it_was_made() {
    let first = good().items[0].criterion.clone();
    let one = made("Trần Thị Bé", |criterion| match criterion.code.as_str() == first {
        true => answered(criterion),
        false => Entry::default(),
    });
    assert_eq!(one.unwrap().items.iter().map(|item| item.criterion.as_str()).collect::<Vec<_>>(), [first.as_str()]);
    let all = good();
    assert_eq!(all.items.len(), 24);
    assert!(all.items.iter().all(|item| item.note == "Theo sổ theo dõi"));
    assert_eq!(all.file_name(), "tucham_2018_noi-vu_gop_r2.json");
    let opened = open_contribution(set(), 2018, &file(&all)).unwrap();
    assert_eq!((opened.contribution, opened.key), (all, public(&key_of(FROM, 0))));
}

#[test]
fn nothing_is_made_of_nothing_of_errors_or_of_nobody() {
    assert_eq!(made("Bé", |_| Entry::default()), Err(ExportError::NothingAnswered));
    assert_eq!(made(" ", answered), Err(ExportError::PreparedByMissing));
    let half = |criterion: &Criterion| match &criterion.scale {
        Scale::Ratio { .. } => Entry { numerator: "3".into(), ..Entry::default() },
        _ => answered(criterion),
    };
    let Err(ExportError::Unmended { criteria }) = made("Bé", half) else { panic!("half-typed figures went out") };
    assert!(!criteria.is_empty());
}

#[test]
fn what_does_not_fit_the_set_is_refused_though_well_signed() {
    let check = |what: &str, period: u16, change: fn(&mut ContributionV1), expected: ContributionProblem| {
        let mut contribution = good();
        change(&mut contribution);
        assert_eq!(open_contribution(set(), period, &file(&contribution)).map(|_| ()), Err(expected), "{what}");
    };
    let first = good().items[0].criterion.clone();
    let item = |criterion: &str| ContributionProblem::Item { criterion: criterion.into() };
    check("another year", 2019, |_| {}, ContributionProblem::OtherPeriod { period: 2018 });
    check(
        "another content of the set",
        2018,
        |one| one.criteria_set.sha256 = "ab".repeat(32),
        ContributionProblem::OtherCriteriaSet { id: "nam-dong-2018".into(), version: 1 },
    );
    check(
        "a unit that is not there",
        2018,
        |one| one.unit.id = "xa-la".into(),
        ContributionProblem::UnknownUnit { id: "xa-la".into() },
    );
    check(
        "another name",
        2018,
        |one| one.unit.name = "Phòng Lạ".into(),
        ContributionProblem::UnknownUnit { id: FROM.into() },
    );
    check("one criterion twice", 2018, |one| one.items.insert(1, one.items[0].clone()), item(&first));
    check("in another order", 2018, |one| one.items.swap(0, 1), item(&first));
    check("a criterion that the unit leads", 2018, |one| one.items[0].criterion = "1.I.1".into(), item("1.I.1"));
    check("an answer of another scale", 2018, |one| one.items[0].answer = AnswerV1::Choice { level: 99 }, item(&first));
}

#[test]
fn an_item_takes_the_answers_place_and_says_whose_it_is_once() {
    let criterion = set().criterion("1.I.15").unwrap();
    let number = |number: i64| Decimal::from(number);
    let item = ContributionItem {
        criterion: "1.I.15".into(),
        answer: AnswerV1::Ratio { numerator: number(1234), denominator: number(2000) },
        note: "Theo sổ".into(),
    };
    let evidence = vec![EvidenceEntry { title: "Sổ".into(), ..EvidenceEntry::default() }];
    let mut entry = Entry {
        numerator: "9".into(),
        not_applicable: true,
        explanation: "Lời của đơn vị".into(),
        evidence: evidence.clone(),
        ..Entry::default()
    };
    take_over(&mut entry, &item, "Số liệu phối hợp của Phòng Nội vụ, lần 1");
    let expected = Entry {
        numerator: "1.234".into(),
        denominator: "2.000".into(),
        explanation: "Lời của đơn vị\nSố liệu phối hợp của Phòng Nội vụ, lần 1: Theo sổ".into(),
        evidence,
        ..Entry::default()
    };
    assert_eq!(entry, expected);
    take_over(&mut entry, &item, "Số liệu phối hợp của Phòng Nội vụ, lần 1");
    assert_eq!(entry, expected, "taken over once more, nothing changes");
    assert!(matches!(assess(criterion, &entry), Outcome::Scored { .. }));
}

#[test]
fn the_first_revision_is_named_though_the_twelfth_was_taken_before() {
    let item = ContributionItem {
        criterion: "1.I.15".into(),
        answer: AnswerV1::Ratio { numerator: Decimal::ONE, denominator: Decimal::TWO },
        note: String::new(),
    };
    let mut entry = Entry::default();
    take_over(&mut entry, &item, "Số liệu phối hợp của X, lần 12");
    take_over(&mut entry, &item, "Số liệu phối hợp của X, lần 1");
    assert_eq!(entry.explanation, "Số liệu phối hợp của X, lần 12\nSố liệu phối hợp của X, lần 1");
}

#[test]
fn every_kind_of_answer_is_taken_over_as_it_was_typed() {
    for item in good().items {
        let criterion = set().criterion(&item.criterion).unwrap();
        let mut entry = Entry::default();
        take_over(&mut entry, &item, "x");
        assert_eq!(assess(criterion, &entry).answer(), Some(item.answer.answer()), "{}", item.criterion);
    }
}
