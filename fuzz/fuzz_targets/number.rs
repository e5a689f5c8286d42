//! Any text in a number field: never a panic, never a float, and a number in order reads as itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::decimal::{parse_wire, write_wire};
use tucham::engine::number::{NumberKind, parse_typed, write_vietnamese};

fuzz_target!(|text: &str| {
    tucham_fuzz::limit_memory();
    for kind in [NumberKind::Whole, NumberKind::Decimal] {
        if let Ok(Some(number)) = parse_typed(text, kind) {
            let wire = write_wire(number);
            assert_eq!(wire, spelt(text), "{text:?} is the number of its digits");
            assert_eq!(parse_wire(&wire), Some(number), "{wire}");
            let in_order = write_vietnamese(number);
            assert_eq!(parse_typed(&in_order, kind), Ok(Some(number)), "{text:?} in order is {in_order:?}");
        }
    }
    if let Ok(whole) = parse_typed(text, NumberKind::Whole) {
        assert_eq!(parse_typed(text, NumberKind::Decimal), Ok(whole), "a whole number is one of the decimals");
    }
    if let Some(number) = parse_wire(text) {
        assert_eq!(write_wire(number), text, "one spelling for each number on the wire");
    }
});

/// The same by text alone: what groups is left out, the comma is the decimal mark, no zero stands idle.
fn spelt(text: &str) -> String {
    let digits: String = text.chars().filter(|character| character.is_ascii_digit() || *character == ',').collect();
    let (whole, fraction) = digits.split_once(',').unwrap_or((&digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let whole = if whole.is_empty() { "0" } else { whole };
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}
