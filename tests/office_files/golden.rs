//! The district of `tests/golden/district.json`: its files and what its officer decided.

use std::collections::BTreeSet;

use serde_json::Value;
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::office::{Decisions, JudgedFile, Override};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::parse_time;

use super::{file, judged, key_of, set, submission_of};

const GOLDEN: &str = include_str!("../golden/district.json");

/// An answer of the table, as an officer types it.
fn entry(criterion: &Criterion, answer: &str) -> Entry {
    let text = str::to_owned;
    match (&criterion.scale, answer) {
        (_, "không phát sinh") => {
            Entry { not_applicable: true, explanation: text("Không có trong năm."), ..Entry::default() }
        }
        (Scale::Share { .. }, yes_or_no) => Entry { share: Some(yes_or_no == "có"), ..Entry::default() },
        (Scale::Choice { .. }, yes_or_no) => {
            Entry { level: Some(if yes_or_no == "có" { 0 } else { 1 }), ..Entry::default() }
        }
        (Scale::Count { .. }, count) => Entry { count: text(count), ..Entry::default() },
        (Scale::Ratio { .. } | Scale::RatioBands { .. }, ratio) => {
            let (numerator, denominator) = ratio.split_once('/').expect(ratio);
            Entry { numerator: text(numerator), denominator: text(denominator), ..Entry::default() }
        }
    }
}

/// The files of the table, judged.
pub fn made(golden: &Value) -> Vec<JudgedFile> {
    let files = golden["files"].as_array().unwrap().iter().map(|given| {
        let answers = given["answers"].as_object().unwrap();
        for code in answers.keys() {
            assert!(set().criterion(code).is_some(), "{code}");
        }
        let submission =
            submission_of(given["unit"].as_str().unwrap(), given["revision"].as_u64().unwrap(), |criterion| {
                let answer = answers.get(criterion.code.as_str()).and_then(Value::as_str);
                answer.map(|answer| entry(criterion, answer)).unwrap_or_default()
            });
        let file = judged(&file(&submission, &key_of(given["signed_by"].as_str().unwrap(), 0)));
        assert_eq!(file.verdict.name(), given["verdict"], "{given}: {:?}", file.reason);
        file
    });
    files.collect()
}

/// What the officer of the table has decided.
pub fn decisions(golden: &Value, files: &[JudgedFile]) -> Decisions {
    let received = golden["files"].as_array().unwrap().iter().zip(files).filter_map(|(given, file)| {
        let at = given["received"].as_str()?;
        Some((file.sha256, parse_time(at).expect(at)))
    });
    let overrides = golden["overrides"].as_array().unwrap().iter().map(|given| Override {
        criterion: given["criterion"].as_str().unwrap().to_owned(),
        points: given["points"].as_str().unwrap().parse().unwrap(),
        reason: given["reason"].as_str().unwrap().to_owned(),
    });
    Decisions { received: received.collect(), settled: BTreeSet::new(), overrides: overrides.collect() }
}

/// The table, worked out by hand.
pub fn golden() -> Value {
    serde_json::from_str(GOLDEN).unwrap()
}
