//! Appraisals: made of a submission and what the office says, opened by the unit, and refused where anything is not so.

mod office_files;

use office_files::{CREATED_MS, key_of, set, submission_of};
use rust_decimal::Decimal;
use tucham::engine::appraisal::{
    AppraisalProblem, Appraised, PointsError, appraisal, appraise, check_points, open_appraisal,
};
use tucham::engine::criteria::{Criterion, Scale, UnitId};
use tucham::engine::json::write_pretty;
use tucham::engine::office::{Appraisals, Arrival, SentAppraisal, changes, check_evidence};
use tucham::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use tucham::engine::signed::{AppraisalRow, AppraisalV1, EvidenceFile, FileHash, FileId, Head, SubmissionV1, sign};

const UNIT: &str = "xa-huong-phu";

fn points(text: &str) -> Decimal {
    text.parse().expect(text)
}

/// Every choice at its first level, every share "Có"; one criterion left out, one open.
fn typed(criterion: &Criterion) -> Entry {
    let mut entry = Entry::default();
    match (criterion.code.as_str(), &criterion.scale) {
        ("1.I.5", _) => {
            entry.not_applicable = true;
            entry.explanation = "Chưa được cấp".into();
        }
        ("1.I.10", _) => {}
        (_, Scale::Choice { .. }) => entry.level = Some(0),
        (_, Scale::Share { .. }) => entry.share = Some(true),
        (_, Scale::Count { .. }) => entry.count = "4".into(),
        (_, Scale::Ratio { .. } | Scale::RatioBands { .. }) => {
            entry.numerator = "27".into();
            entry.denominator = "30".into();
        }
    }
    entry
}

fn submission() -> SubmissionV1 {
    submission_of(UNIT, 2, typed)
}

fn head() -> Head {
    Head { id: FileId::new(CREATED_MS, &[9; 10]), created_ms: CREATED_MS }
}

/// An appraisal in which the office says this of these criteria.
fn made(said: &[(&str, Option<&str>, &str)]) -> AppraisalV1 {
    let said: Vec<(&str, Appraised)> = said
        .iter()
        .map(|(code, own, remark)| (*code, Appraised { points: own.map(points), remark: (*remark).to_owned() }))
        .collect();
    let given = |code: &str| said.iter().find(|(of, _)| *of == code).map(|(_, appraised)| appraised);
    appraisal(set(), &submission(), FileHash([3; 32]), given, head(), 1)
}

fn file(appraisal: &AppraisalV1) -> Vec<u8> {
    write_pretty(&sign(appraisal.to_json(), &appraisal.head.created(), &key_of("van-phong", 0))).into_bytes()
}

fn row<'a>(appraisal: &'a AppraisalV1, code: &str) -> &'a AppraisalRow {
    appraisal.rows.iter().find(|row| row.criterion == code).expect(code)
}

#[test]
fn what_the_office_does_not_mention_keeps_the_units_own_points() {
    let appraisal = made(&[("1.I.15", Some("0.5"), "Thiếu biên bản")]);
    for (row, answer) in appraisal.rows.iter().zip(&submission().answers) {
        assert_eq!((row.criterion.as_str(), row.self_points), (answer.criterion.as_str(), answer.points));
        let expected = if row.criterion == "1.I.15" { Some(points("0.5")) } else { row.self_points };
        assert_eq!(row.appraised, expected, "{}", row.criterion);
    }
    // 27/30 × 1 = 0,90 by the unit; 0,40 less by the office.
    assert_eq!(row(&appraisal, "1.I.15").self_points, Some(points("0.9")));
    assert_eq!(appraisal.totals.self_points - appraisal.totals.appraised, points("0.4"));
    assert_eq!(appraisal.totals.self_points, submission().totals.points);
    assert_eq!(appraisal.totals.maximum, points("35"));
    assert_eq!(appraisal.file_name(), "tucham_2018_xa-huong-phu_thamdinh_r1.json");
}

#[test]
fn an_exclusion_stands_until_the_office_gives_points_for_it() {
    let accepted = made(&[]);
    assert_eq!(row(&accepted, "1.I.5").appraised, None);
    assert_eq!(accepted.totals.excluded, points("1"));
    // (points / 34) × 35, as for the unit itself.
    assert_eq!(accepted.totals.converted, submission().totals.converted);
    let refused = made(&[("1.I.5", Some("0"), "Đã được cấp từ năm 2017")]);
    assert_eq!(row(&refused, "1.I.5").appraised, Some(Decimal::ZERO));
    assert_eq!((refused.totals.excluded, refused.totals.converted), (Decimal::ZERO, refused.totals.appraised));
}

