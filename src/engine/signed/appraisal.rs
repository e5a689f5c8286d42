//! The office's own points beside a unit's, with remarks, that it sends back to the unit: `tucham/appraisal/1`.

use rust_decimal::Decimal;

use super::read::{Members, ReadError, ReadProblem};
use super::row::{count, decimal, is_code, object};
use super::{FileHash, FileId, Head, SetReference, UnitReference};
use crate::engine::decimal::parse_wire;
use crate::engine::json::{Json, MAX_INTEGER};

/// An appraisal as it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct AppraisalV1 {
    pub head: Head,
    pub criteria_set: SetReference,
    /// The reporting year, 2018 or later.
    pub period: u16,
    pub unit: UnitReference,
    /// Counts the office's appraisals of the unit in this year, from 1.
    pub revision: u64,
    pub submission: SubmissionReference,
    /// Every criterion that the unit leads, in the dispatch's order.
    pub rows: Vec<AppraisalRow>,
    pub totals: AppraisalTotals,
}

/// The submission that is appraised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionReference {
    pub id: FileId,
    pub revision: u64,
    /// Its file hash.
    pub sha256: FileHash,
}

/// One criterion's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppraisalRow {
    pub criterion: String,
    /// What the unit's answer earns; none where it has no points.
    pub self_points: Option<Decimal>,
    /// What the office gives; none where it gives no points either.
    pub appraised: Option<Decimal>,
    /// Empty if the office has nothing to say.
    pub remark: String,
}

/// The sums of an appraisal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppraisalTotals {
    pub self_points: Decimal,
    pub appraised: Decimal,
    pub maximum: Decimal,
    /// The maximum of the criteria whose "không phát sinh" the office accepts.
    pub excluded: Decimal,
    /// The appraised points, converted.
    pub converted: Decimal,
}

impl AppraisalV1 {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/appraisal/1";

    /// `tucham_<period>_<unit id>_thamdinh_r<revision>.json`
    pub fn file_name(&self) -> String {
        Self::file_name_of(self.period, &self.unit.id, self.revision)
    }

    /// The name of an appraisal's file.
    pub fn file_name_of(period: u16, unit: &str, revision: u64) -> String {
        format!("tucham_{period}_{unit}_thamdinh_r{revision}.json")
    }

    /// The document without its proof, members in the order of the format.
    pub fn to_json(&self) -> Json {
        let mut members = self.head.to_members(Self::FORMAT);
        members.extend([
            ("criteria_set", self.criteria_set.to_json()),
            ("period", Json::integer(i64::from(self.period))),
            ("unit", self.unit.to_json()),
            ("revision", count(self.revision)),
            ("submission", self.submission.to_json()),
            ("rows", Json::Array(self.rows.iter().map(AppraisalRow::to_json).collect())),
            ("totals", self.totals.to_json()),
        ]);
        object(members)
    }

    /// Reads a document whose proof was verified. Whether rows and sums fit the criteria is judged elsewhere.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of_document(document)?;
        let appraisal = AppraisalV1 {
            head: Head::read(&mut members, Self::FORMAT)?,
            criteria_set: SetReference::read(members.object("criteria_set")?)?,
            period: members.integer("period", 2018, 9999)? as u16,
            unit: UnitReference::read(members.object("unit")?)?,
            revision: members.integer("revision", 1, MAX_INTEGER)? as u64,
            submission: SubmissionReference::read(members.object("submission")?)?,
            rows: members.list("rows")?.into_iter().map(AppraisalRow::read).collect::<Result<_, _>>()?,
            totals: AppraisalTotals::read(members.object("totals")?)?,
        };
        members.end()?;
        Ok(appraisal)
    }
}

impl SubmissionReference {
    fn to_json(self) -> Json {
        Json::object([
            ("id", Json::text(self.id.urn())),
            ("revision", count(self.revision)),
            ("sha256", Json::text(self.sha256.to_string())),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let reference = SubmissionReference {
            id: members.parse("id", FileId::parse)?,
            revision: members.integer("revision", 1, MAX_INTEGER)? as u64,
            sha256: members.parse("sha256", FileHash::parse)?,
        };
        members.end()?;
        Ok(reference)
    }
}

impl AppraisalRow {
    fn to_json(&self) -> Json {
        let points = |points: Option<Decimal>| points.map_or(Json::Null, decimal);
        Json::object([
            ("criterion", Json::text(&*self.criterion)),
            ("self", points(self.self_points)),
            ("appraised", points(self.appraised)),
            ("remark", Json::text(&*self.remark)),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let row = AppraisalRow {
            criterion: members.spelt("criterion", is_code)?,
            self_points: points_or_null(&mut members, "self")?,
            appraised: points_or_null(&mut members, "appraised")?,
            remark: members.text("remark")?,
        };
        members.end()?;
        Ok(row)
    }
}

/// Points, or `null` where there are none: a row always says which of the two.
fn points_or_null(members: &mut Members, name: &str) -> Result<Option<Decimal>, ReadError> {
    match members.required(name)? {
        Json::Null => Ok(None),
        value => match value.as_text().and_then(parse_wire) {
            Some(points) => Ok(Some(points)),
            None => Err(members.error(name, ReadProblem::Invalid)),
        },
    }
}

impl AppraisalTotals {
    fn to_json(self) -> Json {
        Json::object([
            ("self", decimal(self.self_points)),
            ("appraised", decimal(self.appraised)),
            ("maximum", decimal(self.maximum)),
            ("excluded", decimal(self.excluded)),
            ("converted", decimal(self.converted)),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let totals = AppraisalTotals {
            self_points: members.decimal("self")?,
            appraised: members.decimal("appraised")?,
            maximum: members.decimal("maximum")?,
            excluded: members.decimal("excluded")?,
            converted: members.decimal("converted")?,
        };
        members.end()?;
        Ok(totals)
    }
}
