//! One criterion's row in a submission: the answer, its points, why, and what proves it.

use rust_decimal::Decimal;

use super::read::{Members, ReadError, ReadProblem};
use super::{FileHash, is_blank};
use crate::engine::answer::Answer;
use crate::engine::criteria::Criterion;
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, MAX_INTEGER};
use crate::engine::scoring::{Impossible, Score, score};

/// One criterion's row.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerRow {
    pub criterion: String,
    /// None if unanswered.
    pub answer: Option<AnswerV1>,
    /// Present exactly when the answer scores.
    pub points: Option<Decimal>,
    pub explanation: Option<String>,
    pub evidence: Vec<Evidence>,
}

/// An answer as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerV1 {
    Choice { level: u32 },
    Count { value: Decimal },
    Ratio { numerator: Decimal, denominator: Decimal },
    Share { value: bool },
    RatioBands { numerator: Decimal, denominator: Decimal },
    NotApplicable,
}

/// A document that proves an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    pub title: String,
    pub reference: Option<String>,
    pub file: Option<EvidenceFile>,
}

/// A file that goes with the mail, and by which bytes it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    pub name: String,
    pub size: u64,
    pub sha256: FileHash,
}

impl AnswerRow {
    pub(super) fn to_json(&self) -> Json {
        let mut members = vec![
            ("criterion", Json::text(&*self.criterion)),
            ("answer", self.answer.as_ref().map_or(Json::Null, AnswerV1::to_json)),
        ];
        members.extend(self.points.map(|points| ("points", decimal(points))));
        members.extend(self.explanation.as_deref().map(|text| ("explanation", Json::text(text))));
        if !self.evidence.is_empty() {
            members.push(("evidence", Json::Array(self.evidence.iter().map(Evidence::to_json).collect())));
        }
        object(members)
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
        let row = AnswerRow {
            criterion: members.spelt("criterion", is_code)?,
            answer: match members.required("answer")? {
                Json::Null => None,
                value => Some(AnswerV1::read(members.inside("answer", value)?)?),
            },
            points: members.optional_decimal("points")?,
            explanation: members.optional_text("explanation")?,
            evidence: members.optional_list("evidence")?.into_iter().map(Evidence::read).collect::<Result<_, _>>()?,
        };
        row.check(&members)?;
        members.end()?;
        Ok(row)
    }

    /// What the members of a row say of each other, whatever the criterion.
    fn check(&self, members: &Members) -> Result<(), ReadError> {
        let scores = match self.answer {
            None | Some(AnswerV1::NotApplicable) => Some(false),
            Some(AnswerV1::Choice { .. } | AnswerV1::Count { .. } | AnswerV1::Share { .. }) => Some(true),
            // A denominator of 0 scores only where the dispatch gives a rule.
            Some(AnswerV1::Ratio { .. } | AnswerV1::RatioBands { .. }) => None,
        };
        match (scores, self.points) {
            (Some(true), None) => return Err(members.error("points", ReadProblem::Missing)),
            (Some(false), Some(_)) => return Err(members.error("points", ReadProblem::Invalid)),
            _ => {}
        }
        if self.answer == Some(AnswerV1::NotApplicable) {
            // "Không phát sinh" is taken only with a reason.
            let explanation = self.explanation.as_deref();
            let explanation = explanation.ok_or_else(|| members.error("explanation", ReadProblem::Missing))?;
            if is_blank(explanation) {
                return Err(members.error("explanation", ReadProblem::Blank));
            }
        }
        Ok(())
    }
}

impl AnswerV1 {
    /// The answer as the scorer takes it.
    pub fn answer(&self) -> Answer {
        match *self {
            // No scale has so many levels that an index could be cut off.
            AnswerV1::Choice { level } => Answer::Choice { level: level as usize },
            AnswerV1::Count { value } => Answer::Count { value },
            AnswerV1::Ratio { numerator, denominator } => Answer::Ratio { numerator, denominator },
            AnswerV1::Share { value } => Answer::Share { value },
            AnswerV1::RatioBands { numerator, denominator } => Answer::RatioBands { numerator, denominator },
            AnswerV1::NotApplicable => Answer::NotApplicable,
        }
    }

