//! Properties of signed files: no bytes panic, what is written reads back, and the canonical form stays.

mod signed_documents;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use rust_decimal::Decimal;
use signed_documents::{bytes, key, signed, submission, unit};
use tucham::engine::json::{Json, read_json, write_canonical, write_pretty};
use tucham::engine::keys::read_key_file;
use tucham::engine::signed::{
    AnswerRow, AnswerV1, EnrolmentV1, Evidence, EvidenceFile, FileHash, FileId, Head, Person, SetReference,
    SubmissionV1, TotalsV1, UnitReference, file_hash, is_hidden, parse_time, public_key_of, read_signed, sign, verify,
    write_time,
};

fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.chars().filter(|character| !is_hidden(*character)).collect())
}

fn some_text() -> impl Strategy<Value = String> {
    text().prop_filter("not empty", |text| !text.is_empty())
}

/// A text that is not blank.
fn word() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("{text}ô"))
}

fn slug() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}"
}

fn whole() -> impl Strategy<Value = Decimal> {
    (0_i64..1_000_000_000_000_000).prop_map(|number| Decimal::new(number, 0))
}

fn decimal() -> impl Strategy<Value = Decimal> {
    (0_i64..1_000_000_000_000_000, 0_u32..=14).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale).normalize())
}

fn hash() -> impl Strategy<Value = FileHash> {
    any::<[u8; 32]>().prop_map(FileHash)
}

fn answer() -> impl Strategy<Value = AnswerV1> {
    prop_oneof![
        any::<u32>().prop_map(|level| AnswerV1::Choice { level }),
        decimal().prop_map(|value| AnswerV1::Count { value }),
        (whole(), whole()).prop_map(|(numerator, denominator)| AnswerV1::Ratio { numerator, denominator }),
        any::<bool>().prop_map(|value| AnswerV1::Share { value }),
        (whole(), whole()).prop_map(|(numerator, denominator)| AnswerV1::RatioBands { numerator, denominator }),
        Just(AnswerV1::NotApplicable),
    ]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    let file = (word(), 0_u64..1 << 53, hash()).prop_map(|(name, size, sha256)| EvidenceFile { name, size, sha256 });
    (word(), option::of(some_text()), option::of(file)).prop_map(|(title, reference, file)| Evidence {
        title,
        reference,
        file,
    })
}

/// A row whose members agree: points where the answer scores, a reason where nothing applies.
fn row() -> impl Strategy<Value = AnswerRow> {
    let code = "[1-9][0-9]{0,2}\\.[IVX]{1,4}\\.[1-9][0-9]{0,2}";
    (code, option::of(answer()), option::of(decimal()), option::of(some_text()), word(), vec(evidence(), 0..3))
        .prop_map(|(criterion, answer, points, explanation, reason, evidence)| {
            let (points, explanation) = match answer {
                None => (None, explanation),
                Some(AnswerV1::NotApplicable) => (None, Some(reason)),
                Some(AnswerV1::Ratio { .. } | AnswerV1::RatioBands { .. }) => (points, explanation),
                Some(_) => (Some(points.unwrap_or_default()), explanation),
            };
            AnswerRow { criterion, answer, points, explanation, evidence }
        })
}

fn person() -> impl Strategy<Value = Person> {
    (word(), text(), option::of(some_text()), option::of(some_text()))
        .prop_map(|(name, position, phone, email)| Person { name, position, phone, email })
}

/// Whole seconds from 1970 to 9999, as the wire has them.
fn head() -> impl Strategy<Value = Head> {
    (0_i64..253_370_000_000, any::<[u8; 10]>())
        .prop_map(|(seconds, random)| Head { id: FileId::new(seconds * 1000, &random), created_ms: seconds * 1000 })
}

fn totals() -> impl Strategy<Value = TotalsV1> {
    (decimal(), decimal(), decimal(), decimal(), 0_u64..1 << 53, 0_u64..1 << 53).prop_map(
        |(points, maximum, excluded, converted, answered, assigned)| TotalsV1 {
            points,
            maximum,
            excluded,
            converted,
            answered,
            assigned,
        },
    )
}

fn any_submission() -> impl Strategy<Value = SubmissionV1> {
    let set = (slug(), 1_u32.., hash()).prop_map(|(id, version, sha256)| SetReference {
        id,
        version,
        sha256: sha256.to_string(),
    });
    let place = (set, 2018_u16..=9999, slug(), word(), 1_u64..1 << 53, hash());
    (head(), place, person(), person(), vec(row(), 0..6), totals()).prop_map(
        |(head, (criteria_set, period, id, name, revision, before), prepared_by, approved_by, answers, totals)| {
            SubmissionV1 {
                head,
                criteria_set,
                period,
                unit: UnitReference { id, name },
                revision,
                supersedes: (revision > 1).then_some(before),
                prepared_by,
                approved_by,
                answers,
                totals,
            }
        },
    )
}

fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Json::integer),
        any::<String>().prop_map(Json::String),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Json::Array),
            proptest::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|members| Json::Object(members.into_iter().rev().collect())),
        ]
    })
}

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: std::sync::OnceLock<jsonschema::Validator> = std::sync::OnceLock::new();
    SCHEMA.get_or_init(|| {
        let text = include_str!("../schemas/tucham/submission/1.schema.json");
        jsonschema::draft202012::new(&serde_json::from_str(text).expect("JSON")).expect("a schema")
    })
}

/// Everything that reads bytes or text from outside.
fn read_all(bytes: &[u8]) {
    let _ = read_json(bytes);
    if let Ok((document, _)) = read_signed(bytes) {
        let _ = SubmissionV1::read(&document);
        let _ = EnrolmentV1::read(&document);
    }
    let text = String::from_utf8_lossy(bytes);
    let _ = (parse_time(&text), FileId::parse(&text), FileHash::parse(&text), public_key_of(&text));
    let _ = read_key_file(&text, "");
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..300)) {
        read_all(&bytes);
    }

    #[test]
    fn no_text_that_looks_right_panics(text in "[\\[\\]{}\",:0-9a-fzZT.+\\-\\\\un ]{0,80}") {
        read_all(text.as_bytes());
    }

    #[test]
    fn no_damaged_file_panics_and_none_reads_as_another(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = bytes(&signed(submission().to_json()));
        let index = place.index(file.len());
        file[index] = byte;
        read_all(&file);
        if let Ok((document, _)) = read_signed(&file) {
            // White space may differ; what was signed may not.
            prop_assert_eq!(SubmissionV1::read(&document), Ok(submission()));
        }
    }

    #[test]
    fn no_document_panics_though_it_is_signed(document in json()) {
        let members = match document {
            Json::Object(members) => members,
            other => vec![("answers".to_owned(), other)],
        };
        let mut changed = submission().to_json();
        let Json::Object(all) = &mut changed else { unreachable!("a submission is an object") };
        for (index, (_, value)) in members.into_iter().enumerate() {
            let count = all.len();
            all[4 + index % (count - 4)].1 = value;
        }
        let changed = signed(changed);
        // Names such as "proof" are the generator's to hit; the signature itself always stands.
        prop_assert!(verify(&changed).is_ok());
        let _ = SubmissionV1::read(&changed);
        let _ = EnrolmentV1::read(&changed);
    }

    #[test]
    fn a_submission_reads_back_as_it_was_written(submission in any_submission()) {
        let document = sign(submission.to_json(), &submission.head.created(), &key());
        let file = bytes(&document);
        let (read, proof) = read_signed(&file).expect("a good file");
        prop_assert_eq!(proof.key, key().public_key());
        prop_assert_eq!(proof.created_ms, submission.head.created_ms);
        let back = SubmissionV1::read(&read).expect("a good submission");
        prop_assert_eq!(&back, &submission);
        let value: serde_json::Value = serde_json::from_slice(&file).expect("JSON");
        prop_assert!(schema().is_valid(&value), "what is read fits the schema");
        // The same words again, so the same bytes and the same file hash.
        let again = sign(back.to_json(), &back.head.created(), &key());
        prop_assert_eq!(bytes(&again), file);
        prop_assert_eq!(file_hash(&again), file_hash(&document));
    }

    #[test]
    fn json_reads_back_and_its_canonical_form_stays(value in json()) {
        let canonical = write_canonical(&value);
        let back = read_json(write_pretty(&value).as_bytes()).expect("what was written");
        prop_assert_eq!(&back, &value);
        prop_assert_eq!(&write_canonical(&back), &canonical);
        let from_canonical = read_json(canonical.as_bytes()).expect("what was written");
        prop_assert_eq!(&write_canonical(&from_canonical), &canonical);
    }

    #[test]
    fn canonical_form_is_json_to_another_reader(value in json()) {
        let canonical = write_canonical(&value);
        let other: serde_json::Value = serde_json::from_str(&canonical).expect("JSON");
        let same: serde_json::Value = serde_json::from_str(&write_pretty(&value)).expect("JSON");
        prop_assert_eq!(other, same);
    }

    #[test]
    fn times_read_back(ms in 0_i64..253_370_000_000_000) {
        let text = write_time(ms).expect("a year of four digits");
        prop_assert_eq!(parse_time(&text), Some(ms - ms % 1000));
    }
}

#[test]
fn every_unit_id_gives_one_file_name() {
    assert_eq!(submission().file_name(), "tucham_2018_xa-huong-phu_r1.json");
    assert_eq!(signed_documents::enrolment().file_name(), format!("tucham_dangky_{}.json", unit().id));
}
