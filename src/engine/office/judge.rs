//! Judges one file that came by mail: by its bytes, its signature, the criteria set, and the roster of keys.

use sha2::{Digest, Sha256};

use super::rescore::rescore;
use super::{JudgedFile, Reason, Roster, Verdict, Warning};
use crate::engine::assignment::Leads;
use crate::engine::criteria::CriteriaSet;
use crate::engine::json::{Json, JsonError, MAX_BYTES, read_json};
use crate::engine::signed::{EnrolmentV1, FileHash, ReadError, SubmissionV1, file_hash, verify, write_multikey};

/// What an office may be sent, or send, besides submissions.
const OTHER_FORMATS: [&str; 4] =
    [EnrolmentV1::FORMAT, "tucham/criteria-set/1", "tucham/contribution/1", "tucham/appraisal/1"];
const DAY_MS: i64 = 24 * 3_600_000;

/// What the office knows when it opens a file.
#[derive(Debug, Clone, Copy)]
pub struct Office<'a> {
    pub set: &'a CriteriaSet,
    /// Of the same set.
    pub leads: &'a Leads<'a>,
    pub roster: &'a Roster,
    /// The year that is consolidated; none takes files of any year.
    pub period: Option<u16>,
    /// The reader's clock, Unix milliseconds; none asks nobody.
    pub now_ms: Option<i64>,
}

/// Judges the bytes of a file.
pub fn judge(office: Office, bytes: &[u8]) -> JudgedFile {
    let mut file = JudgedFile {
        sha256: FileHash([0; 32]),
        verdict: Verdict::Invalid,
        reason: None,
        warnings: Vec::new(),
        differences: Vec::new(),
        submission: None,
        key: None,
        signed_ms: None,
    };
    match open(office, bytes, &mut file) {
        Ok(()) => judge_key(office.roster, &mut file),
        Err(reason) => file.reason = Some(reason),
    }
    file
}

/// Judges a file anew after the roster changed: whose key it is, not what is in it.
pub fn judge_key(roster: &Roster, file: &mut JudgedFile) {
    let (None, Some(submission), Some(key), Some(signed_ms)) =
        (&file.reason, &file.submission, &file.key, file.signed_ms)
    else {
        return;
    };
    let unit = submission.unit.id.as_str();
    let (own, others): (Vec<_>, Vec<_>) = roster.of_key(key).partition(|line| line.unit.as_str() == unit);
    file.warnings.retain(|warning| *warning != Warning::KeyNotValidThen);
    file.verdict = if own.iter().any(|line| line.is_valid_at(signed_ms)) {
        Verdict::Trusted
    } else if !own.is_empty() {
        file.warnings.push(Warning::KeyNotValidThen);
        Verdict::ChangedKey
    } else if !others.is_empty() {
        Verdict::AnotherUnitsKey
    } else if roster.knows(unit) {
        Verdict::ChangedKey
    } else {
        Verdict::UnknownKey
    };
}

/// Reads everything that can be judged without the roster; fills in what is read on the way.
fn open(office: Office, bytes: &[u8], file: &mut JudgedFile) -> Result<(), Reason> {
    if bytes.len() > MAX_BYTES {
        // A huge file is read and hashed only as far as it takes to see that it is one.
        file.sha256 = FileHash(Sha256::digest(&bytes[..=MAX_BYTES]).into());
        return Err(Reason::Read(ReadError::Json(JsonError::TooLarge { bytes: bytes.len() })));
    }
    let document = read_json(bytes).map_err(|error| {
        file.sha256 = FileHash(Sha256::digest(bytes).into());
        Reason::Read(ReadError::Json(error))
    })?;
    file.sha256 = file_hash(&document);
    let proof = verify(&document).map_err(|error| Reason::Read(ReadError::Proof(error)))?;
    file.key = Some(write_multikey(&proof.key));
    file.signed_ms = Some(proof.created_ms);
    if let Some(format) =
        OTHER_FORMATS.into_iter().find(|format| document.member("format") == Some(&Json::text(*format)))
    {
        return Err(Reason::OtherFormat { format });
    }
    let submission = SubmissionV1::read(&document).map_err(Reason::Read)?;
    let submission = file.submission.insert(submission);
    if office.now_ms.is_some_and(|now_ms| submission.head.created_ms > now_ms + DAY_MS) {
        file.warnings.push(Warning::CreatedAhead);
    }
    let set = office.set;
    let made_with = &submission.criteria_set;
    if made_with.id != *set.id || made_with.version != set.version {
        return Err(Reason::OtherCriteriaSet { id: made_with.id.clone(), version: made_with.version });
    }
    if made_with.sha256 != *set.sha256 {
        return Err(Reason::ChangedCriteriaSet);
    }
    let id = &submission.unit.id;
    let unit = office.leads.unit(id).ok_or_else(|| Reason::UnknownUnit { id: id.clone() })?;
    if *unit.name != *submission.unit.name {
        return Err(Reason::OtherUnitName { id: id.clone() });
    }
    if office.period.is_some_and(|period| period != submission.period) {
        return Err(Reason::OtherPeriod { period: submission.period });
    }
    file.differences = rescore(office.leads, submission)?;
    Ok(())
}
