//! Numbers as people type them: each becomes what the golden table says, or the problem that it names.

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use tucham::engine::decimal::{parse_wire, write_wire};
use tucham::engine::number::{NumberKind, NumberProblem, parse_typed, write_change, write_vietnamese};

fn name(problem: NumberProblem) -> &'static str {
    match problem {
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

#[test]
fn typed_numbers_become_what_the_table_says() {
    let table: Value = serde_json::from_str(include_str!("golden/numbers.json")).expect("the table is JSON");
    let cases = table["cases"].as_array().expect("cases");
    assert!(cases.len() >= 80);
    let mut wrong = Vec::new();
    for case in cases {
        let typed = case["typed"].as_str().expect("typed");
        let kind = match case["kind"].as_str() {
            Some("whole") => NumberKind::Whole,
            _ => NumberKind::Decimal,
        };
        let read = parse_typed(typed, kind);
        let told = match read {
            Ok(Some(value)) => format!("{} {}", write_wire(value), write_vietnamese(value)),
            Ok(None) => "empty".to_owned(),
            Err(problem) => name(problem).to_owned(),
        };
        let expected = match case["problem"].as_str() {
            Some(problem) => problem.to_owned(),
            None => format!("{} {}", case["value"].as_str().unwrap(), case["shown"].as_str().unwrap()),
        };
        if told != expected {
            wrong.push(format!("{case}: {told}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn a_zero_before_the_comma_counts_as_a_digit() {
    assert_eq!(parse_typed("0,000000000000001", NumberKind::Decimal), Err(NumberProblem::TooManyDigits));
    assert!(parse_typed("0,00000000000001", NumberKind::Decimal).is_ok());
}

#[test]
fn a_change_has_a_sign_unless_there_is_none() {
    for (change, expected) in [(50, "+0,50"), (-50, "−0,50"), (0, "0,00"), (-123_456, "−1.234,56"), (-1, "−0,01")]
    {
        assert_eq!(write_change(Decimal::new(change, 2)), expected);
    }
    assert_eq!(write_change(-Decimal::ZERO), "0,00");
}

proptest! {
    #[test]
    fn reading_any_text_never_panics(text in any::<String>()) {
        for kind in [NumberKind::Whole, NumberKind::Decimal] {
            if let Ok(Some(value)) = parse_typed(&text, kind) {
                prop_assert!(value >= Decimal::ZERO);
            }
        }
    }

    #[test]
    fn reading_anything_near_a_number_never_panics(text in "[0-9 .,\u{a0}\u{202f}%+-]{0,24}") {
        for kind in [NumberKind::Whole, NumberKind::Decimal] {
            if let Ok(Some(value)) = parse_typed(&text, kind) {
                prop_assert!(kind == NumberKind::Decimal || value.fract().is_zero());
                // What the form takes, a file can carry.
                prop_assert_eq!(parse_wire(&write_wire(value)), Some(value));
            }
        }
    }

    #[test]
    fn a_number_written_the_vietnamese_way_reads_back(mantissa in 0_i64..1_000_000_000_000_000, scale in 0_u32..=15) {
        let value = Decimal::new(mantissa, scale).normalize();
        prop_assume!(parse_wire(&write_wire(value)).is_some());
        prop_assert_eq!(parse_typed(&write_vietnamese(value), NumberKind::Decimal), Ok(Some(value)));
        prop_assert_eq!(parse_wire(&write_wire(value)), Some(value));
    }
}
