//! The district's points by its rules, overrides and conflicts, each claim by itself.

mod office_files;

use std::collections::BTreeSet;

use office_files::{DUE, file, judged, key_of, set, submission_of};
use rust_decimal::Decimal;
use tucham::engine::criteria::{Criterion, Rule, Scale};
use tucham::engine::office::{Consolidation, Decisions, JudgedFile, Override, UnitState, consolidate};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::FileHash;

/// What the units answer to some criteria; everything else stays open.
fn files(answers: &[(&str, &[(&str, Entry)])]) -> Vec<JudgedFile> {
    let entry_of = |given: &[(&str, Entry)], criterion: &Criterion| {
        let found = given.iter().find(|(code, _)| *code == criterion.code.as_str());
        found.map(|(_, entry)| entry.clone()).unwrap_or_default()
    };
    let made = answers.iter().map(|(unit, given)| {
        judged(&file(&submission_of(unit, 1, |criterion| entry_of(given, criterion)), &key_of(unit, 0)))
    });
    made.collect()
}

fn ratio(numerator: &str, denominator: &str) -> Entry {
    Entry { numerator: numerator.into(), denominator: denominator.into(), ..Entry::default() }
}

fn yes(value: bool) -> Entry {
    Entry { share: Some(value), ..Entry::default() }
}

fn not_applicable() -> Entry {
    Entry { not_applicable: true, explanation: "không có".into(), ..Entry::default() }
}

fn points(consolidation: &Consolidation, code: &str) -> Option<String> {
    let criterion = consolidation.criteria.iter().find(|criterion| criterion.criterion.code.as_str() == code);
    criterion.expect(code).points().map(|points| points.to_string())
}

fn settled<const N: usize>(files: [FileHash; N]) -> Decisions {
    Decisions { settled: BTreeSet::from(files), ..Decisions::default() }
}

fn consolidated(files: &[JudgedFile]) -> Consolidation<'_> {
    consolidate(set(), DUE, 2018, files, &Decisions::default())
}

#[test]
fn ratios_of_several_leads_are_pooled() {
    // 1.I.15, led by the communes: 26/24 and 9/30 pool to 35/54 = 0,648… → 0,65; the mean of the capped ratios is
    // (1 + 0,3) / 2 = 0,65 too, so a third commune tells them apart: 35 + 1 = 36 of 54 + 6 = 60 → 0,60.
    let files = files(&[
        ("xa-huong-phu", &[("1.I.15", ratio("26", "24"))]),
        ("xa-huong-son", &[("1.I.15", ratio("9", "30"))]),
        ("xa-huong-loc", &[("1.I.15", ratio("1", "6"))]),
    ]);
    assert_eq!(points(&consolidated(&files), "1.I.15").as_deref(), Some("0.6"));
    // A lead without the thing drops out: 35/54 = 0,6481… → 0,65.
    let files = files_with_last(files, ("xa-huong-loc", &[("1.I.15", not_applicable())]));
    assert_eq!(points(&consolidated(&files), "1.I.15").as_deref(), Some("0.65"));
}

fn files_with_last(mut all: Vec<JudgedFile>, last: (&str, &[(&str, Entry)])) -> Vec<JudgedFile> {
    all.pop();
    all.extend(files(&[last]));
    all
}

#[test]
fn a_share_counts_the_whole_roster_and_shows_the_reported_beside_it() {
    // 1.I.16: 2 of the 11 communes say Có, 1 says Không, 8 have not reported: 2/11 = 0,1818… → 0,18; of 3 → 0,67.
    let files = files(&[
        ("xa-huong-phu", &[("1.I.16", yes(true))]),
        ("xa-huong-son", &[("1.I.16", yes(true))]),
        ("xa-huong-loc", &[("1.I.16", yes(false))]),
    ]);
    let consolidation = consolidated(&files);
    assert_eq!(points(&consolidation, "1.I.16").as_deref(), Some("0.18"));
    let share = consolidation.criteria.iter().find(|criterion| criterion.criterion.code.as_str() == "1.I.16").unwrap();
    assert_eq!(share.computed.reported_only, Some(Decimal::new(67, 2)));
    assert_eq!(share.computed.missing.len(), 8);
    // 8/11 = 0,7272… → 0,73 could still come.
    assert_eq!(share.computed.could_add, Decimal::new(73, 2));
}

