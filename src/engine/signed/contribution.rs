//! Figures that a coordinating unit sends to the units that lead: `tucham/contribution/1`, one file for all of them.

use super::read::{Members, ReadError, ReadProblem};
use super::row::{count, is_code, object};
use super::submission::read_supersedes;
use super::{AnswerV1, FileHash, Head, Person, SetReference, UnitReference, is_blank};
use crate::engine::json::{Json, MAX_INTEGER};

/// A contribution as it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct ContributionV1 {
    pub head: Head,
    pub criteria_set: SetReference,
    /// The reporting year, 2018 or later.
    pub period: u16,
    /// The unit that coordinates.
    pub unit: UnitReference,
    /// Counts from 1.
    pub revision: u64,
    /// The file hash of the revision before; none for the first.
    pub supersedes: Option<FileHash>,
    pub prepared_by: Person,
    /// At least one, in the dispatch's order, each criterion once.
    pub items: Vec<ContributionItem>,
}

/// What a coordinating unit knows of one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributionItem {
    pub criterion: String,
    pub answer: AnswerV1,
    /// Where the figures come from; empty if nothing is said.
    pub note: String,
}

impl ContributionV1 {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/contribution/1";

    /// `tucham_<period>_<unit id>_gop_r<revision>.json`
    pub fn file_name(&self) -> String {
        format!("tucham_{}_{}_gop_r{}.json", self.period, self.unit.id, self.revision)
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
            ("items", Json::Array(self.items.iter().map(ContributionItem::to_json).collect())),
        ]);
        object(members)
    }

    /// Reads a document whose proof was verified. Whether the items fit the criteria is judged elsewhere.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of_document(document)?;
        let head = Head::read(&mut members, Self::FORMAT)?;
        let criteria_set = SetReference::read(members.object("criteria_set")?)?;
        let period = members.integer("period", 2018, 9999)? as u16;
        let unit = UnitReference::read(members.object("unit")?)?;
        let revision = members.integer("revision", 1, MAX_INTEGER)? as u64;
        let supersedes = read_supersedes(&mut members, revision)?;
        let prepared_by = Person::read(members.object("prepared_by")?)?;
        let items: Vec<ContributionItem> =
            members.list("items")?.into_iter().map(ContributionItem::read).collect::<Result<_, _>>()?;
        if items.is_empty() {
            return Err(members.error("items", ReadProblem::Empty));
        }
        members.end()?;
        Ok(ContributionV1 { head, criteria_set, period, unit, revision, supersedes, prepared_by, items })
    }
}

impl ContributionItem {
    fn to_json(&self) -> Json {
        Json::object([
            ("criterion", Json::text(&*self.criterion)),
            ("answer", self.answer.to_json()),
            ("note", Json::text(&*self.note)),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let item = ContributionItem {
            criterion: members.spelt("criterion", is_code)?,
            answer: AnswerV1::read(members.object("answer")?)?,
            note: members.text("note")?,
        };
        // "Không phát sinh" is taken only with a reason, here as in a submission.
        if item.answer == AnswerV1::NotApplicable && is_blank(&item.note) {
            return Err(members.error("note", ReadProblem::Blank));
        }
        members.end()?;
        Ok(item)
    }
}
