//! The JSON Schemas take what is really exported and refuse what the formats do not have.

mod signed_documents;

use serde_json::{Value, json};
use signed_documents::{CREATED_MS, appraisal, bytes, contribution, enrolment, key, signed, submission};
use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{self, ExportDetails};
use tucham::engine::json::{Json, read_json};
use tucham::engine::keys::SecretKey;
use tucham::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry, assess};
use tucham::engine::signed::{
    AppraisalV1, ContributionV1, EnrolmentV1, FileHash, FileId, Head, SubmissionV1, read_signed, sign,
};
use unicode_normalization::UnicodeNormalization;

const SUBMISSION: &str = include_str!("../schemas/tucham/submission/1.schema.json");
const APPRAISAL: &str = include_str!("../schemas/tucham/appraisal/1.schema.json");
const CONTRIBUTION: &str = include_str!("../schemas/tucham/contribution/1.schema.json");
const ENROLMENT: &str = include_str!("../schemas/tucham/enrolment/1.schema.json");

fn schema(text: &str) -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).expect("a schema");
    jsonschema::draft202012::new(&schema).expect("a schema")
}

fn value(document: &Json) -> Value {
    serde_json::from_slice(&bytes(document)).expect("JSON")
}

fn problems(schema: &jsonschema::Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % count
    }
}

/// Something that an officer may type: every fifth row is left open, every fifth "không phát sinh".
fn typed(criterion: &Criterion, dice: &mut Dice) -> Entry {
    let mut entry = Entry::default();
    match dice.below(5) {
        0 => {}
        1 => {
            entry.not_applicable = true;
            entry.explanation = "Không có \"thủ tục\"\r\nnào\u{202e} \u{1}trong năm".to_owned();
        }
        _ => match &criterion.scale {
            Scale::Choice { levels } => entry.level = Some(dice.below(levels.len() as u64) as usize),
            Scale::Share { .. } => entry.share = Some(dice.below(2) == 1),
            Scale::Count { whole: true, .. } => entry.count = dice.below(6).to_string(),
            Scale::Count { .. } => entry.count = format!("{},{}", dice.below(1000), dice.below(10)),
            Scale::Ratio { .. } | Scale::RatioBands { .. } => {
                let denominator = dice.below(40);
                entry.denominator = denominator.to_string();
                entry.numerator = dice.below(denominator + 1).to_string();
            }
        },
    }
    if dice.below(3) == 0 {
        let place = if dice.below(2) == 0 { "" } else { "trang 2" };
        entry.evidence = vec![
            EvidenceEntry {
                title: " Ba\u{301}o ca\u{301}o ".into(),
                reference: "15/BC-UBND".into(),
                place: place.into(),
                file: (dice.below(2) == 0).then(|| EvidenceFileEntry {
                    name: "kie\u{302}\u{309}m kê.pdf".into(),
                    size: dice.below(1 << 30),
                    sha256: FileHash([7; 32]),
                }),
            },
            EvidenceEntry { title: "Sổ".into(), ..EvidenceEntry::default() },
            EvidenceEntry::default(),
        ];
    }
    // A denominator of 0 with a rule, or a count beyond its limit: not this time.
    if assess(criterion, &entry).blocks_export() { Entry::default() } else { entry }
}

fn exported(unit: &str, dice: &mut Dice) -> SubmissionV1 {
    let set = &builtin().set;
    let unit = set.unit(unit).expect("a unit of the set");
    let rows: Vec<_> =
        assign(set, &unit.id).led.into_iter().map(|criterion| (criterion, typed(criterion, dice))).collect();
    let revision = 1 + dice.below(3);
    let prepared_by = PersonEntry {
        name: "Trâ\u{300}n Thị Bé ".into(),
        position: if dice.below(2) == 0 { String::new() } else { "Công chức".into() },
        phone: if dice.below(2) == 0 { String::new() } else { "0234\t000".into() },
        email: String::new(),
    };
    let approved_by = PersonEntry { name: "Lê Văn Ơn".into(), phone: "0234".into(), ..PersonEntry::default() };
    let details = ExportDetails {
        head: Head { id: FileId::new(CREATED_MS, &[dice.below(256) as u8; 10]), created_ms: CREATED_MS },
        period: 2018,
        revision,
        supersedes: (revision > 1).then_some(FileHash([0xef; 32])),
        prepared_by: &prepared_by,
        approved_by: &approved_by,
        nfc: &|text| text.nfc().collect(),
    };
    export::submission(set, unit, &rows, details).expect("an export")
}

