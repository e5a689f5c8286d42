//! Scores a document of answers: a submission as it stands in its file, or bare answers that are in no file yet.

use std::collections::BTreeMap;

use super::answer::Answer;
use super::assignment::Leads;
use super::criteria::{CriteriaSet, Criterion};
use super::json::Json;
use super::office::{Difference, Reason, rescore};
use super::sheet::{Outcome, Total, assess_given};
use super::signed::{AnswerV1, Members, ReadError, SubmissionV1, is_code};

/// What answers amount to.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored<'set> {
    /// In the set's order: what the unit leads, or what was answered where no unit is named.
    pub rows: Vec<(&'set Criterion, Outcome)>,
    /// Where a submission claims something else; none for bare answers, which claim nothing.
    pub differences: Option<Vec<Difference>>,
}

/// Why a document cannot be scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScoreError {
    Read(ReadError),
    /// A submission that no unit can have made.
    Reason(Reason),
    UnknownUnit {
        id: String,
    },
    /// The set has no such criterion. `row` counts from 0, here and below.
    UnknownCriterion {
        row: usize,
        criterion: String,
    },
    /// Another row answers the same criterion.
    CriterionTwice {
        row: usize,
        criterion: String,
    },
    /// Another unit leads it.
    NotLed {
        row: usize,
        criterion: String,
    },
}

impl Scored<'_> {
    /// The sum of the criteria whose codes begin so: `1.` for a group, `1.I.` for a section, nothing for all.
    pub fn total(&self, prefix: &str) -> Total {
        let of_part = self.rows.iter().filter(|(criterion, _)| criterion.code.as_str().starts_with(prefix));
        of_part.map(|(criterion, outcome)| Total::of(criterion, outcome)).sum()
    }

    /// Whether nothing is claimed that is not earned, and nothing is answered that cannot be.
    pub fn is_right(&self) -> bool {
        self.differences.as_ref().is_none_or(Vec::is_empty) && self.total("").problems == 0
    }
}

/// Scores a submission, signed or not and whoever signed it, or `{unit, answers}`, where `unit` may be left out.
pub fn score_document<'set>(set: &'set CriteriaSet, document: &Json) -> Result<Scored<'set>, ScoreError> {
    let leads = Leads::of(set);
    // What claims to be a file of ours is read as one.
    if document.member("format").is_none() {
        return score_answers(set, &leads, document);
    }
    let submission = SubmissionV1::read(document).map_err(ScoreError::Read)?;
    let differences = rescore(&leads, &submission).map_err(ScoreError::Reason)?;
    let led = leads.led_by(&submission.unit.id).iter().zip(submission.answers);
    let rows = led.map(|(criterion, row)| {
        let answer = row.answer.as_ref().map(AnswerV1::answer);
        (*criterion, assess_given(criterion, answer, row.explanation.as_deref().unwrap_or_default()))
    });
    Ok(Scored { rows: rows.collect(), differences: Some(differences) })
}

/// A bare answer.
struct GivenRow {
    criterion: String,
    answer: Option<Answer>,
    explanation: String,
}

fn score_answers<'set>(
    set: &'set CriteriaSet,
    leads: &Leads<'set>,
    document: &Json,
) -> Result<Scored<'set>, ScoreError> {
    let (unit, given) = read_answers(document).map_err(ScoreError::Read)?;
    let led = match &unit {
        Some(id) if leads.unit(id).is_none() => return Err(ScoreError::UnknownUnit { id: id.clone() }),
        Some(id) => Some(leads.led_by(id)),
        None => None,
    };
    let mut by_code: BTreeMap<&str, &GivenRow> = BTreeMap::new();
    for (row, one) in given.iter().enumerate() {
        let criterion = one.criterion.clone();
        if set.criterion(&criterion).is_none() {
            return Err(ScoreError::UnknownCriterion { row, criterion });
        }
        if led.is_some_and(|led| !led.iter().any(|of_unit| of_unit.code.as_str() == criterion)) {
            return Err(ScoreError::NotLed { row, criterion });
        }
        if by_code.insert(&one.criterion, one).is_some() {
            return Err(ScoreError::CriterionTwice { row, criterion });
        }
    }
    let asked: Vec<&Criterion> = match led {
        Some(led) => led.to_vec(),
        None => set.criteria().filter(|criterion| by_code.contains_key(criterion.code.as_str())).collect(),
    };
    let rows = asked.into_iter().map(|criterion| {
        let given = by_code.get(criterion.code.as_str());
        let (answer, explanation) = given.map_or((None, ""), |row| (row.answer.clone(), &row.explanation));
        (criterion, assess_given(criterion, answer, explanation))
    });
    Ok(Scored { rows: rows.collect(), differences: None })
}

fn read_answers(document: &Json) -> Result<(Option<String>, Vec<GivenRow>), ReadError> {
    let mut members = Members::of("", document)?;
    let unit = document.member("unit").map(|_| members.slug("unit")).transpose()?;
    let rows = members.list("answers")?.into_iter().map(|mut row| {
        let criterion = row.spelt("criterion", is_code)?;
        let answer = match row.required("answer")? {
            Json::Null => None,
            value => Some(AnswerV1::read(row.inside("answer", value)?)?.answer()),
        };
        let explanation = row.optional_text("explanation")?.unwrap_or_default();
        row.end()?;
        Ok(GivenRow { criterion, answer, explanation })
    });
    let rows = rows.collect::<Result<_, ReadError>>()?;
    members.end()?;
    Ok((unit, rows))
}
