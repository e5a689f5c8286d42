//! Numbers with fractions in canonical JSON, which only the vectors of RFC 8785 have: no file of ours takes one.

use serde_json::Value;
use tucham::engine::json::{
    Json, JsonError, JsonFault, MAX_BYTES, Number, read_json, read_json_with_fractions, write_canonical,
};

#[test]
fn numbers_are_printed_as_ecmascript_prints_them() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/rfc8785-jcs/es6-numbers.json")).unwrap();
    let mut count = 0;
    for list in vectors.as_object().unwrap().values().filter_map(Value::as_array) {
        for pair in list {
            let bits = u64::from_str_radix(pair[0].as_str().unwrap(), 16).unwrap();
            let number = Json::Number(Number::Float(f64::from_bits(bits)));
            assert_eq!(write_canonical(&number), pair[1].as_str().unwrap(), "{bits:016x}");
            count += 1;
        }
    }
    assert_eq!(count, 524, "24 of appendix B and 500 pseudo-random ones");
}

#[test]
fn the_inputs_with_fractions_become_the_outputs_byte_for_byte() {
    let cases = [
        (
            "structures",
            &include_bytes!("vectors/rfc8785-jcs/testdata/input/structures.json")[..],
            &include_bytes!("vectors/rfc8785-jcs/testdata/output/structures.json")[..],
        ),
        (
            "values",
            &include_bytes!("vectors/rfc8785-jcs/testdata/input/values.json")[..],
            &include_bytes!("vectors/rfc8785-jcs/testdata/output/values.json")[..],
        ),
    ];
    for (name, input, output) in cases {
        let canonical = write_canonical(&read_json_with_fractions(input).expect(name));
        assert_eq!(canonical.as_bytes(), output, "{name}");
    }
}

#[test]
fn a_file_of_ours_has_no_fractions_however_the_program_was_compiled() {
    for text in ["0.5", "-0", "1e2", "1.0", "[1E-2]"] {
        assert!(read_json_with_fractions(text.as_bytes()).is_ok(), "{text}");
        let refused = read_json(text.as_bytes());
        assert!(matches!(refused, Err(JsonError::Syntax { fault: JsonFault::NotInteger, .. })), "{text}: {refused:?}");
    }
}

#[test]
fn what_no_double_holds_is_refused_and_not_rounded() {
    for text in ["1e400", "-1e400", "9007199254740992", "[9007199254740993]"] {
        assert!(read_json_with_fractions(text.as_bytes()).is_err(), "{text}");
    }
    assert_eq!(read_json_with_fractions(&vec![b' '; MAX_BYTES + 1]), Err(JsonError::TooLarge { bytes: MAX_BYTES + 1 }));
}
