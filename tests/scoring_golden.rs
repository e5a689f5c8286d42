//! Every scale gives the points, the level and the words of the golden tables, which were written before the scorer.

use rust_decimal::Decimal;
use serde_json::Value;
use tucham::engine::builtin::builtin;
use tucham::engine::decimal::{parse_wire, write_wire};
use tucham::engine::draft::Draft;
use tucham::engine::number::NumberProblem;
use tucham::engine::scoring::{Impossible, Why, convert};
use tucham::engine::sheet::{Entry, Outcome, ProblemKind, Total, assess};
use tucham::messages;

fn text(value: &Value, member: &str) -> String {
    value[member].as_str().map(str::to_owned).unwrap_or_default()
}

/// What a case types.
fn entry(typed: &Value) -> Entry {
    Entry {
        level: typed["level"].as_u64().map(|level| level as usize),
        share: typed["value"].as_bool(),
        count: text(typed, "count"),
        numerator: text(typed, "numerator"),
        denominator: text(typed, "denominator"),
        ..Entry::default()
    }
}

/// An outcome in the words of the tables.
fn told(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Unanswered => "unanswered".to_owned(),
        Outcome::Scored { points, .. } => format!("points {}", write_wire(*points)),
        Outcome::DenominatorZero { .. } => "no_score denominator_zero".to_owned(),
        Outcome::Excluded => "excluded".to_owned(),
        Outcome::HalfTyped { missing } => format!("half_typed {}", missing.name()),
        Outcome::Problem(problems) => {
            let names =
                problems.iter().map(|problem| format!("{} {}", problem_name(problem.kind), problem.field.name()));
            names.collect::<Vec<_>>().join(", ")
        }
    }
}

fn problem_name(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Number(kind) => number_problem_name(kind),
        ProblemKind::Impossible(Impossible::NumeratorExceedsDenominator) => "numerator_exceeds_denominator",
        ProblemKind::Impossible(Impossible::AboveLimit { .. }) => "above_limit",
        ProblemKind::Impossible(Impossible::NotWhole) => "not_whole",
        ProblemKind::Impossible(Impossible::Negative) => "negative",
        ProblemKind::Impossible(Impossible::NoSuchLevel) => "no_such_level",
        ProblemKind::Impossible(Impossible::OtherScale) => "other_scale",
        ProblemKind::ExplanationMissing => "explanation_missing",
        ProblemKind::EvidenceTitleMissing => "evidence_title_missing",
    }
}

fn number_problem_name(kind: NumberProblem) -> &'static str {
    match kind {
        NumberProblem::Negative => "negative",
        NumberProblem::DotIsNotDecimalMark => "dot_is_not_decimal_mark",
        NumberProblem::GroupsOfThree => "groups_of_three",
        NumberProblem::CommaTwice => "comma_twice",
        NumberProblem::CommaWithoutDigits => "comma_without_digits",
        NumberProblem::NotWhole => "not_whole",
        NumberProblem::TooManyDigits => "too_many_digits",
        NumberProblem::FullWidthDigits => "full_width_digits",
        NumberProblem::InvisibleCharacter => "invisible_character",
        NumberProblem::PercentSign => "percent_sign",
        NumberProblem::PlusSign => "plus_sign",
        NumberProblem::NotANumber => "not_a_number",
    }
}

/// The expected outcome of a case in the same words.
fn expected(outcome: &Value) -> String {
    if let Some(points) = outcome["points"].as_str() {
        return format!("points {points}");
    }
    if let Some(reason) = outcome["no_score"].as_str() {
        return format!("no_score {reason}");
    }
    if outcome["unanswered"].as_bool() == Some(true) {
        return "unanswered".to_owned();
    }
    if let Some(missing) = outcome["half_typed"].as_str() {
        return format!("half_typed {missing}");
    }
    format!("{} {}", text(outcome, "error"), text(outcome, "field"))
}

fn label(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Scored {
            why: Why::Level { label, .. } | Why::Band { label, .. } | Why::RatioBand { label, .. },
            ..
        } => Some(label.clone()),
        _ => None,
    }
}

