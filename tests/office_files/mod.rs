//! Submissions of real units by the real export, signed by keys of the tests' own.

// Each test takes its part of these.
#![allow(dead_code)]

pub mod golden;

use tucham::engine::assignment::{Leads, assign};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaSet, Criterion, DueBefore, Unit, UnitId};
use tucham::engine::draft::PersonEntry;
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::json::write_pretty;
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{JudgedFile, Office, Roster, judge};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileHash, FileId, Head, RosterLine, SubmissionV1, sign, write_multikey};

/// 2018-10-12T08:30:00+07:00
pub const CREATED_MS: i64 = 1_539_307_800_000;

/// "trước ngày 30/10"
pub const DUE: DueBefore = DueBefore { month: 10, day: 30 };

pub fn set() -> &'static CriteriaSet {
    &builtin().set
}

pub fn leads() -> &'static Leads<'static> {
    static LEADS: std::sync::LazyLock<Leads<'static>> = std::sync::LazyLock::new(|| Leads::of(set()));
    &LEADS
}

pub fn unit(id: &str) -> &'static Unit {
    set().unit(id).expect(id)
}

/// A key of this unit; `number` 0 is the enrolled one.
pub fn key_of(unit: &str, number: u8) -> SecretKey {
    let mut seed = [number; 32];
    for (place, byte) in seed.iter_mut().zip(unit.bytes()) {
        *place ^= byte;
    }
    SecretKey::from_seed(&seed)
}

pub fn public(key: &SecretKey) -> String {
    write_multikey(&key.public_key())
}

/// Every unit's key number 0, from a day before the files were made.
pub fn roster() -> Roster {
    let lines = set().units.iter().map(|unit| RosterLine {
        unit: unit.id.clone(),
        key: public(&key_of(unit.id.as_str(), 0)),
        from_ms: CREATED_MS - 86_400_000,
        until_ms: None,
    });
    Roster { lines: lines.collect() }
}

/// A unit's submission, with what `entry` gives for each criterion that it leads.
pub fn submission_of(id: &str, revision: u64, mut entry: impl FnMut(&Criterion) -> Entry) -> SubmissionV1 {
    let unit = unit(id);
    let led = assign(set(), &UnitId(id.to_owned().into())).led;
    let rows: Vec<_> = led.into_iter().map(|criterion| (criterion, entry(criterion))).collect();
    let person = PersonEntry { name: "Trần Thị Bé".into(), ..PersonEntry::default() };
    let details = ExportDetails {
        head: Head { id: FileId::new(CREATED_MS, &[revision as u8; 10]), created_ms: CREATED_MS },
        period: 2018,
        revision,
        supersedes: (revision > 1).then_some(FileHash([1; 32])),
        prepared_by: &person,
        approved_by: &person,
        nfc: &|text| text.to_owned(),
    };
    submission(set(), unit, &rows, details).expect("the answers can be exported")
}

/// The file of a submission.
pub fn file(submission: &SubmissionV1, key: &SecretKey) -> Vec<u8> {
    write_pretty(&sign(submission.to_json(), &submission.head.created(), key)).into_bytes()
}

/// Judges a file as the office does, with every unit's key enrolled.
pub fn judged(bytes: &[u8]) -> JudgedFile {
    let roster = roster();
    judge(Office { set: set(), leads: leads(), roster: &roster, period: Some(2018), now_ms: Some(CREATED_MS) }, bytes)
}
