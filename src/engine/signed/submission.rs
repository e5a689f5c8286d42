//! The self-assessment that a unit sends to the office: `tucham/submission/1`.

use rust_decimal::Decimal;

use super::read::{Members, ReadError, ReadProblem};
use super::{FileHash, Head, SetReference, UnitReference};
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, MAX_INTEGER};

/// A self-assessment as it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmissionV1 {
    pub head: Head,
    pub criteria_set: SetReference,
    /// The reporting year, 2018 or later.
    pub period: u16,
    pub unit: UnitReference,
    /// Counts from 1.
    pub revision: u64,
    /// The file hash of the revision before; none for the first.
    pub supersedes: Option<FileHash>,
    pub prepared_by: Person,
    pub approved_by: Person,
    /// Every criterion that the unit leads, in the dispatch's order.
    pub answers: Vec<AnswerRow>,
    pub totals: TotalsV1,
}

/// A person of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub name: String,
    pub position: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

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

/// The sums that a file claims.
#[derive(Debug, Clone, PartialEq)]
pub struct TotalsV1 {
    pub points: Decimal,
    pub maximum: Decimal,
    pub excluded: Decimal,
    pub converted: Decimal,
    pub answered: u64,
    pub assigned: u64,
}

impl SubmissionV1 {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/submission/1";

    /// `tucham_<period>_<unit id>_r<revision>.json`
    pub fn file_name(&self) -> String {
        format!("tucham_{}_{}_r{}.json", self.period, self.unit.id, self.revision)
    }

    /// The document without its proof, members in the order of the format.
    pub fn to_json(&self) -> Json {
        let mut members = self.head.to_members(Self::FORMAT);
        members.extend([
            ("criteria_set", self.criteria_set.to_json()),
            ("period", Json::integer(i64::from(self.period))),
            ("unit", self.unit.to_json()),
            ("revision", count(self.revision)),
            ("supersedes", self.supersedes.map_or(Json::Null, |hash| Json::text(hash.to_string()))),
            ("prepared_by", self.prepared_by.to_json()),
            ("approved_by", self.approved_by.to_json()),
            ("answers", Json::Array(self.answers.iter().map(AnswerRow::to_json).collect())),
            ("totals", self.totals.to_json()),
        ]);
        object(members)
    }

    /// Reads a document whose proof was verified. Whether the answers fit the criteria is judged elsewhere.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of_document(document)?;
        let submission = SubmissionV1 {
            head: Head::read(&mut members, Self::FORMAT)?,
            criteria_set: SetReference::read(members.object("criteria_set")?)?,
            period: members.integer("period", 2018, 9999)? as u16,
            unit: UnitReference::read(members.object("unit")?)?,
            revision: members.integer("revision", 1, MAX_INTEGER)? as u64,
            supersedes: match members.required("supersedes")? {
                Json::Null => None,
                Json::String(text) => {
                    Some(FileHash::parse(text).ok_or_else(|| members.error("supersedes", ReadProblem::Invalid))?)
                }
                _ => return Err(members.error("supersedes", ReadProblem::Invalid)),
            },
            prepared_by: Person::read(members.object("prepared_by")?)?,
            approved_by: Person::read(members.object("approved_by")?)?,
            answers: members.list("answers")?.into_iter().map(AnswerRow::read).collect::<Result<_, _>>()?,
            totals: TotalsV1::read(members.object("totals")?)?,
        };
        // The first revision replaces nothing, every other one does.
        if (submission.revision == 1) != submission.supersedes.is_none() {
            return Err(members.error("supersedes", ReadProblem::Invalid));
        }
        members.end()?;
        Ok(submission)
    }
}

impl Person {
    fn to_json(&self) -> Json {
        let mut members = vec![("name", Json::text(&*self.name)), ("position", Json::text(&*self.position))];
        members.extend(self.phone.as_deref().map(|phone| ("phone", Json::text(phone))));
        members.extend(self.email.as_deref().map(|email| ("email", Json::text(email))));
        object(members)
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let person = Person {
            name: members.text("name")?,
            position: members.text("position")?,
            phone: members.optional_text("phone")?,
            email: members.optional_text("email")?,
        };
        members.end()?;
        Ok(person)
    }
}

impl AnswerRow {
    fn to_json(&self) -> Json {
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

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let row = AnswerRow {
            criterion: members.text("criterion")?,
            answer: match members.required("answer")? {
                Json::Null => None,
                value => Some(AnswerV1::read(members.inside("answer", value)?)?),
            },
            points: members.optional_decimal("points")?,
            explanation: members.optional_text("explanation")?,
            evidence: members.optional_list("evidence")?.into_iter().map(Evidence::read).collect::<Result<_, _>>()?,
        };
        members.end()?;
        Ok(row)
    }
}

impl AnswerV1 {
    fn to_json(&self) -> Json {
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

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let kind = members.text("kind")?;
        let answer = match kind.as_str() {
            "choice" => AnswerV1::Choice { level: members.integer("level", 0, i64::from(u32::MAX))? as u32 },
            "count" => AnswerV1::Count { value: members.decimal("value")? },
            "ratio" => AnswerV1::Ratio {
                numerator: members.decimal("numerator")?,
                denominator: members.decimal("denominator")?,
            },
            "share" => AnswerV1::Share { value: members.boolean("value")? },
            "ratio_bands" => AnswerV1::RatioBands {
                numerator: members.decimal("numerator")?,
                denominator: members.decimal("denominator")?,
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
        members.extend(self.file.as_ref().map(|file| {
            let file = Json::object([
                ("name", Json::text(&*file.name)),
                ("size", count(file.size)),
                ("sha256", Json::text(file.sha256.to_string())),
            ]);
            ("file", file)
        }));
        object(members)
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let title = members.text("title")?;
        let reference = members.optional_text("reference")?;
        let file = match members.take("file") {
            None => None,
            Some(value) => {
                let mut file = members.inside("file", value)?;
                let read = EvidenceFile {
                    name: file.text("name")?,
                    size: file.integer("size", 0, MAX_INTEGER)? as u64,
                    sha256: file.parse("sha256", FileHash::parse)?,
                };
                file.end()?;
                Some(read)
            }
        };
        members.end()?;
        Ok(Evidence { title, reference, file })
    }
}

impl TotalsV1 {
    fn to_json(&self) -> Json {
        Json::object([
            ("points", decimal(self.points)),
            ("maximum", decimal(self.maximum)),
            ("excluded", decimal(self.excluded)),
            ("converted", decimal(self.converted)),
            ("answered", count(self.answered)),
            ("assigned", count(self.assigned)),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let totals = TotalsV1 {
            points: members.decimal("points")?,
            maximum: members.decimal("maximum")?,
            excluded: members.decimal("excluded")?,
            converted: members.decimal("converted")?,
            answered: members.integer("answered", 0, MAX_INTEGER)? as u64,
            assigned: members.integer("assigned", 0, MAX_INTEGER)? as u64,
        };
        members.end()?;
        Ok(totals)
    }
}

fn decimal(value: Decimal) -> Json {
    Json::text(write_wire(value))
}

/// Counts stay far below 2^53, so the cast keeps them.
fn count(value: u64) -> Json {
    Json::integer(value as i64)
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
