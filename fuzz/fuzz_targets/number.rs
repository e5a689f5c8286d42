//! Any text in a number field: never a panic, never a float, and a number in order reads as itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::decimal::{parse_wire, write_wire};
use tucham::engine::number::{NumberKind, parse_typed, write_vietnamese};

fuzz_target!(|text: &str| {
    for kind in [NumberKind::Whole, NumberKind::Decimal] {
        if let Ok(Some(number)) = parse_typed(text, kind) {
            assert!(!number.is_sign_negative());
            let in_order = write_vietnamese(number);
            assert_eq!(parse_typed(&in_order, kind), Ok(Some(number)), "{text:?} in order is {in_order:?}");
            let wire = write_wire(number);
            assert_eq!(parse_wire(&wire), Some(number), "{wire}");
        }
    }
    if let Some(number) = parse_wire(text) {
        assert_eq!(write_wire(number), text, "one spelling for each number on the wire");
    }
});
