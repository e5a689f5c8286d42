//! Makes a unit's submission out of what is typed: the answers that count, with clean texts.

use sha2::{Digest, Sha256};

use super::answer::Answer;
use super::criteria::{CriteriaSet, Criterion, Unit};
use super::draft::PersonEntry;
use super::json::write_canonical;
use super::sheet::{Entry, EvidenceEntry, Outcome, Total, assess};
use super::signed::{
    AnswerRow, AnswerV1, Evidence, EvidenceFile, FileHash, Head, Person, SetReference, SubmissionV1, TotalsV1,
    UnitReference, clean_text,
};

/// What an export takes besides the answers.
pub struct ExportDetails<'a> {
    pub head: Head,
    pub period: u16,
    pub revision: u64,
    pub supersedes: Option<FileHash>,
    pub prepared_by: &'a PersonEntry,
    pub approved_by: &'a PersonEntry,
    /// Puts text into NFC; the engine carries no Unicode tables.
    pub nfc: &'a dyn Fn(&str) -> String,
}

/// Why a submission cannot be made yet. What is merely unanswered is no reason: the caller has asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// Answers in error, or half typed, by code.
    Unmended {
        criteria: Vec<String>,
    },
    PreparedByMissing,
    ApprovedByMissing,
    /// A contribution without a single figure.
    NothingAnswered,
}

/// Makes the submission of `unit` from its criteria with what is typed for each, in the dispatch's order.
pub fn submission(
    set: &CriteriaSet,
    unit: &Unit,
    rows: &[(&Criterion, Entry)],
    details: ExportDetails,
) -> Result<SubmissionV1, ExportError> {
    let outcomes: Vec<Outcome> = rows.iter().map(|(criterion, entry)| assess(criterion, entry)).collect();
    let unmended: Vec<String> = rows
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| outcome.blocks_export())
        .map(|((criterion, _), _)| criterion.code.to_string())
        .collect();
    if !unmended.is_empty() {
        return Err(ExportError::Unmended { criteria: unmended });
    }
    let clean = |text: &str| clean_text(text, details.nfc);
    person(details.prepared_by, &clean).ok_or(ExportError::PreparedByMissing)?;
    person(details.approved_by, &clean).ok_or(ExportError::ApprovedByMissing)?;
    Ok(as_it_stands(set, unit, rows, details))
}

/// The submission as far as it goes: what is wrong or half typed has no answer in it, and names may be missing.
pub fn as_it_stands(
    set: &CriteriaSet,
    unit: &Unit,
    rows: &[(&Criterion, Entry)],
    details: ExportDetails,
) -> SubmissionV1 {
    let outcomes: Vec<Outcome> = rows.iter().map(|(criterion, entry)| assess(criterion, entry)).collect();
    let clean = |text: &str| clean_text(text, details.nfc);
    let total: Total = rows.iter().zip(&outcomes).map(|((criterion, _), outcome)| Total::of(criterion, outcome)).sum();
    SubmissionV1 {
        head: details.head,
        criteria_set: SetReference::of(set),
        period: details.period,
        unit: UnitReference { id: unit.id.to_string(), name: unit.name.to_string() },
        revision: details.revision,
        supersedes: details.supersedes,
        prepared_by: person_as_typed(details.prepared_by, &clean),
        // The form asks for no telephone or mail of the one who approves.
        approved_by: Person { phone: None, email: None, ..person_as_typed(details.approved_by, &clean) },
        answers: rows
            .iter()
            .zip(&outcomes)
            .map(|((criterion, entry), outcome)| answer_row(criterion, entry, outcome, &clean))
            .collect(),
        totals: TotalsV1 {
            points: total.points,
            maximum: total.maximum,
            excluded: total.excluded,
            converted: total.converted(),
            answered: total.answered as u64,
            assigned: total.assigned as u64,
        },
    }
}

/// A hash of what was answered and by whom, without id, time and revision: the same as long as nothing changed.
pub fn answers_hash(submission: &SubmissionV1) -> String {
    let document = submission.to_json();
    let parts = ["answers", "prepared_by", "approved_by"];
    let text: String = parts.iter().filter_map(|name| document.member(name)).map(write_canonical).collect();
    hex::encode(Sha256::digest(text))
}

fn answer_row(criterion: &Criterion, entry: &Entry, outcome: &Outcome, clean: &dyn Fn(&str) -> String) -> AnswerRow {
    AnswerRow {
        criterion: criterion.code.to_string(),
        answer: outcome.answer().map(answer_v1),
        points: outcome.points(),
        explanation: not_blank(clean(&entry.explanation)),
        evidence: entry.evidence.iter().filter_map(|evidence| document(evidence, clean)).collect(),
    }
}

pub(super) fn answer_v1(answer: Answer) -> AnswerV1 {
    match answer {
        // A level was found by its index, so it is one of a few.
        Answer::Choice { level } => AnswerV1::Choice { level: level as u32 },
        Answer::Count { value } => AnswerV1::Count { value },
        Answer::Ratio { numerator, denominator } => AnswerV1::Ratio { numerator, denominator },
        Answer::Share { value } => AnswerV1::Share { value },
        Answer::RatioBands { numerator, denominator } => AnswerV1::RatioBands { numerator, denominator },
        Answer::NotApplicable => AnswerV1::NotApplicable,
    }
}

/// The wire has a title and a number; the page or section goes behind the title.
fn document(evidence: &EvidenceEntry, clean: &dyn Fn(&str) -> String) -> Option<Evidence> {
    let title = not_blank(clean(&evidence.title))?;
    let title = match not_blank(clean(&evidence.place)) {
        Some(place) => format!("{title}, {place}"),
        None => title,
    };
    let file = evidence.file.as_ref().map(|file| EvidenceFile {
        name: not_blank(clean(&file.name)).unwrap_or_else(|| title.clone()),
        size: file.size,
        sha256: file.sha256,
    });
    Some(Evidence { title, reference: not_blank(clean(&evidence.reference)), file })
}

pub(super) fn person(entry: &PersonEntry, clean: &dyn Fn(&str) -> String) -> Option<Person> {
    Some(person_as_typed(entry, clean)).filter(|person| !person.name.is_empty())
}

fn person_as_typed(entry: &PersonEntry, clean: &dyn Fn(&str) -> String) -> Person {
    Person {
        name: clean(&entry.name),
        position: clean(&entry.position),
        phone: not_blank(clean(&entry.phone)),
        email: not_blank(clean(&entry.email)),
    }
}

fn not_blank(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
