//! Canonical JSON against RFC 8785's own inputs and outputs; those with fractions are in `json_floats`.

use tucham::engine::json::{Json, MAX_INTEGER, read_json, write_canonical, write_pretty};

macro_rules! case {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!("vectors/rfc8785-jcs/testdata/input/", $name, ".json")),
            include_bytes!(concat!("vectors/rfc8785-jcs/testdata/output/", $name, ".json")),
            include_str!(concat!("vectors/rfc8785-jcs/testdata/outhex/", $name, ".txt")),
        )
    };
}

const CASES: [(&str, &[u8], &[u8], &str); 4] = [case!("arrays"), case!("french"), case!("unicode"), case!("weird")];

#[test]
fn the_inputs_of_rfc_8785_become_its_outputs_byte_for_byte() {
    for (name, input, output, outhex) in CASES {
        let canonical = write_canonical(&read_json(input).expect(name));
        assert_eq!(canonical.as_bytes(), output, "{name}");
        let bytes: String = outhex.split_whitespace().collect();
        assert_eq!(hex::encode(&canonical), bytes, "{name}");
    }
}

#[test]
fn canonical_and_readable_forms_read_back_as_the_same_value() {
    for (name, input, output, _) in CASES {
        let value = read_json(input).expect(name);
        assert_eq!(read_json(write_pretty(&value).as_bytes()).as_ref(), Ok(&value), "{name}");
        assert_eq!(write_canonical(&read_json(output).expect(name)).as_bytes(), output, "{name}");
    }
}

#[test]
fn members_are_sorted_by_utf_16_code_units_not_by_code_points() {
    // U+10000 is the surrogates D800 DC00, so it stands before U+FB33, which has the smaller code point.
    let value = read_json("{\"\u{fb33}\":1,\"\u{10000}\":2,\"b\":3,\"\":4,\"a\":5}".as_bytes()).unwrap();
    assert_eq!(write_canonical(&value), "{\"\":4,\"a\":5,\"b\":3,\"\u{10000}\":2,\"\u{fb33}\":1}");
}

#[test]
fn controls_are_escaped_in_the_one_way_and_nothing_else_is() {
    let value = Json::text("\0\u{1}\u{8}\t\n\u{b}\u{c}\r\u{1f}\"\\/\u{7f}\u{80}\u{2028}ộ");
    assert_eq!(
        write_canonical(&value),
        "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\u{7f}\u{80}\u{2028}ộ\""
    );
}

#[test]
fn integers_stay_exact_up_to_two_to_the_fifty_three() {
    for text in ["0", "-1", "9007199254740991", "-9007199254740991"] {
        assert_eq!(read_json(text.as_bytes()).map(|value| write_canonical(&value)).as_deref(), Ok(text));
    }
    assert_eq!(MAX_INTEGER, (1 << 53) - 1);
    for text in ["9007199254740992", "-9007199254740992", "9007199254740993", "18446744073709551615"] {
        assert!(read_json(text.as_bytes()).is_err(), "{text}");
    }
}