#[test]
fn what_is_exported_fits_its_schema_and_reads_back() {
    let schema = schema(SUBMISSION);
    let mut rows_count = 0;
    for unit in &*builtin().set.units {
        let mut dice = Dice(unit.id.as_str().len() as u64);
        for _ in 0..4 {
            let submission = exported(unit.id.as_str(), &mut dice);
            let document = sign(submission.to_json(), &submission.head.created(), &key());
            assert_eq!(problems(&schema, &value(&document)), Vec::<String>::new(), "{}", unit.id);
            let (read, _) = read_signed(&bytes(&document)).expect("a good file");
            assert_eq!(SubmissionV1::read(&read).as_ref(), Ok(&submission));
            rows_count += submission.answers.len();
        }
    }
    assert!(rows_count > 2000, "every led criterion of every unit, four times: {rows_count}");
}

#[test]
fn texts_are_exported_clean() {
    let mut dice = Dice(1);
    let submission = exported("van-phong", &mut dice);
    assert_eq!(submission.prepared_by.name, "Trần Thị Bé");
    assert_eq!(submission.approved_by.phone, None);
    let explanations: Vec<_> = submission.answers.iter().filter_map(|row| row.explanation.as_deref()).collect();
    assert!(explanations.contains(&"Không có \"thủ tục\"\nnào  trong năm"), "{explanations:?}");
    let titles: Vec<_> = submission.answers.iter().flat_map(|row| &row.evidence).map(|it| it.title.as_str()).collect();
    assert!(titles.contains(&"Báo cáo") && titles.contains(&"Báo cáo, trang 2"), "{titles:?}");
}

#[test]
fn enrolments_fit_their_schema() {
    let schema = schema(ENROLMENT);
    for seed in 0..50 {
        let key = SecretKey::from_seed(&[seed; 32]);
        let with_key = EnrolmentV1 { public_key: key.public_key(), ..enrolment() };
        let document = sign(with_key.to_json(), &with_key.head.created(), &key);
        assert_eq!(problems(&schema, &value(&document)), Vec::<String>::new());
    }
}

#[test]
fn the_tests_own_submission_fits_so_that_each_change_below_is_what_is_refused() {
    assert_eq!(problems(&schema(SUBMISSION), &value(&signed(submission().to_json()))), Vec::<String>::new());
    assert_eq!(problems(&schema(ENROLMENT), &value(&signed(enrolment().to_json()))), Vec::<String>::new());
    assert_eq!(problems(&schema(APPRAISAL), &value(&signed(appraisal().to_json()))), Vec::<String>::new());
    assert_eq!(problems(&schema(CONTRIBUTION), &value(&signed(contribution().to_json()))), Vec::<String>::new());
}

/// Whether the reader takes the document. What stands in its signed part is signed again; a changed proof stays.
fn is_read(value: &Value, read: impl Fn(&Json) -> bool, proof_is_changed: bool) -> bool {
    let mut value = value.clone();
    if proof_is_changed {
        return read_signed(value.to_string().as_bytes()).is_ok_and(|(document, _)| read(&document));
    }
    value.as_object_mut().expect("an object").remove("proof");
    let Ok(document) = read_json(value.to_string().as_bytes()) else { return false };
    read_signed(&bytes(&signed(document))).is_ok_and(|(document, _)| read(&document))
}

fn is_submission(document: &Json) -> bool {
    SubmissionV1::read(document).is_ok()
}

fn is_appraisal(document: &Json) -> bool {
    AppraisalV1::read(document).is_ok()
}

fn is_contribution(document: &Json) -> bool {
    ContributionV1::read(document).is_ok()
}

fn is_enrolment(document: &Json) -> bool {
    EnrolmentV1::read(document).is_ok()
}

