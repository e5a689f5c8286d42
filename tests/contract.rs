//! What programs are told: points row by row, faults with their place, and numbers at the edge of what anybody may write.

mod small_set;

use serde_json::{Value, json};
use small_set::{CREATED_MS, UNIT, key, small_set, source, submission};
use tucham::contract::{Fault, open_criteria_set, read_knowledge, score, scored_to_json};
use tucham::engine::criteria::source::SetSource;
use tucham::engine::criteria::{CriteriaFile, CriteriaSet, check};
use tucham::engine::json::{write_canonical, write_pretty};
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1, sign};

fn scored(set: &CriteriaSet, document: &Value) -> Result<Value, Fault> {
    let bytes = document.to_string();
    let scored = score(set, bytes.as_bytes())?;
    Ok(serde_json::from_str(&write_canonical(&scored_to_json(set, &scored))).expect("JSON"))
}

fn set_file(file: &CriteriaFile) -> String {
    let head = Head { id: FileId::new(CREATED_MS, &[7; 10]), created_ms: CREATED_MS };
    let office = OfficeV1 { name: "Văn phòng".into(), ..OfficeV1::default() };
    write_pretty(&sign(CriteriaSetV1::document(&head, file, &[], &office), &head.created(), &key(9)))
}

fn answer(number: u32, answer: Value) -> Value {
    json!({"criterion": format!("1.I.{number}"), "answer": answer})
}

#[test]
fn every_state_of_a_row_is_told_apart() {
    let file = small_set();
    let told = scored(
        &file.set,
        &json!({"unit": UNIT, "answers": [
            answer(7, json!({"kind": "not_applicable"})),
            answer(3, json!({"kind": "ratio", "numerator": "0", "denominator": "0"})),
            answer(6, json!({"kind": "ratio_bands", "numerator": "71", "denominator": "100"})),
            answer(2, json!({"kind": "count", "value": "13"})),
            answer(1, json!(null)),
            {"criterion": "1.I.9", "answer": {"kind": "not_applicable"}, "explanation": "Chưa được cấp"},
        ]}),
    );
    let told = told.unwrap();
    let rows: Vec<(&str, &str, &str)> = told["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |name: &str| row[name].as_str().unwrap_or_default();
            (text("criterion"), text("state"), if row["points"].is_string() { text("points") } else { text("problem") })
        })
        .collect();
    let expected = [
        ("1.I.1", "unanswered", ""),
        ("1.I.2", "problem", "above-limit"),
        ("1.I.3", "denominator-zero", ""),
        ("1.I.4", "unanswered", ""),
        ("1.I.5", "unanswered", ""),
        ("1.I.6", "scored", "1"),
        ("1.I.7", "problem", "explanation-missing"),
        ("1.I.9", "excluded", ""),
    ];
    assert_eq!(rows, expected);
    assert_eq!(
        told["totals"],
        // 1 / 7 × 8 = 1,142857… → 1,14
        json!({"points": "1", "maximum": "8", "excluded": "1", "converted": "1.14", "answered": 2, "assigned": 8})
    );
    assert_eq!(told["groups"][0]["sections"][0], json!({"section": "1.I", "totals": told["totals"].clone()}));
}

#[test]
fn a_submission_claims_and_bare_answers_do_not() {
    let file = small_set();
    let mut claimed = submission(&file);
    claimed.totals.points = 7.into();
    let document: Value = serde_json::from_str(&write_canonical(&claimed.to_json())).unwrap();
    let told = scored(&file.set, &document).unwrap();
    assert_eq!(told["differences"], json!([{"criterion": "totals.points", "claimed": "7", "computed": "5.36"}]));
    let rows = document["answers"].as_array().unwrap().iter().map(|row| {
        let mut row = row.clone();
        row.as_object_mut().unwrap().retain(|name, _| ["criterion", "answer", "explanation"].contains(&name.as_str()));
        row
    });
    let bare = scored(&file.set, &json!({"unit": UNIT, "answers": rows.collect::<Vec<_>>()})).unwrap();
    assert_eq!((&bare["answers"], &bare["totals"]), (&told["answers"], &told["totals"]));
    assert_eq!(bare.get("differences"), None);
}