/// Every case of a table; returns how many there were.
fn check(table: &str) -> usize {
    let table: Value = serde_json::from_str(table).expect("a golden table is JSON");
    let cases = table["cases"].as_array().expect("a golden table has cases");
    let mut wrong = Vec::new();
    for case in cases {
        let criterion = builtin().set.criterion(&text(case, "criterion")).expect("the criterion exists");
        let outcome = assess(criterion, &entry(&case["typed"]));
        if told(&outcome) != expected(&case["outcome"]) {
            wrong.push(format!("{case}: {}", told(&outcome)));
        }
        if let (Some(words), Outcome::Scored { why, .. }) = (case["why"].as_str(), &outcome)
            && messages::why(why) != words
        {
            wrong.push(format!("{case}: {}", messages::why(why)));
        }
        if let Some(expected) = case["label"].as_str().filter(|_| case["outcome"]["points"].is_string())
            && label(&outcome).is_some_and(|label| label != expected)
        {
            wrong.push(format!("{case}: {:?}", label(&outcome)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    cases.len()
}

#[test]
fn choices_score_their_levels() {
    assert!(check(include_str!("golden/scales/choice.json")) >= 57);
}

#[test]
fn counts_fall_into_the_band_of_every_edge() {
    assert!(check(include_str!("golden/scales/count.json")) >= 100);
}

#[test]
fn ratios_are_rounded_once_and_capped() {
    assert!(check(include_str!("golden/scales/ratio.json")) >= 50);
}

#[test]
fn ratio_bands_are_compared_exactly() {
    assert!(check(include_str!("golden/scales/ratio_bands.json")) >= 10);
}

#[test]
fn shares_score_all_or_nothing() {
    assert!(check(include_str!("golden/scales/share.json")) >= 34);
}

#[test]
fn the_provinces_own_conversions_come_out() {
    let table: Value = serde_json::from_str(include_str!("golden/conversion.json")).expect("a golden table is JSON");
    let cases = table["cases"].as_array().expect("cases");
    assert!(cases.len() >= 4);
    for case in cases {
        let decimal = |member: &str| parse_wire(&text(case, member)).unwrap_or_else(|| panic!("{member} of {case}"));
        let converted = convert(decimal("points"), decimal("maximum"), decimal("excluded"));
        assert_eq!(write_wire(converted), text(case, "converted"), "{case}");
    }
}

/// A whole sheet, criterion by criterion, with its sums.
fn check_unit(unit: &str, table: &str, criteria_count: usize) {
    let table: Value = serde_json::from_str(table).expect("a golden table is JSON");
    let rows = table["rows"].as_array().expect("rows");
    let unit = builtin().set.unit(unit).expect("the unit exists");
    let led = tucham::engine::assignment::assign(&builtin().set, &unit.id).led;
    let codes: Vec<&str> = led.iter().map(|criterion| criterion.code.as_str()).collect();
    assert_eq!(rows.iter().map(|row| row["criterion"].as_str().unwrap()).collect::<Vec<_>>(), codes);
    assert_eq!(codes.len(), criteria_count);
    let mut all = Total::default();
    let mut sections: std::collections::BTreeMap<String, Total> = Default::default();
    let mut groups: std::collections::BTreeMap<String, Total> = Default::default();
    let mut draft = Draft::new(unit.id.clone(), 2018);
    for (row, criterion) in rows.iter().zip(&led) {
        let answer = &row["answer"];
        let kind = text(answer, "kind");
        let typed = |member: &str| text(if answer["typed"].is_object() { &answer["typed"] } else { answer }, member);
        let entry = Entry {
            level: answer["level"].as_u64().map(|level| level as usize),
            share: answer["value"].as_bool(),
            count: if kind == "count" { [typed("count"), typed("value")].concat() } else { String::new() },
            numerator: typed("numerator"),
            denominator: typed("denominator"),
            not_applicable: kind == "not_applicable",
            explanation: [text(row, "explanation"), text(answer, "explanation")].concat(),
            evidence: Vec::new(),
        };
        let outcome = assess(criterion, &entry);
        assert_eq!(outcome.points().map(write_wire), row["points"].as_str().map(str::to_owned), "{row}");
        let part = Total::of(criterion, &outcome);
        all = all + part;
        let code = criterion.code.as_str();
        let section = code.rsplit_once('.').expect("a code has parts").0;
        let group = code.split('.').next().expect("a code has parts");
        for (sums, name) in [(&mut sections, section), (&mut groups, group)] {
            let sum = sums.entry(name.to_owned()).or_default();
            *sum = *sum + part;
        }
        draft.entries.push((criterion.code.clone(), entry));
    }
    for (sums, member) in [(&sections, "sections"), (&groups, "groups")] {
        assert_eq!(sums.len(), table[member].as_object().expect(member).len());
        for (name, sum) in sums {
            let golden = &table[member][name];
            assert_eq!(write_wire(sum.points), text(golden, "points"), "{member} {name}");
            assert_eq!(write_wire(sum.maximum), text(golden, "maximum"), "{member} {name}");
        }
    }
    let totals = &table["totals"];
    let wire = |value: Decimal| write_wire(value);
    assert_eq!(wire(all.points), text(totals, "points"));
    assert_eq!(wire(all.maximum), text(totals, "maximum"));
    assert_eq!(wire(all.excluded), text(totals, "excluded"));
    assert_eq!(wire(all.converted()), text(totals, "converted"));
    assert_eq!(totals["answered"].as_u64(), Some(all.answered as u64));
    assert_eq!(totals["assigned"].as_u64(), Some(all.assigned as u64));
}

#[test]
fn a_communes_whole_sheet_adds_up() {
    check_unit("xa-huong-phu", include_str!("golden/xa-huong-phu.json"), 35);
}

#[test]
fn the_offices_whole_sheet_adds_up() {
    check_unit("van-phong", include_str!("golden/van-phong.json"), 72);
}

#[test]
fn every_kind_of_answer_says_its_own_line() {
    let level = |level| Entry { level: Some(level), ..Entry::default() };
    let share = |share| Entry { share: Some(share), ..Entry::default() };
    let pair = |numerator: &str, denominator: &str| Entry {
        numerator: numerator.to_owned(),
        denominator: denominator.to_owned(),
        ..Entry::default()
    };
    let count = |count: &str| Entry { count: count.to_owned(), ..Entry::default() };
    for (code, entry, line) in [
        ("1.I.2", level(0), "Có → 1"),
        ("2.I.1", level(1), "Không đầy đủ → 0,5"),
        ("1.I.16", share(true), "Có → 1"),
        ("1.I.16", share(false), "Không → 0"),
        ("2.I.9", count("5"), "5 bài → \">= 4 bài\" → 1"),
        ("1.III.14", count("1.234,5"), "1.234,5 triệu đồng → \">=500tr\" → 1"),
        ("1.I.15", pair("27", "30"), "27/30 × 1 = 0,90"),
        ("1.I.15", pair("13", "12"), "13/12 → tối đa 1"),
        ("3.V.4", pair("70", "100"), "70/100 → \"Từ 50% đến dưới 70%\" → 0,5"),
        ("3.IV.3", pair("0", "0"), "không có phát sinh (0/0) → 1"),
    ] {
        let criterion = builtin().set.criterion(code).expect("the criterion exists");
        assert_eq!(messages::outcome(criterion, &assess(criterion, &entry)), line, "{code}");
    }
}
