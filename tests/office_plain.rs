//! A second consolidation, as plain as `domain.md`: out of the files' JSON and the set's JSON, with fractions of `i128`
//! and no code of the engine's; it gives what the engine gives, for any files in any order.

mod office_files;

use std::collections::{BTreeMap, BTreeSet};

use office_files::{DUE, file, judged, key_of, set, submission_of};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use tucham::engine::criteria::{Criterion, Scale, set_to_json};
use tucham::engine::json::write_canonical;
use tucham::engine::office::{Decisions, JudgedFile, Override, consolidate};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileHash, parse_time};

mod plainly {
    use super::*;

    /// A file that stands: the unit's own key signed it.
    pub struct Brought {
        pub sha256: String,
        pub document: Value,
        pub is_trusted: bool,
    }

    /// What the office decided, as texts.
    #[derive(Default)]
    pub struct Said {
        pub settled: BTreeSet<String>,
        pub overrides: BTreeMap<String, i128>,
    }

    /// One criterion of the district: its state and, in hundredths, what counts, what was computed, what the reported
    /// alone would give.
    #[derive(Debug, PartialEq, Eq)]
    pub struct Row {
        pub state: &'static str,
        pub points: Option<i128>,
        pub computed: Option<i128>,
        pub reported_only: Option<i128>,
    }

    pub struct District {
        pub rows: BTreeMap<String, Row>,
        pub units: BTreeMap<String, &'static str>,
        pub files: BTreeMap<String, &'static str>,
    }

    /// `12.34` in thousandths.
    pub fn thousandths(text: &str) -> i128 {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{fraction:0<3}").parse().expect(text)
    }

    /// `12.34` in hundredths.
    pub fn hundredths(value: &Value) -> i128 {
        thousandths(value.as_str().expect("a decimal")) / 10
    }

    /// ⌊above / below × maximum + ½⌋: rounded once, half away from zero.
    fn rounded(above: i128, below: i128, maximum: i128) -> i128 {
        let doubled = 2 * above * maximum + below;
        doubled / (2 * below)
    }

    pub fn district(set: &Value, brought: &[Brought], said: &Said) -> District {
        let mut files = BTreeMap::new();
        let mut units = BTreeMap::new();
        let mut counted: BTreeMap<&str, &Value> = BTreeMap::new();
        for unit in set["units"].as_array().unwrap() {
            let id = unit["id"].as_str().unwrap();
            // The same file twice is one file.
            let of_unit: BTreeMap<&str, &Value> = brought
                .iter()
                .filter(|file| file.is_trusted && file.document["unit"]["id"] == id)
                .map(|file| (file.sha256.as_str(), &file.document))
                .collect();
            let Some(highest) = of_unit.values().map(|document| document["revision"].as_u64().unwrap()).max() else {
                units.insert(id.to_owned(), "missing");
                continue;
            };
            let top: Vec<&str> =
                of_unit.iter().filter(|(_, document)| document["revision"] == highest).map(|(hash, _)| *hash).collect();
            let chosen: Vec<&str> = top.iter().filter(|hash| said.settled.contains(**hash)).copied().collect();
            let one = match (top.as_slice(), chosen.as_slice()) {
                ([one], _) | (_, [one]) => Some(*one),
                _ => None,
            };
            units.insert(id.to_owned(), if one.is_some() { "received" } else { "conflict" });
            for hash in of_unit.keys() {
                let state = match one {
                    Some(one) if one == *hash => "counted",
                    None if top.contains(hash) => "conflict",
                    _ => "superseded",
                };
                files.insert((*hash).to_owned(), state);
            }
            counted.extend(one.map(|one| (id, of_unit[one])));
        }
        for file in brought.iter().filter(|file| !file.is_trusted) {
            files.insert(file.sha256.clone(), "rejected");
        }
        let rules = set["rules"].as_array().unwrap();
        let mut rows = BTreeMap::new();
        for criterion in criteria(set) {
            let code = criterion["code"].as_str().unwrap();
            let rule = rules.iter().find(|rule| rule["criterion"] == code).unwrap()["rule"].as_str().unwrap();
            let leads = leads(set, criterion);
            let answers: Vec<&Value> = leads
                .iter()
                .filter_map(|unit| {
                    let rows = counted.get(unit.as_str())?["answers"].as_array().unwrap();
                    Some(&rows.iter().find(|row| row["criterion"] == code).unwrap()["answer"])
                })
                .filter(|answer| !answer.is_null())
                .collect();
            let mut row = row(criterion, rule, leads.len(), &answers);
            row.points = said.overrides.get(code).copied().or(row.computed);
            rows.insert(code.to_owned(), row);
        }
        District { rows, units, files }
    }