#[test]
fn an_open_criterion_may_be_given_points() {
    let appraisal = made(&[("1.I.10", Some("1"), "Theo hồ sơ")]);
    assert_eq!((row(&appraisal, "1.I.10").self_points, row(&appraisal, "1.I.10").appraised), (None, Some(points("1"))));
    assert_eq!(appraisal.totals.appraised, appraisal.totals.self_points + points("1"));
}

#[test]
fn points_are_computed_anew_whatever_the_file_claims() {
    let mut claimed = submission();
    let row = claimed.answers.iter_mut().find(|row| row.criterion == "1.I.15").unwrap();
    row.points = Some(points("1"));
    let (rows, totals) = appraise(set(), &claimed, |_| None);
    assert_eq!(rows.iter().find(|row| row.criterion == "1.I.15").unwrap().self_points, Some(points("0.9")));
    assert_eq!(totals.self_points, submission().totals.points);
}

#[test]
fn the_unit_opens_what_the_office_made() {
    let appraisal = made(&[("1.I.15", Some("0.5"), "Thiếu biên bản\ntrang 2")]);
    let opened = open_appraisal(set(), UNIT, 2018, &file(&appraisal)).unwrap();
    assert_eq!(opened.appraisal, appraisal);
    assert_eq!(opened.key, office_files::public(&key_of("van-phong", 0)));
}

#[test]
fn what_is_not_for_this_unit_year_or_set_is_refused() {
    let good = made(&[]);
    let open = |appraisal: &AppraisalV1| open_appraisal(set(), UNIT, 2018, &file(appraisal)).map(|_| ());
    assert_eq!(open(&good), Ok(()));
    let mut other = good.clone();
    other.criteria_set.sha256 = "ab".repeat(32);
    assert_eq!(open(&other), Err(AppraisalProblem::OtherCriteriaSet { id: "nam-dong-2018".into(), version: 1 }));
    assert_eq!(
        open_appraisal(set(), "xa-huong-son", 2018, &file(&good)).map(|_| ()),
        Err(AppraisalProblem::OtherUnit { name: "UBND xã Hương Phú".into() })
    );
    assert_eq!(
        open_appraisal(set(), UNIT, 2019, &file(&good)).map(|_| ()),
        Err(AppraisalProblem::OtherPeriod { period: 2018 })
    );
    let submission = office_files::file(&submission(), &key_of(UNIT, 0));
    assert!(matches!(open_appraisal(set(), UNIT, 2018, &submission), Err(AppraisalProblem::Read(_))));
    let changed = String::from_utf8(file(&good)).unwrap().replacen("\"self\": \"0.9\"", "\"self\": \"1\"", 1);
    assert!(matches!(open_appraisal(set(), UNIT, 2018, changed.as_bytes()), Err(AppraisalProblem::Read(_))));
}

#[test]
fn rows_and_sums_that_cannot_be_are_refused_though_well_signed() {
    let check = |what: &str, change: fn(&mut AppraisalV1), expected: AppraisalProblem| {
        let mut appraisal = made(&[]);
        change(&mut appraisal);
        assert_eq!(open_appraisal(set(), UNIT, 2018, &file(&appraisal)).map(|_| ()), Err(expected), "{what}");
    };
    let row = |criterion: &str| AppraisalProblem::Row { criterion: criterion.into() };
    check("a row less", |appraisal| drop(appraisal.rows.remove(0)), row("1.I.5"));
    check("a row more", |appraisal| appraisal.rows.push(appraisal.rows[0].clone()), row("1.I.5"));
    check("rows in another order", |appraisal| appraisal.rows.swap(0, 1), row("1.I.5"));
    check("above the maximum", |appraisal| appraisal.rows[0].appraised = Some(points("1.01")), row("1.I.5"));
    check("three decimals", |appraisal| appraisal.rows[0].self_points = Some(points("0.333")), row("1.I.5"));
    check("another sum", |appraisal| appraisal.totals.appraised += points("0.01"), AppraisalProblem::Totals);
    check("another conversion", |appraisal| appraisal.totals.converted = points("35"), AppraisalProblem::Totals);
    check("another maximum", |appraisal| appraisal.totals.maximum = points("36"), AppraisalProblem::Totals);
    check(
        "another name of the unit",
        |appraisal| appraisal.unit.name = "UBND xã Lạ".into(),
        AppraisalProblem::OtherUnit { name: "UBND xã Lạ".into() },
    );
    // Two criteria have no points: no more than their maxima can be excluded.
    check("too much excluded", |appraisal| appraisal.totals.excluded = points("3"), AppraisalProblem::Totals);
}