#[test]
fn what_cannot_be_scored_is_told_with_its_place() {
    let file = small_set();
    let yes = json!({"kind": "choice", "level": 0});
    let mut impossible: Value = serde_json::from_str(&write_canonical(&submission(&file).to_json())).unwrap();
    impossible["answers"][0]["answer"]["level"] = 9.into();
    for (document, code, place) in [
        (json!([]), "invalid", "answers"),
        (json!({}), "missing", "answers:answers"),
        (json!({"answers": {}}), "invalid", "answers:answers"),
        (json!({"answers": [], "points": "1"}), "unknown-member", "answers:points"),
        (json!({"unit": "xa-khac", "answers": []}), "unknown-unit", "answers:unit"),
        (json!({"unit": "Xa", "answers": []}), "invalid", "answers:unit"),
        (json!({"unit": null, "answers": []}), "invalid", "answers:unit"),
        (json!({"answers": [answer(8, yes.clone())]}), "unknown-criterion", "answers:answers[0].criterion"),
        (
            json!({"answers": [answer(1, yes.clone()), answer(1, yes.clone())]}),
            "criterion-twice",
            "answers:answers[1].criterion",
        ),
        (
            json!({"answers": [answer(1, json!({"kind": "choice", "level": -1}))]}),
            "invalid",
            "answers:answers[0].answer.level",
        ),
        (
            json!({"answers": [answer(2, json!({"kind": "count", "value": 3}))]}),
            "invalid",
            "answers:answers[0].answer.value",
        ),
        (
            json!({"answers": [answer(2, json!({"kind": "count", "value": "3.0"}))]}),
            "invalid",
            "answers:answers[0].answer.value",
        ),
        (json!({"answers": [{"criterion": "1.I.1"}]}), "missing", "answers:answers[0].answer"),
        (
            json!({"answers": [{"criterion": "1.I.1", "answer": yes, "points": "1"}]}),
            "unknown-member",
            "answers:answers[0].points",
        ),
        (json!({"format": "tucham/submission/2"}), "missing", "answers:@context"),
        (impossible, "impossible-answer", "answers:1.I.1"),
    ] {
        let fault = scored(&file.set, &document).expect_err(place);
        assert_eq!((fault.code, fault.place.as_str()), (code, place), "{document}: {}", fault.message);
        assert!(!fault.message.is_empty());
    }
    for (bytes, code, place) in [
        (&b"{\"answers\": [\n 1.5]}"[..], "not-integer", "answers:2:5"),
        (b"{", "end", "answers:1:2"),
        (b"\xff", "not-utf-8", "answers"),
        (b"{\"answers\": [], \"answers\": []}", "duplicate-member", "answers:1:26"),
    ] {
        let fault = score(&file.set, bytes).expect_err(place);
        assert_eq!((fault.code, fault.place.as_str()), (code, place));
    }
}

#[test]
fn a_unit_is_not_asked_for_what_another_leads() {
    let set = &tucham::engine::builtin::builtin().set;
    let document = json!({"unit": "noi-vu", "answers": [{"criterion": "1.I.16", "answer": null}]});
    let fault = scored(set, &document).unwrap_err();
    assert_eq!((fault.code, fault.place.as_str()), ("not-led", "answers:answers[0].criterion"));
}

#[test]
fn what_an_office_knows_is_read_strictly() {
    let set = &small_set().set;
    let read = |document: Value| read_knowledge(set, document.to_string().as_bytes());
    let known = read(json!({"now": "2018-10-12T01:30:00.000Z", "period": 2018})).unwrap();
    assert_eq!((known.now_ms, known.period), (Some(CREATED_MS), Some(2018)));
    let known = read(json!({"now": null, "period": null})).unwrap();
    assert_eq!((known.now_ms, known.period), (None, None));
    let line = json!({"unit": UNIT, "key": "z6Mk", "from": "2018-01-01T00:00:00+07:00", "until": null});
    for (document, code, place) in [
        (json!(null), "invalid", "office"),
        (json!({}), "missing", "office:now"),
        (json!({"now": 1539307800}), "invalid", "office:now"),
        (json!({"now": "hôm nay"}), "invalid", "office:now"),
        (json!({"now": null, "period": "2018"}), "invalid", "office:period"),
        (json!({"now": null, "period": 2017}), "invalid", "office:period"),
        (json!({"now": null, "roster": {}}), "invalid", "office:roster"),
        (json!({"now": null, "roster": [line]}), "invalid", "office:roster[0].key"),
        (json!({"now": null, "decisions": []}), "invalid", "office:decisions"),
        (json!({"now": null, "decisions": {"other": []}}), "unknown-member", "office:decisions.other"),
        (json!({"now": null, "decisions": {"settled": ["ab"]}}), "invalid", "office:decisions.settled[0]"),
        (json!({"now": null, "clock": 1}), "unknown-member", "office:clock"),
        (
            json!({"now": null, "decisions": {"overrides": [{"criterion": "1.I.1", "points": "9", "reason": "x"}]}}),
            "override",
            "office:decisions.overrides[0]",
        ),
    ] {
        let fault = read(document).expect_err(place);
        assert_eq!((fault.code, fault.place.as_str()), (code, place), "{}", fault.message);
    }
}