/// That schema and reader both refuse `good` with each of these values at these places.
fn assert_refused(schema: &jsonschema::Validator, read: impl Fn(&Json) -> bool, good: &Value, cases: &[(&str, Value)]) {
    assert!(is_read(good, &read, false) && is_read(good, &read, true), "what the cases are measured against");
    for (pointer, wrong) in cases {
        let mut changed = good.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = wrong.clone();
        assert!(!schema.is_valid(&changed), "the schema: {pointer} = {wrong}");
        assert!(!is_read(&changed, &read, pointer.starts_with("/proof")), "the reader: {pointer} = {wrong}");
    }
}

/// That the schema refuses `good` with one member more in any object, or one less but for those that may be absent.
fn assert_members_are_fixed(schema: &jsonschema::Validator, good: &Value, may_be_absent: &[&str]) {
    let mut objects = vec![String::new()];
    let mut index = 0;
    while index < objects.len() {
        let pointer = objects[index].clone();
        let found: Vec<(String, bool)> = match good.pointer(&pointer).expect("it was there") {
            Value::Object(members) => members.keys().map(|name| (name.replace('/', "~1"), true)).collect(),
            Value::Array(items) => (0..items.len()).map(|index| (index.to_string(), false)).collect(),
            _ => Vec::new(),
        };
        if let Some(Value::Object(_)) = good.pointer(&pointer) {
            let mut more = good.clone();
            more.pointer_mut(&pointer).unwrap()["unknown"] = json!("x");
            assert!(!schema.is_valid(&more), "{pointer}/unknown");
        }
        for (name, is_member) in found {
            if is_member && !may_be_absent.contains(&name.as_str()) {
                let mut less = good.clone();
                less.pointer_mut(&pointer).unwrap().as_object_mut().unwrap().remove(&name);
                assert!(!schema.is_valid(&less), "without {pointer}/{name}");
            }
            objects.push(format!("{pointer}/{name}"));
        }
        index += 1;
    }
    assert!(objects.len() > 15);
}

#[test]
fn members_are_neither_more_nor_less_than_the_formats() {
    let optional = ["phone", "email", "explanation", "evidence", "reference", "file"];
    let good = value(&signed(submission().to_json()));
    // A ratio whose denominator is 0 has no points; where else they may be absent, the next test says.
    assert_members_are_fixed(&schema(SUBMISSION), &good, &[&optional[..], &["points"]].concat());
    assert_members_are_fixed(&schema(ENROLMENT), &value(&signed(enrolment().to_json())), &optional);
    assert_members_are_fixed(&schema(APPRAISAL), &value(&signed(appraisal().to_json())), &[]);
    assert_members_are_fixed(&schema(CONTRIBUTION), &value(&signed(contribution().to_json())), &optional);
}

#[test]
fn points_and_explanations_stand_where_the_answer_wants_them() {
    let schema = schema(SUBMISSION);
    let good = value(&signed(submission().to_json()));
    let check = |row: Value, is_valid: bool| {
        let mut changed = good.clone();
        changed["answers"] = json!([row]);
        assert_eq!(schema.is_valid(&changed), is_valid, "the schema: {row}");
        assert_eq!(is_read(&changed, is_submission, false), is_valid, "the reader: {row}");
    };
    let share = json!({"kind": "share", "value": false});
    let zero = json!({"kind": "ratio", "numerator": "0", "denominator": "0"});
    let none = json!({"kind": "not_applicable"});
    check(json!({"criterion": "1.I.16", "answer": share, "points": "0"}), true);
    check(json!({"criterion": "1.I.16", "answer": share}), false);
    check(json!({"criterion": "1.I.16", "answer": {"kind": "choice", "level": 0}}), false);
    check(json!({"criterion": "1.I.16", "answer": {"kind": "count", "value": "1"}}), false);
    check(json!({"criterion": "1.I.16", "answer": zero}), true);
    check(json!({"criterion": "1.I.16", "answer": none, "explanation": "x"}), true);
    check(json!({"criterion": "1.I.16", "answer": none}), false);
    check(json!({"criterion": "1.I.16", "answer": none, "explanation": " \n"}), false);
    check(json!({"criterion": "1.I.16", "answer": none, "explanation": "x", "points": "0"}), false);
    check(json!({"criterion": "1.I.16", "answer": null}), true);
    check(json!({"criterion": "1.I.16", "answer": null, "explanation": "x"}), true);
    check(json!({"criterion": "1.I.16", "answer": null, "points": "0"}), false);
}

