//! Figures from a unit that coordinates to the units that lead: made of what is typed, opened by a lead unit, and taken over
//! item by item.

use super::assignment::{Assignment, assign};
use super::criteria::{CriteriaSet, Criterion, Unit};
use super::draft::PersonEntry;
use super::export::{ExportError, answer_v1, person};
use super::number::write_vietnamese;
use super::sheet::{Entry, assess};
use super::signed::{
    AnswerV1, ContributionItem, ContributionV1, FileHash, Head, ReadError, SetReference, UnitReference, clean_text,
    file_hash, read_signed, write_multikey,
};

/// What a contribution takes besides the figures.
pub struct ContributionDetails<'a> {
    pub head: Head,
    pub period: u16,
    pub revision: u64,
    pub supersedes: Option<FileHash>,
    pub prepared_by: &'a PersonEntry,
    /// Puts text into NFC; the engine carries no Unicode tables.
    pub nfc: &'a dyn Fn(&str) -> String,
}

/// A contribution that was read, and by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedContribution {
    pub contribution: ContributionV1,
    /// Who signed it: `z6Mk…`.
    pub key: String,
    pub sha256: FileHash,
}

/// Why a contribution is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContributionProblem {
    /// Not readable, not signed, changed after it was signed, or another kind of file.
    Read(ReadError),
    /// Made with another criteria set, another version of it, or another content.
    OtherCriteriaSet { id: String, version: u32 },
    /// The set has no such unit, or by another name.
    UnknownUnit { id: String },
    /// For another year.
    OtherPeriod { period: u16 },
    /// A criterion that the unit does not coordinate, one out of order, or an answer that it cannot have.
    Item { criterion: String },
}

/// Makes the contribution of `unit` from what is typed for criteria that it coordinates, in the dispatch's order. What is
/// not answered is left out; the entry's explanation is the note.
pub fn contribution(
    set: &CriteriaSet,
    unit: &Unit,
    rows: &[(&Criterion, Entry)],
    details: ContributionDetails,
) -> Result<ContributionV1, ExportError> {
    let clean = |text: &str| clean_text(text, details.nfc);
    let mut items = Vec::new();
    let mut unmended = Vec::new();
    for (criterion, entry) in rows {
        let outcome = assess(criterion, entry);
        if outcome.blocks_export() {
            unmended.push(criterion.code.to_string());
        } else if let Some(answer) = outcome.answer() {
            let note = clean(&entry.explanation);
            items.push(ContributionItem { criterion: criterion.code.to_string(), answer: answer_v1(answer), note });
        }
    }
    if !unmended.is_empty() {
        return Err(ExportError::Unmended { criteria: unmended });
    }
    if items.is_empty() {
        return Err(ExportError::NothingAnswered);
    }
    let prepared_by = person(details.prepared_by, &clean).ok_or(ExportError::PreparedByMissing)?;
    Ok(ContributionV1 {
        head: details.head,
        criteria_set: SetReference::of(set),
        period: details.period,
        unit: UnitReference { id: unit.id.to_string(), name: unit.name.to_string() },
        revision: details.revision,
        supersedes: details.supersedes,
        prepared_by,
        items,
    })
}

/// Reads the bytes of a contribution for a year.
pub fn open_contribution(
    set: &CriteriaSet,
    period: u16,
    bytes: &[u8],
) -> Result<OpenedContribution, ContributionProblem> {
    let (document, proof) = read_signed(bytes).map_err(ContributionProblem::Read)?;
    let contribution = ContributionV1::read(&document).map_err(ContributionProblem::Read)?;
    let made_with = &contribution.criteria_set;
    if *made_with != SetReference::of(set) {
        return Err(ContributionProblem::OtherCriteriaSet { id: made_with.id.clone(), version: made_with.version });
    }
    let from = &contribution.unit;
    let unit = set.unit(&from.id).filter(|unit| *unit.name == *from.name);
    let unit = unit.ok_or_else(|| ContributionProblem::UnknownUnit { id: from.id.clone() })?;
    if contribution.period != period {
        return Err(ContributionProblem::OtherPeriod { period: contribution.period });
    }
    let Assignment { coordinated, .. } = assign(set, &unit.id);
    let mut rest = coordinated.into_iter();
    for item in &contribution.items {
        // Each once, in the set's order: what is left of the list begins behind the one before.
        let criterion = rest.find(|criterion| criterion.code.as_str() == item.criterion);
        let fits = criterion.is_some_and(|criterion| item.answer.score(criterion).is_ok());
        if !fits {
            return Err(ContributionProblem::Item { criterion: item.criterion.clone() });
        }
    }
    Ok(OpenedContribution { contribution, key: write_multikey(&proof.key), sha256: file_hash(&document) })
}

/// Types an answer into an entry that has none.
pub(super) fn type_answer(entry: &mut Entry, answer: &AnswerV1) {
    match answer {
        // No scale has so many levels that an index could be cut off.
        AnswerV1::Choice { level } => entry.level = Some(*level as usize),
        AnswerV1::Count { value } => entry.count = write_vietnamese(*value),
        AnswerV1::Ratio { numerator, denominator } | AnswerV1::RatioBands { numerator, denominator } => {
            entry.numerator = write_vietnamese(*numerator);
            entry.denominator = write_vietnamese(*denominator);
        }
        AnswerV1::Share { value } => entry.share = Some(*value),
        AnswerV1::NotApplicable => entry.not_applicable = true,
    }
}

/// Puts a contributed answer into what is typed. Evidence stays; `source` says whose figures these are and is added to the
/// explanation, once.
pub fn take_over(entry: &mut Entry, item: &ContributionItem, source: &str) {
    entry.clear_answer();
    type_answer(entry, &item.answer);
    let line = if item.note.is_empty() { source.to_owned() } else { format!("{source}: {}", item.note) };
    // A note may have lines of its own.
    let is_there = format!("\n{}\n", entry.explanation).contains(&format!("\n{line}\n"));
    if !is_there {
        if !entry.explanation.is_empty() {
            entry.explanation.push('\n');
        }
        entry.explanation.push_str(&line);
    }
}