#[test]
fn a_criteria_set_opens_only_whole_and_signed() {
    let text = set_file(&small_set());
    assert_eq!(open_criteria_set(text.as_bytes()).unwrap().set, small_set().set);
    let mut unsigned: Value = serde_json::from_str(&text).unwrap();
    unsigned.as_object_mut().unwrap().remove("proof");
    let mut with_more: Value = serde_json::from_str(&text).unwrap();
    with_more["proof"]["nonce"] = "1".into();
    for (changed, code, place) in [
        (unsigned.to_string(), "unsigned", "criteria_set"),
        (with_more.to_string(), "unknown-member", "criteria_set:proof.nonce"),
        (text.replace("Nhóm một", "Nhóm hai"), "signature", "criteria_set"),
        (text.replace("assertionMethod", "authentication"), "invalid", "criteria_set:proof.proofPurpose"),
        (text[..99].to_owned(), "end", "criteria_set:5:3"),
    ] {
        let fault = open_criteria_set(changed.as_bytes()).expect_err(place);
        assert_eq!(fault.code, code, "{fault:?}");
        assert!(fault.place.starts_with(place.split(':').next().unwrap()), "{fault:?}");
        assert!(code == "end" || fault.place == place, "{fault:?}");
    }
}

/// The small set with another maximum, or another edge between the two levels of its ratio bands.
fn changed_set(maximum: &str, total: &str, edge: &str) -> SetSource {
    let mut source = source();
    let group = &mut source.groups[0].content;
    group.maximum = total.to_owned();
    group.section[0].maximum = total.to_owned();
    for criterion in &mut group.section[0].criterion {
        criterion.maximum = maximum.to_owned();
        let levels = [
            criterion.choice.as_mut().map(|scale| &mut scale.levels),
            criterion.count.as_mut().map(|scale| &mut scale.levels),
            criterion.ratio_bands.as_mut().map(|scale| &mut scale.levels),
        ];
        for level in levels.into_iter().flatten().flatten() {
            if level.points == "1" {
                level.points = maximum.to_owned();
            }
            for bound in [&mut level.above, &mut level.to].into_iter().flatten().filter(|bound| *bound == "70") {
                *bound = edge.to_owned();
            }
        }
    }
    source
}

#[test]
fn the_largest_numbers_that_a_file_may_have_end_no_program() {
    const MOST: &str = "999999999999999";
    let file = check(&changed_set("1000000", "8000000", MOST)).expect("the set is right");
    let ratio = |kind: &str, numerator: &str| json!({"kind": kind, "numerator": numerator, "denominator": MOST});
    let told = scored(
        &file.set,
        &json!({"unit": UNIT, "answers": [
            answer(1, json!({"kind": "choice", "level": 0})),
            answer(3, ratio("ratio", "999999999999998")),
            answer(6, ratio("ratio_bands", MOST)),
            {"criterion": "1.I.9", "answer": {"kind": "not_applicable"}, "explanation": "x"},
        ]}),
    );
    let told = told.unwrap();
    // 999999999999998 / 999999999999999 × 1000000 = 999999,999999998… → 1000000
    assert_eq!(told["answers"][2]["points"], "1000000");
    // 100% is far below the edge of 999999999999999%.
    assert_eq!(told["answers"][5]["points"], "0");
    // 2000000 / 7000000 × 8000000 = 2285714,285714… → 2285714,29
    assert_eq!(told["totals"]["converted"], "2285714.29");
    assert!(check(&changed_set("1000000.01", "8000000.08", MOST)).is_err());
}
