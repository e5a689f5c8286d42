//! The reader beside `serde_json`, on the same texts: it reads nothing that is not JSON, reads the same out of what is,
//! and refuses only what it says.

use proptest::prelude::*;
use serde_json::Value;
use tucham::engine::json::{Json, JsonError, JsonFault, Number, read_json};

/// The value as `serde_json` has it.
fn as_other(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(Number::Integer(integer)) => Value::from(*integer),
        #[cfg(feature = "json-floats")]
        Json::Number(Number::Float(float)) => Value::from(*float),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => items.iter().map(as_other).collect(),
        Json::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), as_other(value))).collect())
        }
    }
}

/// What both make of one text.
fn check(text: &str) {
    match (read_json(text.as_bytes()), serde_json::from_str::<Value>(text)) {
        (Ok(found), Ok(other)) => assert_eq!(as_other(&found), other, "{text:?}"),
        (Ok(found), Err(error)) => panic!("{text:?} is no JSON ({error}) and was read as {found:?}"),
        (Err(JsonError::Syntax { fault, .. }), Ok(_)) => assert!(
            matches!(
                fault,
                JsonFault::DuplicateMember(_) | JsonFault::NotInteger | JsonFault::IntegerTooLarge | JsonFault::TooDeep
            ),
            "{text:?} is JSON and was refused: {fault:?}"
        ),
        (Err(error), Ok(_)) => panic!("{text:?} is JSON and was refused: {error:?}"),
        (Err(_), Err(_)) => {}
    }
}

#[test]
fn both_agree_on_jsontestsuite() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/jsontestsuite/test_parsing");
    let mut count = 0;
    for file in std::fs::read_dir(folder).expect("the suite is in the project") {
        let bytes = std::fs::read(file.expect("a file").path()).expect("a file");
        // A byte order mark is tolerated here and not there.
        if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|text| !text.starts_with('\u{feff}')) {
            check(text);
            count += 1;
        }
    }
    assert!(count > 280, "{count}");
}

#[test]
fn every_escape_and_every_character_is_read_alike() {
    for byte in 0..=0x7f_u8 {
        let character = char::from(byte);
        for text in [
            format!("\"{character}\""),
            format!("\"\\{character}\""),
            format!("\"\\u00{character}0\""),
            format!("{character}1"),
            format!("1{character}"),
            format!("[1{character}2]"),
            format!("{{{character}\"a\"{character}:1}}"),
            format!("-{character}"),
            format!("1.{character}"),
            format!("1e{character}"),
        ] {
            check(&text);
        }
    }
    for unit in (0..=0xffff_u32).step_by(0x7f).chain(0xd7f0..=0xe00f) {
        check(&format!("\"\\u{unit:04x}\""));
        check(&format!("\"\\u{unit:04X}\\uDC00\""));
        check(&format!("\"\\ud83d\\u{unit:04x}x\""));
    }
    for text in
        ["\"\\u12\"", "\"\\u+123\"", "\"\\u 123\"", "\"\\u00ộ\"", "\"\\u", "\"\\", "\"ộ", "\"\\ộ\"", "\u{a0}1", "ộ"]
    {
        check(text);
    }
}

#[test]
fn every_beginning_of_a_text_is_refused_by_both() {
    let text = "{\"a\": [1, -20, true, false, null, \"\\u0111\\ud83d\\ude00\\n\"], \"ộ\": {}}";
    check(text);
    assert!(read_json(text.as_bytes()).is_ok());
    for index in (0..text.len()).filter(|index| text.is_char_boundary(*index)) {
        check(&text[..index]);
        assert!(read_json(&text.as_bytes()[..index]).is_err(), "{index}");
    }
}

#[test]
fn faults_are_named_with_line_and_column() {
    let cases = [
        ("", 1, 1, JsonFault::End),
        ("[1,\n 2", 2, 3, JsonFault::End),
        ("[1,\n x]", 2, 2, JsonFault::Unexpected),
        ("{\"a\":1,\n\"a\":2}", 2, 4, JsonFault::DuplicateMember("a".to_owned())),
        ("[\"a\tb\"]", 1, 4, JsonFault::String),
        ("[1.5]", 1, 5, JsonFault::NotInteger),
        ("[9007199254740992]", 1, 18, JsonFault::IntegerTooLarge),
        ("[01]", 1, 4, JsonFault::Number),
    ];
    for (text, line, column, fault) in cases {
        assert_eq!(read_json(text.as_bytes()), Err(JsonError::Syntax { line, column, fault }), "{text:?}");
    }
}

proptest! {
    #[test]
    fn both_agree_on_texts_that_look_like_json(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\"", "\"a\":", "1", "0", "-", "20", ".5", "e3", "true",
                "false", "null", "nul", " ", "\n", "\t", "\\", "\\n", "\\u00e1", "\\ud83d", "\\ude00", "ộ", "\u{0}", "\u{7f}",
            ]),
            0..12,
        )
    ) {
        check(&parts.concat());
    }

    #[test]
    fn both_agree_on_any_text(text in ".{0,40}") {
        check(&text);
        check(&format!("\"{text}\""));
    }
}