#[test]
fn the_mean_of_ratios_caps_each_and_rounds_once() {
    // 2.II.22: 1/3, 1/3 and 2/3: the mean is 4/9 = 0,444… → 0,44; pooled it would be 4/9 as well, so a larger one:
    // 1/3 and 90/90 → (1/3 + 1) / 2 = 0,666… → 0,67; pooled it would be 91/93 → 0,98.
    let files = files(&[
        ("xa-huong-phu", &[("2.II.22", ratio("1", "3"))]),
        ("xa-huong-son", &[("2.II.22", ratio("90", "90"))]),
    ]);
    assert_eq!(points(&consolidated(&files), "2.II.22").as_deref(), Some("0.67"));
}

#[test]
fn a_unit_that_leads_alone_answers_for_the_district() {
    let single = set()
        .criteria()
        .find(|criterion| criterion.rule == Rule::Single && matches!(criterion.scale, Scale::Choice { .. }));
    let single = single.unwrap();
    let lead = set().units.iter().find(|unit| set().is_assigned(&unit.id, &single.leads)).unwrap();
    let code = single.code.as_str();
    let answered = files(&[(lead.id.as_str(), &[(code, Entry { level: Some(0), ..Entry::default() })])]);
    let Scale::Choice { levels } = &single.scale else { unreachable!() };
    assert_eq!(points(&consolidated(&answered), code), Some(levels[0].points.to_string()));
    let left = files(&[(lead.id.as_str(), &[(code, not_applicable())])]);
    let consolidation = consolidated(&left);
    assert_eq!(points(&consolidation, code), None);
    assert_eq!(consolidation.total("").excluded, single.maximum);
}

#[test]
fn the_officers_points_stand_beside_the_computed_ones() {
    let files = files(&[("xa-huong-phu", &[("1.I.15", ratio("12", "24"))])]);
    let given = |points: Decimal, reason: &str| Override { criterion: "1.I.15".into(), points, reason: reason.into() };
    let with = |given: Override| {
        let consolidation =
            consolidate(set(), DUE, 2018, &files, &Decisions { overrides: vec![given], ..Decisions::default() });
        (points(&consolidation, "1.I.15"), consolidation.to_bytes())
    };
    let (points, bytes) = with(given(Decimal::new(75, 2), "theo biên bản thẩm định số 3"));
    assert_eq!(points.as_deref(), Some("0.75"));
    assert!(bytes.contains("\"computed\":\"0.5\""), "the computed value stays");
    assert!(bytes.contains("theo biên bản thẩm định số 3"));
    for wrong in
        [given(Decimal::new(2, 0), "quá cao"), given(Decimal::new(751, 3), "quá mịn"), given(Decimal::ONE, " ")]
    {
        assert_eq!(with(wrong).0.as_deref(), Some("0.5"));
    }
}

#[test]
fn a_conflict_contributes_nothing_until_it_is_settled() {
    let entry = |numerator: &'static str| {
        move |criterion: &Criterion| match criterion.code.as_str() {
            "1.I.15" => ratio(numerator, "10"),
            _ => Entry::default(),
        }
    };
    let key = key_of("xa-huong-phu", 0);
    let made = |revision, numerator| judged(&file(&submission_of("xa-huong-phu", revision, entry(numerator)), &key));
    let (one, two, three) = (made(1, "1"), made(1, "2"), made(2, "3"));
    let both = [one.clone(), two.clone(), one.clone()];
    assert_eq!(points(&consolidated(&both), "1.I.15"), None);
    assert!(
        matches!(&consolidated(&both).standings.iter().find(|standing| standing.unit.as_str() == "xa-huong-phu").unwrap().state,
        UnitState::Conflict { files } if files.len() == 2)
    );
    let only_two = consolidate(set(), DUE, 2018, &both, &settled([two.sha256]));
    assert_eq!(points(&only_two, "1.I.15").as_deref(), Some("0.2"));
    let undecided = consolidate(set(), DUE, 2018, &both, &settled([one.sha256, two.sha256]));
    assert_eq!(points(&undecided, "1.I.15"), None);
    // A higher revision ends the conflict below it.
    assert_eq!(points(&consolidated(&[three, one, two]), "1.I.15").as_deref(), Some("0.3"));
}
