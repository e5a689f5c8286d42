//! The set as signed files carry it: the agreed members, and a hash that other software computes alike.

use serde_json::Value;
use sha2::{Digest, Sha256};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{hash_set, set_to_json};
use tucham::engine::json::{write_canonical, write_pretty};

#[test]
fn set_has_the_agreed_members_in_their_order() {
    let pretty = write_pretty(&set_to_json(&builtin().set));
    let members: Vec<&str> =
        pretty.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once("\":")).map(|(name, _)| name).collect();
    assert_eq!(members, ["id", "version", "title", "source", "groups", "units", "classes", "rules", "notes"]);
}

#[test]
fn hash_is_the_one_that_other_software_computes() {
    let set = &builtin().set;
    let canonical = write_canonical(&set_to_json(set));
    // serde_json keeps members sorted and writes no white space; with ASCII names and no fractions that is RFC 8785.
    let value: Value = serde_json::from_str(&canonical).unwrap();
    let by_others = serde_json::to_string(&value).unwrap();
    assert_eq!(canonical, by_others);
    assert_eq!(hex::encode(Sha256::digest(by_others)), &*set.sha256);
    assert_eq!(hash_set(set), &*set.sha256);
}

#[test]
fn nothing_is_null_or_empty_and_decimals_are_texts() {
    let value: Value = serde_json::from_str(&write_canonical(&set_to_json(&builtin().set))).unwrap();
    check_value("set", &value);
}

#[test]
fn every_criterion_has_one_rule_in_the_dispatchs_order() {
    let value: Value = serde_json::from_str(&write_canonical(&set_to_json(&builtin().set))).unwrap();
    let rules = value["rules"].as_array().unwrap();
    let codes: Vec<&str> = rules.iter().filter_map(|rule| rule["criterion"].as_str()).collect();
    let expected: Vec<&str> = builtin().set.criteria().map(|criterion| criterion.code.as_str()).collect();
    assert_eq!(codes, expected);
    assert_eq!(rules[0]["rule"], "pool");
}

fn check_value(place: &str, value: &Value) {
    match value {
        Value::Null => panic!("{place} is null"),
        Value::Bool(_) => {}
        Value::Number(number) => assert!(number.is_u64(), "{place}: {number}"),
        Value::String(text) => assert!(!text.is_empty(), "{place} is empty"),
        Value::Array(items) => {
            assert!(!items.is_empty(), "{place} is empty");
            items.iter().for_each(|item| check_value(place, item));
        }
        Value::Object(members) => members.iter().for_each(|(name, value)| check_value(name, value)),
    }
}
