//! The self-assessment that a unit sends to the office: `tucham/submission/1`.

use rust_decimal::Decimal;

use super::read::{Members, ReadError, ReadProblem};
use super::row::{count, decimal, object};
use super::{AnswerRow, FileHash, Head, SetReference, UnitReference};
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
        let head = Head::read(&mut members, Self::FORMAT)?;
        let criteria_set = SetReference::read(members.object("criteria_set")?)?;
        let period = members.integer("period", 2018, 9999)? as u16;
        let unit = UnitReference::read(members.object("unit")?)?;
        let revision = members.integer("revision", 1, MAX_INTEGER)? as u64;
        let submission = SubmissionV1 {
            head,
            criteria_set,
            period,
            unit,
            revision,
            supersedes: read_supersedes(&mut members, revision)?,
            prepared_by: Person::read(members.object("prepared_by")?)?,
            approved_by: Person::read(members.object("approved_by")?)?,
            answers: members.list("answers")?.into_iter().map(AnswerRow::read).collect::<Result<_, _>>()?,
            totals: TotalsV1::read(members.object("totals")?)?,
        };
        members.end()?;
        Ok(submission)
    }
}

/// Which file a revision takes the place of. The first one replaces nothing, every other one does.
pub(super) fn read_supersedes(members: &mut Members, revision: u64) -> Result<Option<FileHash>, ReadError> {
    let supersedes = match members.required("supersedes")? {
        Json::Null => None,
        value => Some(
            value
                .as_text()
                .and_then(FileHash::parse)
                .ok_or_else(|| members.error("supersedes", ReadProblem::Invalid))?,
        ),
    };
    match (revision == 1) == supersedes.is_none() {
        true => Ok(supersedes),
        false => Err(members.error("supersedes", ReadProblem::Invalid)),
    }
}

impl Person {
    pub(super) fn to_json(&self) -> Json {
        let mut members = vec![("name", Json::text(&*self.name)), ("position", Json::text(&*self.position))];
        members.extend(self.phone.as_deref().map(|phone| ("phone", Json::text(phone))));
        members.extend(self.email.as_deref().map(|email| ("email", Json::text(email))));
        object(members)
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
        let person = Person {
            name: members.word("name")?,
            position: members.text("position")?,
            phone: members.optional_text("phone")?,
            email: members.optional_text("email")?,
        };
        members.end()?;
        Ok(person)
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
