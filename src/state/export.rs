//! Exports the sheet: the submission, signed, read back, and given to the browser.

use leptos::prelude::*;

use super::appraisal;
use super::autosave::Autosave;
use super::draft_store;
use super::key_ring::KeptKey;
use super::sheet_state::Sheet;
use crate::browser::random::random_bytes;
use crate::browser::signer::OpenKey;
use crate::browser::{clock, files, text};
use crate::engine::contribution::{ContributionDetails, contribution};
#[cfg(feature = "office")]
use crate::engine::criteria::CriteriaFile;
use crate::engine::criteria::{CriteriaSet, Criterion, Unit};
use crate::engine::decimal::write_wire;
use crate::engine::draft::ExportRecord;
#[cfg(feature = "widget")]
use crate::engine::export::as_it_stands;
use crate::engine::export::{ExportDetails, ExportError, answers_hash, submission};
use crate::engine::json::{Json, read_json};
use crate::engine::sheet::Entry;
#[cfg(feature = "office")]
use crate::engine::signed::{AppraisalV1, CriteriaSetV1, OfficeV1, RosterLine};
use crate::engine::signed::{Contact, EnrolmentV1, FileHash, FileId, Head, SubmissionV1, UnitReference, file_hash};

/// The media type of every signed file.
pub const MEDIA_TYPE: &str = "application/json";

/// Why no file was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    NotReady(ExportError),
    NoRandomness,
    /// The file that was made does not read back as what was meant. It was not given out.
    NotReadBack,
    /// The browser refused the download.
    NotDownloaded,
}

/// Makes, signs and downloads the next revision, and lists it in the sheet.
pub fn export(sheet: Sheet, autosave: Autosave, key: &OpenKey) -> Result<ExportRecord, FileError> {
    let submission = build(sheet, new_head()?).map_err(FileError::NotReady)?;
    let (text, document) = signed(&submission.to_json(), &submission.head, key)?;
    let record = ExportRecord {
        revision: submission.revision,
        id: submission.head.id.urn(),
        created_ms: submission.head.created_ms,
        file_name: submission.file_name(),
        sha256: file_hash(&document).to_string(),
        points: write_wire(submission.totals.points),
        answers_sha256: answers_hash(&submission),
    };
    give_out(sheet, autosave, sheet.exports, record, &text)
}

/// Makes, signs and downloads the next contribution, and lists it in the sheet.
pub fn export_contribution(sheet: Sheet, autosave: Autosave, key: &OpenKey) -> Result<ExportRecord, FileError> {
    let rows: Vec<_> = sheet.helping().iter().map(|cell| (cell.criterion, cell.entry.get_untracked())).collect();
    let last = sheet.contributions.with_untracked(|sent| sent.last().cloned());
    let details = ContributionDetails {
        head: new_head()?,
        period: sheet.period,
        revision: last.as_ref().map_or(1, |last| last.revision + 1),
        supersedes: last.and_then(|last| FileHash::parse(&last.sha256)),
        prepared_by: &sheet.prepared_by.get_untracked(),
        nfc: &text::nfc,
    };
    let contribution = contribution(&sheet.file.set, sheet.unit, &rows, details).map_err(FileError::NotReady)?;
    let (text, document) = signed(&contribution.to_json(), &contribution.head, key)?;
    let record = ExportRecord {
        revision: contribution.revision,
        id: contribution.head.id.urn(),
        created_ms: contribution.head.created_ms,
        file_name: contribution.file_name(),
        sha256: file_hash(&document).to_string(),
        points: String::new(),
        answers_sha256: String::new(),
    };
    give_out(sheet, autosave, sheet.contributions, record, &text)
}

/// Downloads a signed file and lists it in the draft.
fn give_out(
    sheet: Sheet,
    autosave: Autosave,
    list: RwSignal<Vec<ExportRecord>>,
    record: ExportRecord,
    text: &str,
) -> Result<ExportRecord, FileError> {
    if !files::download_text(&record.file_name, MEDIA_TYPE, text) {
        return Err(FileError::NotDownloaded);
    }
    list.update(|exports| exports.push(record.clone()));
    // That this revision went out matters more than the copy of it: the record is stored first.
    autosave.save_now();
    draft_store::keep_exported(sheet, &record, text);
    Ok(record)
}

/// Whether anything was changed since the last export.
pub fn changed_since(sheet: Sheet, record: &ExportRecord) -> bool {
    let head = Head { id: FileId::new(0, &[0; 10]), created_ms: 0 };
    build(sheet, head).map(|now| answers_hash(&now)) != Ok(record.answers_sha256.clone())
}