    pub fn criteria(set: &Value) -> Vec<&Value> {
        let groups = set["groups"].as_array().unwrap().iter();
        let sections = groups.flat_map(|group| group["sections"].as_array().unwrap());
        sections.flat_map(|section| section["criteria"].as_array().unwrap()).collect()
    }

    fn leads(set: &Value, criterion: &Value) -> Vec<String> {
        let mut leads = BTreeSet::new();
        for lead in criterion["lead"].as_array().unwrap() {
            match set["classes"].as_array().unwrap().iter().find(|class| class["id"] == *lead) {
                Some(class) => {
                    leads.extend(class["units"].as_array().unwrap().iter().map(|unit| unit.as_str().unwrap()))
                }
                None => {
                    leads.insert(lead.as_str().unwrap());
                }
            }
        }
        leads.into_iter().map(str::to_owned).collect()
    }

    fn row(criterion: &Value, rule: &str, leads_count: usize, answers: &[&Value]) -> Row {
        let left_count = answers.iter().filter(|answer| answer["kind"] == "not_applicable").count();
        let answers: Vec<&Value> =
            answers.iter().filter(|answer| answer["kind"] != "not_applicable").copied().collect();
        if left_count == leads_count {
            return Row { state: "excluded", points: None, computed: None, reported_only: None };
        }
        let maximum = hundredths(&criterion["maximum"]);
        let alone = || answers.iter().filter_map(|answer| alone(criterion, answer));
        let ratios = || answers.iter().map(|answer| (whole(answer, "numerator"), whole(answer, "denominator")));
        let mut reported_only = None;
        let computed = match rule {
            "single" | "best" => alone().max(),
            "worst" => alone().min(),
            "pool" if answers.is_empty() => None,
            "pool" => of_ratio(criterion, ratios().map(|ratio| ratio.0).sum(), ratios().map(|ratio| ratio.1).sum()),
            "mean_of_ratios" => {
                let ratios: Vec<(i128, i128)> = ratios().filter(|ratio| ratio.1 > 0).collect();
                // One denominator for all of them; small denominators keep it small.
                let below: i128 = (1..=25).filter(|part| ratios.iter().any(|ratio| ratio.1 == *part)).product();
                let above: i128 = ratios.iter().map(|ratio| ratio.0.min(ratio.1) * (below / ratio.1)).sum();
                (!ratios.is_empty()).then(|| rounded(above, below * ratios.len() as i128, maximum))
            }
            "sum_of_counts" if answers.is_empty() => None,
            "sum_of_counts" => {
                let sum = answers.iter().map(|answer| thousandths(answer["value"].as_str().unwrap())).sum();
                level(criterion, sum, 1000)
            }
            "share" if answers.is_empty() => None,
            "share" => {
                let yes_count = answers.iter().filter(|answer| answer["value"] == true).count() as i128;
                reported_only = Some(rounded(yes_count, answers.len() as i128, maximum));
                Some(rounded(yes_count, (leads_count - left_count) as i128, maximum))
            }
            other => panic!("{other}"),
        };
        Row { state: if computed.is_some() { "scored" } else { "open" }, points: None, computed, reported_only }
    }

    fn whole(answer: &Value, name: &str) -> i128 {
        answer[name].as_str().unwrap().parse().unwrap()
    }

    /// What one answer earns by itself.
    fn alone(criterion: &Value, answer: &Value) -> Option<i128> {
        match answer["kind"].as_str().unwrap() {
            "choice" => {
                let level = answer["level"].as_u64().unwrap() as usize;
                Some(hundredths(&criterion["scale"]["levels"][level]["points"]))
            }
            "count" => level(criterion, thousandths(answer["value"].as_str().unwrap()), 1000),
            "ratio" | "ratio_bands" => of_ratio(criterion, whole(answer, "numerator"), whole(answer, "denominator")),
            other => panic!("{other}"),
        }
    }