    /// What it earns, and why.
    pub fn score(&self, criterion: &Criterion) -> Result<Score, Impossible> {
        score(criterion, &self.answer())
    }

    /// Its points, where it scores.
    pub fn earns(&self, criterion: &Criterion) -> Option<Decimal> {
        match self.score(criterion) {
            Ok(Score::Points { points, .. }) => Some(points),
            _ => None,
        }
    }

    pub(super) fn to_json(&self) -> Json {
        let kind = |kind: &str| ("kind", Json::text(kind));
        object(match self {
            AnswerV1::Choice { level } => vec![kind("choice"), ("level", Json::integer(i64::from(*level)))],
            AnswerV1::Count { value } => vec![kind("count"), ("value", decimal(*value))],
            AnswerV1::Ratio { numerator, denominator } => {
                vec![kind("ratio"), ("numerator", decimal(*numerator)), ("denominator", decimal(*denominator))]
            }
            AnswerV1::Share { value } => vec![kind("share"), ("value", Json::Bool(*value))],
            AnswerV1::RatioBands { numerator, denominator } => {
                vec![kind("ratio_bands"), ("numerator", decimal(*numerator)), ("denominator", decimal(*denominator))]
            }
            AnswerV1::NotApplicable => vec![kind("not_applicable")],
        })
    }

    pub(in crate::engine) fn read(mut members: Members) -> Result<Self, ReadError> {
        let kind = members.text("kind")?;
        let answer = match kind.as_str() {
            "choice" => AnswerV1::Choice { level: members.integer("level", 0, i64::from(u32::MAX))? as u32 },
            "count" => AnswerV1::Count { value: members.decimal("value")? },
            "ratio" => {
                AnswerV1::Ratio { numerator: members.whole("numerator")?, denominator: members.whole("denominator")? }
            }
            "share" => AnswerV1::Share { value: members.boolean("value")? },
            "ratio_bands" => AnswerV1::RatioBands {
                numerator: members.whole("numerator")?,
                denominator: members.whole("denominator")?,
            },
            "not_applicable" => AnswerV1::NotApplicable,
            _ => return Err(members.error("kind", ReadProblem::Invalid)),
        };
        members.end()?;
        Ok(answer)
    }
}

impl Evidence {
    fn to_json(&self) -> Json {
        let mut members = vec![("title", Json::text(&*self.title))];
        members.extend(self.reference.as_deref().map(|reference| ("reference", Json::text(reference))));
        members.extend(self.file.as_ref().map(|file| ("file", file.to_json())));
        object(members)
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let title = members.word("title")?;
        let reference = members.optional_text("reference")?;
        let file = match members.take("file") {
            None => None,
            Some(value) => Some(EvidenceFile::read(members.inside("file", value)?)?),
        };
        members.end()?;
        Ok(Evidence { title, reference, file })
    }
}

impl EvidenceFile {
    pub(in crate::engine) fn to_json(&self) -> Json {
        Json::object([
            ("name", Json::text(&*self.name)),
            ("size", count(self.size)),
            ("sha256", Json::text(self.sha256.to_string())),
        ])
    }

    pub(in crate::engine) fn read(mut members: Members) -> Result<Self, ReadError> {
        let file = EvidenceFile {
            name: members.word("name")?,
            size: members.integer("size", 0, MAX_INTEGER)? as u64,
            sha256: members.parse("sha256", FileHash::parse)?,
        };
        members.end()?;
        Ok(file)
    }
}

pub(super) fn decimal(value: Decimal) -> Json {
    Json::text(write_wire(value))
}

/// Counts stay far below 2^53, so the cast keeps them.
pub(super) fn count(value: u64) -> Json {
    Json::integer(value as i64)
}

pub(super) fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// Group, section and number as printed: `1.I.15`.
pub(in crate::engine) fn is_code(text: &str) -> bool {
    let is_number = |part: &str| !part.starts_with('0') && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split('.').collect();
    let [group, section, number] = parts[..] else { return false };
    let is_section = section.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    parts.iter().all(|part| !part.is_empty()) && is_number(group) && is_section && is_number(number)
}
