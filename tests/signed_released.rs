//! Files as they were first released: they still open, verify, and are written again byte for byte.
//!
//! A file here is never changed. A format that changes gets a new number, and its files stand beside these.

use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Criterion, Scale};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{self, ExportDetails};
use tucham::engine::json::{read_json, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::sheet::{Entry, EvidenceEntry};
use tucham::engine::signed::{
    Contact, EnrolmentV1, FileHash, FileId, Head, SubmissionV1, UnitReference, digits, file_hash, read_signed, sign,
    write_multikey,
};

const SUBMISSION: &[u8] = include_bytes!("vectors/released/submission_v1.json");
const ENROLMENT: &[u8] = include_bytes!("vectors/released/enrolment_v1.json");

/// A key for these files only; its secret is no secret.
fn key() -> SecretKey {
    SecretKey::from_seed(&std::array::from_fn(|index| index as u8))
}

/// 2018-10-12T08:30:00+07:00 and fixed bytes where the app takes random ones.
fn head(random: u8) -> Head {
    Head { id: FileId::new(1_539_307_800_000, &[random; 10]), created_ms: 1_539_307_800_000 }
}

fn typed(criterion: &Criterion, index: usize) -> Entry {
    let mut entry = Entry::default();
    match &criterion.scale {
        _ if index == 3 => {}
        _ if index == 4 => {
            entry.not_applicable = true;
            entry.explanation = "Chưa được cấp chữ ký số\nSẽ bổ sung".to_owned();
        }
        Scale::Choice { .. } => entry.level = Some(index % 2),
        Scale::Count { .. } => entry.count = (index % 5).to_string(),
        Scale::Share { .. } => entry.share = Some(index.is_multiple_of(2)),
        Scale::Ratio { .. } | Scale::RatioBands { .. } => {
            entry.numerator = index.to_string();
            entry.denominator = "37".to_owned();
        }
    }
    if index == 5 {
        entry.explanation = "Theo biên bản \"kiểm kê\"".to_owned();
        entry.evidence = vec![EvidenceEntry {
            title: "Biên bản kiểm kê".to_owned(),
            reference: "15/BC-UBND".to_owned(),
            place: "mục 2".to_owned(),
            file: None,
        }];
    }
    entry
}

/// What the app exported when the format was first written.
fn submission() -> SubmissionV1 {
    let set = &builtin().set;
    let unit = set.unit("xa-huong-phu").expect("a unit of the set");
    let rows: Vec<_> = assign(set, &unit.id)
        .led
        .into_iter()
        .enumerate()
        .map(|(index, criterion)| (criterion, typed(criterion, index)))
        .collect();
    let person = |name: &str, position: &str, phone: &str| PersonEntry {
        name: name.to_owned(),
        position: position.to_owned(),
        phone: phone.to_owned(),
        email: String::new(),
    };
    let details = ExportDetails {
        head: head(0x2a),
        period: 2018,
        revision: 2,
        supersedes: Some(FileHash([0x11; 32])),
        prepared_by: &person("Trần Thị Bé", "Văn phòng – Thống kê", "0234 000 000"),
        approved_by: &person("Lê Văn Ơn", "Chủ tịch", ""),
        nfc: &str::to_owned,
    };
    export::submission(set, unit, &rows, details).expect("an export")
}

fn enrolment() -> EnrolmentV1 {
    EnrolmentV1 {
        head: head(0x2b),
        unit: UnitReference { id: "xa-huong-phu".into(), name: "UBND xã Hương Phú".into() },
        public_key: key().public_key(),
        contact: Contact { name: "Trần Thị Bé".into(), phone: Some("0234 000 000".into()) },
    }
}

/// `cargo test --test signed_released -- --nocapture made_again` prints both files, for the next version of a format;
/// they are put into `tests/vectors/released` by hand, once.
#[test]
fn the_files_are_made_again_with_the_same_key_clock_and_random_bytes() {
    let released = SubmissionV1::read(&read_json(SUBMISSION).expect("JSON")).expect("a submission");
    // The built-in set may have gone on since; which criteria there were, and how they score, is the set's business.
    assert_eq!(submission().head, released.head);
    assert_eq!(submission().prepared_by, released.prepared_by);
    for (document, created) in
        [(submission().to_json(), submission().head.created()), (enrolment().to_json(), enrolment().head.created())]
    {
        let file = write_pretty(&sign(document, &created, &key()));
        assert_eq!(read_signed(file.as_bytes()).map(|(_, proof)| proof.key), Ok(key().public_key()));
        println!("{file}");
    }
}

#[test]
fn the_released_submission_opens_and_is_written_again_byte_for_byte() {
    let (document, proof) = read_signed(SUBMISSION).expect("a good file");
    assert_eq!(proof.key, key().public_key());
    assert_eq!(proof.created_ms, 1_539_307_800_000);
    let submission = SubmissionV1::read(&document).expect("a submission");
    assert_eq!(submission.file_name(), "tucham_2018_xa-huong-phu_r2.json");
    assert_eq!((submission.answers.len(), submission.totals.answered), (35, 34));
    let again = sign(submission.to_json(), &submission.head.created(), &key());
    assert_eq!(write_pretty(&again).as_bytes(), SUBMISSION);
}

#[test]
fn the_released_enrolment_opens_and_is_written_again_byte_for_byte() {
    let (document, proof) = read_signed(ENROLMENT).expect("a good file");
    let read = EnrolmentV1::read(&document).expect("an enrolment");
    assert_eq!(read, enrolment());
    assert_eq!(read.public_key, proof.key);
    let again = sign(read.to_json(), &read.head.created(), &key());
    assert_eq!(write_pretty(&again).as_bytes(), ENROLMENT);
}

#[test]
fn hashes_and_digits_of_the_released_files_stay() {
    // Computed with Python's `hashlib`, not with this program.
    let hash = |file: &[u8]| file_hash(&read_json(file).expect("JSON"));
    let key_digits = digits(&FileHash::of_key(&key().public_key()));
    assert_eq!(
        [hash(SUBMISSION).to_string(), hash(ENROLMENT).to_string(), digits(&hash(SUBMISSION)), key_digits],
        [
            "20ed6492dbe0fbdd18137b46f51e9756ed0abdc699063b8ff5937e256f72f24b",
            "1b933f58ab9795ca225892df3729e5ba4d51e1eadb8b24d2a09271770bfe74da",
            "44859 45139 46679 91590 63061 75090",
            "10868 26021 16682 25109 70420 06375"
        ]
    );
    assert_eq!(write_multikey(&key().public_key()), "z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd");
}