    fn of_ratio(criterion: &Value, above: i128, below: i128) -> Option<i128> {
        let maximum = hundredths(&criterion["maximum"]);
        match (criterion["scale"]["kind"].as_str().unwrap(), below) {
            ("ratio", 0) if criterion["scale"]["zero_denominator"] == "maximum" => Some(maximum),
            (_, 0) => None,
            ("ratio", _) => Some(rounded(above.min(below), below, maximum)),
            // Levels of a ratio are in hundredths of it.
            _ => level(criterion, above * 100, below),
        }
    }

    /// The points of the level that `above / below` falls into.
    fn level(criterion: &Value, above: i128, below: i128) -> Option<i128> {
        let compared = |level: &Value, name: &str| {
            level[name].as_str().map(|bound| (above * 1000).cmp(&(thousandths(bound) * below)))
        };
        let levels = criterion["scale"]["levels"].as_array().unwrap();
        let found = levels.iter().find(|level| {
            compared(level, "from").is_none_or(|order| order.is_ge())
                && compared(level, "above").is_none_or(|order| order.is_gt())
                && compared(level, "to").is_none_or(|order| order.is_le())
                && compared(level, "below").is_none_or(|order| order.is_lt())
        });
        found.map(|level| hundredths(&level["points"]))
    }
}

/// Numbers that look random and are the same in every run of one seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    }
}