#[test]
fn wrong_submissions_are_refused() {
    let good = value(&signed(submission().to_json()));
    let key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
    let other = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
    let mut cases: Vec<(&str, Value)> = vec![
        ("/@context", json!("https://w3id.org/security/data-integrity/v2")),
        ("/@context", json!([])),
        ("/format", json!("tucham/submission/2")),
        ("/id", json!("urn:uuid:01927f3e-5a10-4c4b-9d21-3f6a8b0c1d01")),
        ("/id", json!("urn:uuid:01927F3E-5a10-7c4b-9d21-3f6a8b0c1d01")),
        ("/id", json!("urn:uuid:01927f3e-5a10-7c4b-1d21-3f6a8b0c1d01")),
        ("/created", json!("2018-10-12")),
        ("/created", json!("2018-10-12T08:30:00")),
        ("/created", json!("2018-10-12 08:30:00+07:00")),
        ("/created", json!("2018-13-12T08:30:00+07:00")),
        ("/created", json!("2018-10-12T24:30:00+07:00")),
        ("/created", json!(1_539_307_800)),
        ("/criteria_set/version", json!(0)),
        ("/criteria_set/version", json!("1")),
        ("/criteria_set/sha256", json!("AB".repeat(32))),
        ("/criteria_set/sha256", json!("ab".repeat(31))),
        ("/period", json!(2017)),
        ("/period", json!("2018")),
        ("/period", json!(2018.5)),
        ("/unit/id", json!("Xã Hương Phú")),
        ("/unit/id", json!("../x")),
        ("/unit/id", json!("")),
        ("/unit/id", json!("-xa")),
        ("/unit/id", json!("xa--phu")),
        ("/criteria_set/id", json!("nam dong")),
        ("/unit/name", json!(" ")),
        ("/revision", json!(0)),
        ("/revision", json!(2)),
        ("/revision", json!(9_007_199_254_740_992_u64)),
        ("/supersedes", json!("ab".repeat(32))),
        ("/supersedes", json!("")),
        ("/prepared_by/name", json!("")),
        ("/prepared_by/name", json!(null)),
        ("/prepared_by/name", json!("a\u{202e}b")),
        ("/prepared_by/name", json!("a\tb")),
        ("/prepared_by/phone", json!("")),
        ("/prepared_by/phone", json!(null)),
        ("/prepared_by/email", json!("")),
        ("/approved_by/position", json!(null)),
        ("/approved_by/name", json!("\u{a0}\n")),
        ("/answers", json!({})),
        ("/answers/0/criterion", json!("1.1.5")),
        ("/answers/0/criterion", json!("")),
        ("/answers/0/criterion", json!("1.I.05")),
        ("/answers/0/criterion", json!("1.i.5")),
        ("/answers/0/criterion", json!("1.I")),
        ("/answers/0/criterion", json!("1.I.5.1")),
        ("/answers/0/criterion", json!("1..5")),
        ("/answers/0/answer", json!("")),
        ("/answers/0/answer/level", json!(-1)),
        ("/answers/0/answer/level", json!("0")),
        ("/answers/0/answer/kind", json!("count")),
        ("/answers/0/answer/kind", json!("other")),
        ("/answers/1/answer/numerator", json!("12.5")),
        ("/answers/1/answer/numerator", json!(12)),
        ("/answers/4/answer/denominator", json!("0.5")),
        ("/answers/1/explanation", json!("")),
        ("/answers/1/evidence", json!([])),
        ("/answers/1/evidence", json!(null)),
        ("/answers/1/evidence/0/title", json!("")),
        ("/answers/1/evidence/0/reference", json!("")),
        ("/answers/1/evidence/0/file", json!(null)),
        ("/answers/1/evidence/0/file/name", json!("")),
        ("/answers/1/evidence/0/file/size", json!(-1)),
        ("/answers/1/evidence/0/file/size", json!(1.5)),
        ("/answers/2/answer/value", json!("true")),
        ("/totals/answered", json!("34")),
        ("/totals/assigned", json!(-1)),
        ("/proof/@context", json!(["https://w3id.org/security/data-integrity/v1"])),
        ("/proof/type", json!("Ed25519Signature2020")),
        ("/proof/cryptosuite", json!("eddsa-rdfc-2022")),
        ("/proof/proofPurpose", json!("authentication")),
        ("/proof/created", json!("")),
        ("/proof/verificationMethod", json!(format!("did:key:{key}"))),
        ("/proof/verificationMethod", json!(format!("did:key:{key}#{other}"))),
        ("/proof/proofValue", json!("")),
        ("/proof/proofValue", json!(format!("z{}", "0".repeat(88)))),
        ("/proof", json!({})),
        ("/proof", json!([])),
    ];
    for wrong in
        ["31.50", "1.", ".5", "1e2", "01", "-1", "+1", "0.0", "1,5", "", " 1", "1234567890123456", "0.000000000000001"]
    {
        for pointer in ["/totals/points", "/totals/converted", "/answers/0/points", "/answers/3/answer/value"] {
            cases.push((pointer, json!(wrong)));
        }
    }
    cases.push(("/totals/points", json!(31.5)));
    assert_refused(&schema(SUBMISSION), is_submission, &good, &cases);
}

