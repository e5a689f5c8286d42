//! JSONTestSuite: what is not JSON is refused without a panic; what is, is read, but for the limits said here.

use std::collections::BTreeSet;
use std::path::Path;

use tucham::engine::json::{read_json, write_canonical, write_pretty};

/// Files of the suite with this prefix, by name, and whether they are read.
fn verdicts(prefix: &str) -> Vec<(String, Vec<u8>, bool)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/jsontestsuite/test_parsing");
    let mut verdicts: Vec<_> = std::fs::read_dir(folder)
        .expect("the suite is in the project")
        .map(|entry| entry.expect("a file"))
        .map(|entry| (entry.file_name().into_string().expect("ASCII"), entry.path()))
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, path)| (name, std::fs::read(path).expect("a file")))
        .map(|(name, bytes)| {
            let is_read = read_json(&bytes).is_ok();
            (name, bytes, is_read)
        })
        .collect();
    verdicts.sort();
    verdicts
}

#[test]
fn what_is_not_json_is_refused() {
    let files = verdicts("n_");
    assert_eq!(files.len(), 188);
    let read: Vec<&str> = files.iter().filter(|file| file.2).map(|file| file.0.as_str()).collect();
    assert_eq!(read, Vec::<&str>::new());
}

/// JSON that is refused on purpose. Members that stand twice: the canonical form and other readers would keep only one
/// of the two, so what is signed would not be what is read.
const TWICE: [&str; 2] = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

/// JSON that is refused on purpose. Fractions, exponents and -0: decimals are strings in files of ours and integers
/// have one spelling, so no number can be rounded by a reader on the way.
const FRACTIONS: [&str; 17] = [
    "y_number.json",
    "y_number_0e+1.json",
    "y_number_0e1.json",
    "y_number_double_close_to_zero.json",
    "y_number_int_with_exp.json",
    "y_number_minus_zero.json",
    "y_number_negative_zero.json",
    "y_number_real_capital_e.json",
    "y_number_real_capital_e_neg_exp.json",
    "y_number_real_capital_e_pos_exp.json",
    "y_number_real_exponent.json",
    "y_number_real_fraction_exponent.json",
    "y_number_real_neg_exp.json",
    "y_number_real_pos_exponent.json",
    "y_number_simple_real.json",
    "y_object_extreme_numbers.json",
    "y_structure_lonely_negative_real.json",
];

#[test]
fn what_is_json_is_read_but_for_second_members_and_fractions() {
    let files = verdicts("y_");
    assert_eq!(files.len(), 95);
    let refused: BTreeSet<&str> = files.iter().filter(|file| !file.2).map(|file| file.0.as_str()).collect();
    let expected: BTreeSet<&str> = TWICE.into_iter().chain(FRACTIONS).collect();
    assert_eq!(refused, expected);
}

#[test]
fn what_was_read_is_written_and_read_back() {
    for (name, bytes, _) in verdicts("y_").iter().filter(|file| file.2) {
        let value = read_json(bytes).expect(name);
        let canonical = write_canonical(&value);
        for text in [write_pretty(&value), canonical.clone()] {
            let again = read_json(text.as_bytes()).expect(name);
            assert_eq!(write_canonical(&again), canonical, "{name}");
        }
    }
}

/// Readers may differ on the rest. Here: no bad UTF-8, no lone surrogate, no UTF-16, no number out of range, no nesting
/// of 500; one UTF-8 byte order mark is tolerated.
#[test]
fn of_what_readers_may_refuse_only_a_byte_order_mark_is_read() {
    let files = verdicts("i_");
    assert_eq!(files.len(), 35);
    let read: Vec<&str> = files.iter().filter(|file| file.2).map(|file| file.0.as_str()).collect();
    assert_eq!(read, ["i_structure_UTF-8_BOM_empty_object.json"]);
}