#[test]
fn points_go_from_nothing_to_the_maximum_by_hundredths() {
    let criterion = set().criterion("1.I.15").unwrap();
    for (typed, expected) in [
        ("0", Ok(())),
        ("0.75", Ok(())),
        ("1.00", Ok(())),
        ("1.01", Err(PointsError::OutOfRange)),
        ("-0.5", Err(PointsError::OutOfRange)),
        ("0.755", Err(PointsError::TooFine)),
    ] {
        assert_eq!(check_points(criterion, points(typed)), expected, "{typed}");
    }
}

#[test]
fn what_says_nothing_is_not_kept_and_revisions_count_for_each_unit() {
    let mut appraisals = Appraisals::default();
    let submission = FileHash([1; 32]);
    appraisals.change(submission, |work| work.say("1.I.15", |given| given.points = Some(points("0.5"))));
    assert_eq!(appraisals.work[&submission].given.len(), 1);
    appraisals.change(submission, |work| work.say("1.I.15", |given| given.points = None));
    assert_eq!(appraisals, Appraisals::default());
    let sent = |unit: &'static str, revision| SentAppraisal {
        unit: UnitId(unit.into()),
        revision,
        submission,
        sha256: FileHash([2; 32]),
    };
    appraisals.sent = vec![sent(UNIT, 1), sent("van-phong", 1), sent(UNIT, 2)];
    for (unit, next) in [(UNIT, 3), ("van-phong", 2), ("cong-an", 1)] {
        assert_eq!(appraisals.next_revision(&UnitId(unit.into())), next, "{unit}");
    }
}

#[test]
fn changes_between_revisions_name_what_changed() {
    let before = submission_of(UNIT, 1, typed);
    let after = submission_of(UNIT, 2, |criterion| {
        let mut entry = typed(criterion);
        match criterion.code.as_str() {
            "1.I.15" => entry.numerator = "28".into(),
            "1.I.16" => entry.explanation = "Theo sổ".into(),
            "1.II.3" => entry.evidence = vec![EvidenceEntry { title: "Sổ".into(), ..EvidenceEntry::default() }],
            _ => {}
        }
        entry
    });
    let found: Vec<_> = changes(&before, &after)
        .iter()
        .map(|change| (change.criterion.to_owned(), change.of_answer(), change.of_explanation(), change.of_evidence()))
        .collect();
    let expected = [("1.I.15", true, false, false), ("1.I.16", false, true, false), ("1.II.3", false, false, true)];
    let led: Vec<&str> = after.answers.iter().map(|row| row.criterion.as_str()).collect();
    let expected: Vec<_> = expected
        .into_iter()
        .filter(|(code, ..)| led.contains(code))
        .map(|(code, answer, explanation, evidence)| (code.to_owned(), answer, explanation, evidence))
        .collect();
    assert_eq!(found, expected);
    assert!(found.len() >= 2, "{found:?}");
    assert_eq!(changes(&before, &before), []);
}

#[test]
fn received_documents_match_by_their_bytes_and_differ_by_their_name() {
    let evidence = |name: &str, byte: u8| EvidenceEntry {
        title: format!("Tài liệu {byte}"),
        file: Some(EvidenceFileEntry { name: name.into(), size: 5, sha256: FileHash([byte; 32]) }),
        ..EvidenceEntry::default()
    };
    let submission = submission_of(UNIT, 1, |criterion| {
        let mut entry = typed(criterion);
        if criterion.code.as_str() == "1.I.15" {
            entry.evidence = vec![evidence("Biên bản.pdf", 1), evidence("so.pdf", 2), evidence("anh.jpg", 3)];
        }
        entry
    });
    let came = |name: &str, byte: u8| EvidenceFile { name: name.into(), size: 5, sha256: FileHash([byte; 32]) };
    let received = [came("doi ten.pdf", 1), came("SO.PDF", 9), came("thua.txt", 7)];
    let (named, others) = check_evidence(&submission, &received);
    let arrivals: Vec<_> = named.iter().map(|one| (one.criterion, one.file.name.as_str(), one.arrival)).collect();
    assert_eq!(
        arrivals,
        [
            ("1.I.15", "Biên bản.pdf", Arrival::Matches),
            ("1.I.15", "so.pdf", Arrival::Differs { sha256: FileHash([9; 32]) }),
            ("1.I.15", "anh.jpg", Arrival::Missing),
        ]
    );
    assert_eq!(others, [&came("thua.txt", 7)]);
}
