//! A district of seventeen files against values worked out by hand: every rule, every fate of a file, sums, lateness.

mod office_files;

use std::collections::BTreeMap;

use office_files::golden::{decisions, golden, made};
use office_files::{DUE, set};
use rust_decimal::Decimal;
use serde_json::Value;
use tucham::engine::office::consolidate;
use tucham::engine::signed::parse_time;

/// The result as another program reads it.
fn result(golden: &Value) -> Value {
    let files = made(golden);
    let decisions = decisions(golden, &files);
    let period = u16::try_from(golden["period"].as_u64().unwrap()).unwrap();
    serde_json::from_str(&consolidate(set(), DUE, period, &files, &decisions).to_bytes()).unwrap()
}

#[test]
fn every_criterion_has_the_points_worked_out_by_hand_and_no_other_has_any() {
    let golden = golden();
    let result = result(&golden);
    let expected: BTreeMap<&str, &Value> =
        golden["criteria"].as_array().unwrap().iter().map(|row| (row["criterion"].as_str().unwrap(), row)).collect();
    let rows = result["criteria"].as_array().unwrap();
    assert_eq!(rows.len(), 176);
    for row in rows {
        let code = row["criterion"].as_str().unwrap();
        let Some(expected) = expected.get(code) else {
            assert_eq!((&row["state"], &row["points"]), (&Value::from("open"), &Value::Null), "{code}");
            continue;
        };
        assert_eq!(row["points"], expected["points"], "{code}: {}", expected["arithmetic"]);
        assert_eq!(row["rule"], expected["rule"], "{code}");
        let state = expected["state"].as_str().unwrap_or("scored");
        assert_eq!(row["state"], state, "{code}");
        assert_eq!(row["reported_only"], expected["reported_only"], "{code}: {}", expected["arithmetic"]);
        let computed = if expected["computed"].is_null() { &expected["points"] } else { &expected["computed"] };
        assert_eq!(&row["computed"], computed, "{code}");
    }
}

#[test]
fn sums_are_those_of_a_pocket_calculator() {
    let golden = golden();
    let result = result(&golden);
    let sums = ["points", "maximum", "excluded", "converted"];
    for name in sums {
        assert_eq!(result["totals"][name], golden["totals"][name], "totals.{name}");
    }
    for (group, expected) in result["groups"].as_array().unwrap().iter().zip(golden["groups"].as_array().unwrap()) {
        assert_eq!(group["group"], expected["group"]);
        for name in sums {
            assert_eq!(group["totals"][name], expected[name], "{name} of {}", expected["arithmetic"]);
        }
        let of_sections: Decimal = group["sections"]
            .as_array()
            .unwrap()
            .iter()
            .map(|section| section["totals"]["points"].as_str().unwrap().parse::<Decimal>().unwrap())
            .sum();
        assert_eq!(of_sections.normalize().to_string(), expected["points"].as_str().unwrap());
    }
}

#[test]
fn every_file_is_listed_with_what_became_of_it() {
    let golden = golden();
    let hashes: Vec<String> = made(&golden).iter().map(|file| file.sha256.to_string()).collect();
    let result = result(&golden);
    let listed = result["files"].as_array().unwrap();
    let in_order: Vec<&str> = listed.iter().map(|file| file["sha256"].as_str().unwrap()).collect();
    let mut sorted: Vec<&str> = hashes.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    assert_eq!(in_order, sorted);
    for (given, sha256) in golden["files"].as_array().unwrap().iter().zip(&hashes) {
        let file = listed.iter().find(|file| file["sha256"] == **sha256).unwrap();
        for name in ["verdict", "state", "late"] {
            assert_eq!(file[name], given[name], "{name} of {}", given["name"]);
        }
        // Whatever the offset it was typed with, it is written as Việt Nam's time.
        let received = file["received"].as_str().map(|at| parse_time(at).unwrap());
        assert_eq!(received, given["received"].as_str().map(|at| parse_time(at).unwrap()));
        assert!(file["received"].as_str().is_none_or(|at| at.ends_with("+07:00")));
    }
    for (state, count) in golden["units"].as_object().unwrap() {
        let units = result["units"].as_array().unwrap();
        let found = units.iter().filter(|unit| unit["state"] == **state).count();
        assert_eq!(found as u64, count.as_u64().unwrap(), "{state}");
    }
}
