//! Puts a submission, signed or not, back onto the sheet: the draft that would make it again.

use super::assignment::Leads;
use super::contribution::type_answer;
use super::criteria::{CriteriaSet, CriterionCode, UnitId};
use super::decimal::write_wire;
use super::draft::{Draft, ExportRecord, PersonEntry};
use super::export::answers_hash;
use super::json::{Json, read_json};
use super::office::{Reason, count};
use super::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use super::signed::{AnswerRow, Evidence, Person, ReadError, SubmissionV1, file_hash, verify};

/// A submission that was read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Reopened {
    pub draft: Draft,
    /// What was read, with the points that its answers have.
    pub submission: SubmissionV1,
}

/// Reads a submission. The signature of a signed one must stand; whose it is, is not asked here. One without a proof may
/// have no names yet. Its points are counted anew, whatever it claims.
pub fn reopen(set: &CriteriaSet, bytes: &[u8]) -> Result<Reopened, Reason> {
    let read = |error| Reason::Read(error);
    let document = read_json(bytes).map_err(|error| read(ReadError::Json(error)))?;
    let is_signed = document.member("proof").is_some();
    if is_signed {
        verify(&document).map_err(|error| read(ReadError::Proof(error)))?;
    }
    let submission = match is_signed {
        true => SubmissionV1::read(&document),
        false => read_unsigned(&document),
    };
    let mut submission = submission.map_err(read)?;
    check(set, &mut submission)?;
    let last = match is_signed {
        // The next revision takes its place.
        true => Some(record(&submission, file_hash(&document).to_string())),
        false => before(&submission),
    };
    Ok(Reopened { draft: draft(submission.clone(), last), submission })
}

/// A name that nobody has typed yet is an empty text, which no file that goes out may have.
fn read_unsigned(document: &Json) -> Result<SubmissionV1, ReadError> {
    const STAND_IN: &str = "?";
    let persons = ["prepared_by", "approved_by"];
    let is_nameless = |person: &str| {
        let name = document.member(person).and_then(|person| person.member("name"));
        name.and_then(Json::as_text).is_some_and(str::is_empty)
    };
    let mut filled = document.clone();
    for person in persons.into_iter().filter(|person| is_nameless(person)) {
        if let Some(name) = member_mut(&mut filled, person).and_then(|person| member_mut(person, "name")) {
            *name = Json::text(STAND_IN);
        }
    }
    let mut submission = SubmissionV1::read(&filled)?;
    for (name, person) in persons.into_iter().zip([&mut submission.prepared_by, &mut submission.approved_by]) {
        if is_nameless(name) {
            person.name.clear();
        }
    }
    Ok(submission)
}

fn member_mut<'a>(value: &'a mut Json, name: &str) -> Option<&'a mut Json> {
    match value {
        Json::Object(members) => members.iter_mut().find(|(member, _)| member == name).map(|(_, value)| value),
        _ => None,
    }
}

/// Sees that it is of this set, by one of its units, and answers what that unit leads; gives it the points that its answers have.
fn check(set: &CriteriaSet, submission: &mut SubmissionV1) -> Result<(), Reason> {
    let made_with = &submission.criteria_set;
    if (&*made_with.id, made_with.version) != (&*set.id, set.version) {
        return Err(Reason::OtherCriteriaSet { id: made_with.id.clone(), version: made_with.version });
    }
    if made_with.sha256 != *set.sha256 {
        return Err(Reason::ChangedCriteriaSet);
    }
    let leads = Leads::of(set);
    let id = &submission.unit.id;
    let unit = leads.unit(id).ok_or_else(|| Reason::UnknownUnit { id: id.clone() })?;
    if *unit.name != submission.unit.name {
        return Err(Reason::OtherUnitName { id: id.clone() });
    }
    let (points, totals) = count(&leads, submission)?;
    submission.totals = totals;
    submission.answers.iter_mut().zip(points).for_each(|(row, points)| row.points = points);
    Ok(())
}

fn draft(submission: SubmissionV1, last: Option<ExportRecord>) -> Draft {
    let mut draft = Draft::new(UnitId(submission.unit.id.into()), submission.period);
    for mut row in submission.answers {
        let code = CriterionCode(std::mem::take(&mut row.criterion).into());
        let entry = entry(row);
        if !entry.is_untouched() {
            draft.entries.push((code, entry));
        }
    }
    draft.prepared_by = person(submission.prepared_by);
    draft.approved_by = person(submission.approved_by);
    draft.exports.extend(last);
    draft
}

fn entry(row: AnswerRow) -> Entry {
    let mut entry = Entry {
        explanation: row.explanation.unwrap_or_default(),
        evidence: row.evidence.into_iter().map(evidence).collect(),
        ..Entry::default()
    };
    row.answer.iter().for_each(|answer| type_answer(&mut entry, answer));
    entry
}

fn evidence(evidence: Evidence) -> EvidenceEntry {
    let file = evidence.file.map(|file| EvidenceFileEntry { name: file.name, size: file.size, sha256: file.sha256 });
    EvidenceEntry {
        title: evidence.title,
        reference: evidence.reference.unwrap_or_default(),
        // The wire has it behind the title.
        place: String::new(),
        file,
    }
}

fn person(person: Person) -> PersonEntry {
    PersonEntry {
        name: person.name,
        position: person.position,
        phone: person.phone.unwrap_or_default(),
        email: person.email.unwrap_or_default(),
    }
}

fn record(submission: &SubmissionV1, sha256: String) -> ExportRecord {
    ExportRecord {
        revision: submission.revision,
        id: submission.head.id.urn(),
        created_ms: submission.head.created_ms,
        file_name: submission.file_name(),
        sha256,
        points: write_wire(submission.totals.points),
        answers_sha256: answers_hash(submission),
    }
}

/// The revision whose place an unsigned one will take, as far as it says: the next export is then that revision again.
fn before(submission: &SubmissionV1) -> Option<ExportRecord> {
    let supersedes = submission.supersedes?;
    let before = SubmissionV1 { revision: submission.revision - 1, ..submission.clone() };
    Some(ExportRecord { answers_sha256: String::new(), ..record(&before, supersedes.to_string()) })
}