/// Makes, signs and downloads the file that tells the office this device's public key.
pub fn export_enrolment(
    unit: &UnitReference,
    contact: &Contact,
    kept: &KeptKey,
    key: &OpenKey,
) -> Result<String, FileError> {
    let head = new_head()?;
    let document = EnrolmentV1::document(&head, unit, &kept.public_key, contact);
    let (text, _) = signed(&document, &head, key)?;
    let file_name = EnrolmentV1::file_name_of(unit);
    match files::download_text(&file_name, MEDIA_TYPE, &text) {
        true => Ok(file_name),
        false => Err(FileError::NotDownloaded),
    }
}

/// Signs a document. What leaves the house is read back: the document as it was meant, and a proof. Verifying the
/// signature too would bring code that nothing else here needs; the tests do it for every kind of file.
fn signed(document: &Json, head: &Head, key: &OpenKey) -> Result<(String, Json), FileError> {
    let text = key.sign(document, &head.created()).map_err(|_| FileError::NotReadBack)?;
    let read = read_json(text.as_bytes()).map_err(|_| FileError::NotReadBack)?;
    match (document, &read) {
        (Json::Object(meant), Json::Object(read_members))
            if read_members.split_last().is_some_and(|(proof, rest)| rest == meant && proof.0 == "proof") =>
        {
            Ok((text, read))
        }
        _ => Err(FileError::NotReadBack),
    }
}

/// The submission without a signature, for the page around the widget, which may have its own way to sign or to send.
#[cfg(feature = "widget")]
pub fn unsigned(sheet: Sheet) -> Result<SubmissionV1, FileError> {
    build(sheet, new_head()?).map_err(FileError::NotReady)
}

/// The unsigned submission as far as the sheet goes now. `head` stays, so that the same answers give the same text.
#[cfg(feature = "widget")]
pub fn unsigned_so_far(sheet: Sheet, head: Head) -> SubmissionV1 {
    with_details(sheet, head, as_it_stands)
}

fn build(sheet: Sheet, head: Head) -> Result<SubmissionV1, ExportError> {
    with_details(sheet, head, submission)
}

/// Makes something of the sheet's rows, persons and place among the revisions.
fn with_details<T>(
    sheet: Sheet,
    head: Head,
    make: impl FnOnce(&CriteriaSet, &Unit, &[(&Criterion, Entry)], ExportDetails) -> T,
) -> T {
    let rows: Vec<_> = sheet.cells().iter().map(|cell| (cell.criterion, cell.entry.get_untracked())).collect();
    let (revision, supersedes) = next_revision(sheet);
    make(
        &sheet.file.set,
        sheet.unit,
        &rows,
        ExportDetails {
            head,
            period: sheet.period,
            revision,
            supersedes,
            prepared_by: &sheet.prepared_by.get_untracked(),
            approved_by: &sheet.approved_by.get_untracked(),
            nfc: &text::nfc,
        },
    )
}

/// The revision that comes next, and the file whose place it takes: after the last export of this draft, or after the file
/// that the office has appraised, which may have been exported on another machine.
fn next_revision(sheet: Sheet) -> (u64, Option<FileHash>) {
    let own = sheet.exports.with_untracked(|exports| {
        exports.last().and_then(|last| Some((last.revision, FileHash::parse(&last.sha256)?)))
    });
    let appraised = appraisal::current(sheet).map(|opened| opened.appraisal.submission);
    let appraised = appraised.map(|submission| (submission.revision, submission.sha256));
    let last = own.into_iter().chain(appraised).max_by_key(|(revision, _)| *revision);
    last.map_or((1, None), |(revision, sha256)| (revision + 1, Some(sha256)))
}

pub(crate) fn new_head() -> Result<Head, FileError> {
    let random = random_bytes().ok_or(FileError::NoRandomness)?;
    // Files count whole seconds.
    let created_ms = clock::now_ms().div_euclid(1000) * 1000;
    Ok(Head { id: FileId::new(created_ms, &random), created_ms })
}

/// Makes and signs the office's appraisal of a submission.
#[cfg(feature = "office")]
pub fn sign_appraisal(make: impl FnOnce(Head) -> AppraisalV1, key: &OpenKey) -> Result<SignedAppraisal, FileError> {
    let appraisal = make(new_head()?);
    let (text, document) = signed(&appraisal.to_json(), &appraisal.head, key)?;
    Ok(SignedAppraisal { appraisal, text, sha256: file_hash(&document) })
}

/// A signed appraisal: what it says, and its file.
#[cfg(feature = "office")]
#[derive(Debug, Clone, PartialEq)]
pub struct SignedAppraisal {
    pub appraisal: AppraisalV1,
    pub text: String,
    pub sha256: FileHash,
}

/// Makes and signs the file that the office gives to its units.
#[cfg(feature = "office")]
pub fn sign_criteria_set(
    file: &CriteriaFile,
    roster: &[RosterLine],
    office: &OfficeV1,
    key: &OpenKey,
) -> Result<String, FileError> {
    let head = new_head()?;
    signed(&CriteriaSetV1::document(&head, file, roster, office), &head, key).map(|(text, _)| text)
}