#[test]
fn wrong_enrolments_are_refused() {
    let good = value(&signed(enrolment().to_json()));
    assert_refused(
        &schema(ENROLMENT),
        is_enrolment,
        &good,
        &[
            ("/format", json!("tucham/submission/1")),
            ("/public_key", json!("")),
            ("/public_key", json!("6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")),
            ("/public_key", json!("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ")),
            ("/public_key", json!("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ0")),
            ("/public_key", json!("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")),
            ("/contact", json!(null)),
            ("/contact/name", json!("\u{0}")),
            ("/contact/name", json!(null)),
            ("/contact/phone", json!("")),
            ("/contact/phone", json!(null)),
            ("/unit", json!("xa-huong-phu")),
            ("/created", json!("yesterday")),
            ("/proof/proofPurpose", json!("keyAgreement")),
        ],
    );
}

#[test]
fn wrong_appraisals_are_refused() {
    let good = value(&signed(appraisal().to_json()));
    let mut cases: Vec<(&str, Value)> = vec![
        ("/format", json!("tucham/submission/1")),
        ("/revision", json!(0)),
        ("/revision", json!("1")),
        ("/period", json!(2017)),
        ("/submission", json!(null)),
        ("/submission/id", json!("urn:uuid:01927f3e-5a10-4c4b-9d21-3f6a8b0c1d01")),
        ("/submission/revision", json!(0)),
        ("/submission/sha256", json!("AB".repeat(32))),
        ("/rows", json!({})),
        ("/rows/0/criterion", json!("1.1.5")),
        ("/rows/0/remark", json!(null)),
        ("/rows/0/remark", json!("a\u{202e}b")),
        ("/rows/0/self", json!(1)),
        ("/totals", json!([])),
        ("/unit/id", json!("../x")),
    ];
    for wrong in ["31.50", "1.", "1e2", "01", "-1", "1,5", ""] {
        for pointer in ["/rows/0/self", "/rows/0/appraised", "/totals/appraised", "/totals/converted"] {
            cases.push((pointer, json!(wrong)));
        }
    }
    assert_refused(&schema(APPRAISAL), is_appraisal, &good, &cases);
}

#[test]
fn wrong_contributions_are_refused() {
    let good = value(&signed(contribution().to_json()));
    let cases = [
        ("/format", json!("tucham/submission/1")),
        ("/revision", json!(0)),
        ("/revision", json!(2)),
        ("/supersedes", json!("ab".repeat(32))),
        ("/prepared_by/name", json!(" ")),
        ("/items", json!([])),
        ("/items", json!({})),
        ("/items/0/criterion", json!("1.I.05")),
        ("/items/0/answer", json!(null)),
        ("/items/0/answer/level", json!(-1)),
        ("/items/1/answer/numerator", json!("12.5")),
        ("/items/1/note", json!(null)),
        ("/items/1/note", json!("a\tb")),
        // "Không phát sinh" without a reason.
        ("/items/5/note", json!(" ")),
        ("/items/5/note", json!("")),
    ];
    assert_refused(&schema(CONTRIBUTION), is_contribution, &good, &cases);
}