/// An answer that the criterion can have, or none; `shy` units have much that does not occur there.
fn typed(criterion: &Criterion, dice: &mut Dice, shy: bool) -> Entry {
    let default = Entry::default();
    match dice.below(if shy { 2 } else { 9 }) {
        0 => return Entry { not_applicable: true, explanation: "Không có.".into(), ..default },
        1 if !shy => return default,
        _ => {}
    }
    match &criterion.scale {
        Scale::Choice { levels } => Entry { level: Some(dice.below(levels.len())), ..default },
        Scale::Share { .. } => Entry { share: Some(dice.below(2) == 0), ..default },
        Scale::Count { whole: false, .. } => {
            Entry { count: format!("{},{}", dice.below(700), dice.below(1000)), ..default }
        }
        Scale::Count { limit, .. } => {
            let most = limit.map_or(15, |limit| limit.to_string().parse().unwrap());
            Entry { count: dice.below(most + 1).to_string(), ..default }
        }
        Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. } => {
            let below = dice.below(26);
            let above = dice.below(if quantities.part_of_whole { below + 1 } else { 31 });
            // Halves of a hundredth are where rounding goes wrong.
            let (above, below) = if dice.below(5) == 0 { (1 + 2 * dice.below(4), 8) } else { (above, below) };
            Entry { numerator: above.to_string(), denominator: below.to_string(), ..default }
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: std::sync::OnceLock<jsonschema::Validator> = std::sync::OnceLock::new();
    SCHEMA.get_or_init(|| {
        let schema = serde_json::from_str(include_str!("../schemas/tucham/consolidation/1.schema.json")).expect("JSON");
        jsonschema::draft202012::meta::validate(&schema).expect("a schema");
        jsonschema::draft202012::new(&schema).expect("a schema")
    })
}

/// What the units send: mostly one file, sometimes none, a second revision, two of one revision, or a foreign key.
fn mail(dice: &mut Dice) -> (Vec<JudgedFile>, Vec<plainly::Brought>) {
    let (mut files, mut brought) = (Vec::new(), Vec::new());
    let shy = dice.below(4) == 0;
    for unit in set().units.iter() {
        let id = unit.id.as_str();
        let revisions: &[u64] = match dice.below(10) {
            0 => &[],
            1 => &[1, 2],
            2 => &[1, 1],
            3 => &[3, 2, 2, 2],
            4 => &[1, 2, 2],
            _ => &[1],
        };
        for revision in revisions {
            let submission = submission_of(id, *revision, |criterion| typed(criterion, dice, shy));
            let is_trusted = dice.below(12) > 0;
            let bytes = file(&submission, &key_of(id, if is_trusted { 0 } else { 1 }));
            let judged = judged(&bytes);
            let document: Value = serde_json::from_slice(&bytes).unwrap();
            // With ASCII names and no fractions, what serde_json writes is RFC 8785.
            let sha256 = <sha2::Sha256 as sha2::Digest>::digest(serde_json::to_string(&document).unwrap());
            brought.push(plainly::Brought { sha256: hex::encode(sha256), document, is_trusted });
            files.push(judged);
        }
    }
    (files, brought)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_district_is_what_a_plain_computation_makes_of_it(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (mut files, brought) = mail(&mut dice);
        let set_json: Value = serde_json::from_str(&write_canonical(&set_to_json(set()))).unwrap();
        let mut said = plainly::Said::default();
        let mut decisions = Decisions::default();
        for file in &brought {
            if dice.below(2) == 0 {
                said.settled.insert(file.sha256.clone());
                decisions.settled.insert(FileHash::parse(&file.sha256).unwrap());
            }
        }
        for criterion in plainly::criteria(&set_json) {
            if dice.below(20) == 0 {
                let points = dice.below(plainly::hundredths(&criterion["maximum"]) as usize + 1) as i128;
                said.overrides.insert(text(&criterion["code"]), points);
                decisions.overrides.push(Override {
                    criterion: text(&criterion["code"]),
                    points: Decimal::from_i128_with_scale(points, 2),
                    reason: "Theo thẩm định".into(),
                });
            }
        }
        let days = ["2018-10-29T23:59:59+07:00", "2018-10-30T00:00:00+07:00"];
        let mut received: BTreeMap<&str, bool> = BTreeMap::new();
        for file in &brought {
            let is_late = dice.below(2) == 1;
            received.insert(&file.sha256, is_late);
            decisions.received.insert(
                FileHash::parse(&file.sha256).unwrap(),
                parse_time(days[usize::from(is_late)]).unwrap(),
            );
        }

        let plain = plainly::district(&set_json, &brought, &said);
        let bytes = consolidate(set(), DUE, 2018, &files, &decisions).to_bytes();
        let result: Value = serde_json::from_str(&bytes).unwrap();
        let problems: Vec<String> =
            schema().iter_errors(&result).map(|error| format!("{}: {error}", error.instance_path())).collect();
        prop_assert!(problems.is_empty(), "{problems:?}");

        let mut sums = (0, 0);
        for row in result["criteria"].as_array().unwrap() {
            let expected = &plain.rows[row["criterion"].as_str().unwrap()];
            let hundredths = |name: &str| row.get(name).map(plainly::hundredths);
            let found = plainly::Row {
                state: expected.state,
                points: hundredths("points"),
                computed: hundredths("computed"),
                reported_only: hundredths("reported_only"),
            };
            prop_assert_eq!((&row["state"], &found), (&Value::from(expected.state), expected), "{}", row);
            sums.0 += expected.points.unwrap_or(0);
            if expected.state == "excluded" && expected.points.is_none() {
                sums.1 += plainly::hundredths(&row["maximum"]);
            }
        }
        let totals = &result["totals"];
        prop_assert_eq!(
            (plainly::hundredths(&totals["points"]), plainly::hundredths(&totals["excluded"]), &totals["maximum"]),
            (sums.0, sums.1, &Value::from("178"))
        );
        // converted = points / (178 − excluded) × 178
        let required = 17_800 - sums.1;
        let converted = if required == 0 { 0 } else { (2 * sums.0 * 17_800 + required) / (2 * required) };
        prop_assert_eq!(plainly::hundredths(&totals["converted"]), converted);

        let states = |list: &str, name: &str| -> BTreeMap<String, String> {
            result[list].as_array().unwrap().iter().map(|item| (text(&item[name]), text(&item["state"]))).collect()
        };
        let expected = |plain: &BTreeMap<String, &str>| -> BTreeMap<String, String> {
            plain.iter().map(|(name, state)| (name.clone(), (*state).to_owned())).collect()
        };
        prop_assert_eq!(states("units", "unit"), expected(&plain.units));
        prop_assert_eq!(states("files", "sha256"), expected(&plain.files));
        for item in result["files"].as_array().unwrap() {
            prop_assert_eq!(&item["late"], received[item["sha256"].as_str().unwrap()]);
        }

        // Any order, and files that come twice.
        let again = dice.below(files.len());
        files.push(files[again].clone());
        for index in (1..files.len()).rev() {
            files.swap(index, dice.below(index + 1));
        }
        decisions.overrides.reverse();
        prop_assert_eq!(consolidate(set(), DUE, 2018, &files, &decisions).to_bytes(), bytes);
        let written = decisions.to_json();
        prop_assert_eq!(Decisions::read(&written), Ok(decisions));
    }
}
