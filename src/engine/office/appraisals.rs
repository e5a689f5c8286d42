//! What the office has said so far of submissions beside the units' own points, and the appraisals that it has sent.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::appraisal::{Appraised, check_points};
use crate::engine::criteria::{CriteriaSet, UnitId};
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, MAX_INTEGER};
use crate::engine::signed::{EvidenceFile, FileHash, Members, ReadError, ReadProblem};

/// The office's appraising of a year. It never changes the district's answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appraisals {
    /// By the submission's file hash.
    pub work: BTreeMap<FileHash, Appraising>,
    /// In the order in which they went out.
    pub sent: Vec<SentAppraisal>,
}

/// The appraising of one submission.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Appraising {
    /// By the criterion's code; what is not here stays as the unit has it.
    pub given: BTreeMap<String, Appraised>,
    /// Documents that came with the mail, each once.
    pub documents: Vec<EvidenceFile>,
}

/// An appraisal that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentAppraisal {
    pub unit: UnitId,
    /// Counts the unit's appraisals from 1.
    pub revision: u64,
    /// The file hash of the submission that it is of.
    pub submission: FileHash,
    /// Its own file hash.
    pub sha256: FileHash,
}

impl Appraisals {
    /// The revision that the unit's next appraisal gets.
    pub fn next_revision(&self, unit: &UnitId) -> u64 {
        self.sent.iter().filter(|sent| sent.unit == *unit).map(|sent| sent.revision).max().unwrap_or_default() + 1
    }

    /// Changes what is said of a submission; what says nothing is not kept.
    pub fn change(&mut self, submission: FileHash, change: impl FnOnce(&mut Appraising)) {
        let mut appraising = self.work.remove(&submission).unwrap_or_default();
        change(&mut appraising);
        if appraising != Appraising::default() {
            self.work.insert(submission, appraising);
        }
    }

    /// The first criterion whose points it cannot have, or that the set does not have.
    pub fn wrong_criterion(&self, set: &CriteriaSet) -> Option<&str> {
        let mut given = self.work.values().flat_map(|appraising| &appraising.given);
        let fits = |code: &str, appraised: &Appraised| {
            set.criterion(code)
                .is_some_and(|criterion| appraised.points.is_none_or(|points| check_points(criterion, points).is_ok()))
        };
        given.find(|(code, appraised)| !fits(code, appraised)).map(|(code, _)| code.as_str())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.work.is_empty() && self.sent.is_empty()
    }

    /// `{work, sent}`
    pub(super) fn to_json(&self) -> Json {
        Json::object([
            ("work", Json::Array(self.work.iter().map(|(submission, work)| work.to_json(submission)).collect())),
            ("sent", Json::Array(self.sent.iter().map(SentAppraisal::to_json).collect())),
        ])
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
        let mut appraisals = Appraisals::default();
        for item in members.list("work")? {
            let (submission, appraising) = Appraising::read(item)?;
            // Twice about one thing: nobody could say which one holds.
            if appraisals.work.insert(submission, appraising).is_some() {
                return Err(members.error("work", ReadProblem::Invalid));
            }
        }
        let mut known = BTreeSet::new();
        for item in members.list("sent")? {
            let sent = SentAppraisal::read(item)?;
            if !known.insert((sent.unit.clone(), sent.revision)) {
                return Err(members.error("sent", ReadProblem::Invalid));
            }
            appraisals.sent.push(sent);
        }
        members.end()?;
        Ok(appraisals)
    }
}

impl Appraising {
    /// Changes what is said of a criterion; what says nothing is not kept.
    pub fn say(&mut self, criterion: &str, change: impl FnOnce(&mut Appraised)) {
        let mut appraised = self.given.remove(criterion).unwrap_or_default();
        change(&mut appraised);
        if appraised != Appraised::default() {
            self.given.insert(criterion.to_owned(), appraised);
        }
    }

    /// Adds documents that came; the same bytes under the same name once.
    pub fn receive(&mut self, file: EvidenceFile) {
        if !self.documents.contains(&file) {
            self.documents.push(file);
        }
    }

    /// `{submission, rows, documents}`, lists absent when empty.
    fn to_json(&self, submission: &FileHash) -> Json {
        let rows = self.given.iter().map(|(criterion, appraised)| {
            let mut members = vec![("criterion".to_owned(), Json::text(&**criterion))];
            members.extend(appraised.points.map(|points| ("points".to_owned(), Json::text(write_wire(points)))));
            if !appraised.remark.is_empty() {
                members.push(("remark".to_owned(), Json::text(&*appraised.remark)));
            }
            Json::Object(members)
        });
        let documents = self.documents.iter().map(EvidenceFile::to_json);
        let lists: [(&str, Vec<Json>); 2] = [("rows", rows.collect()), ("documents", documents.collect())];
        let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
        let mut members = vec![("submission".to_owned(), Json::text(submission.to_string()))];
        members.extend(lists.map(|(name, items)| (name.to_owned(), Json::Array(items))));
        Json::Object(members)
    }

    fn read(mut members: Members) -> Result<(FileHash, Self), ReadError> {
        let submission = members.parse("submission", FileHash::parse)?;
        let mut appraising = Appraising::default();
        for mut row in members.optional_list("rows")? {
            let criterion = row.word("criterion")?;
            let appraised = Appraised {
                points: row.optional_decimal("points")?,
                remark: row.optional_text("remark")?.unwrap_or_default(),
            };
            if appraising.given.insert(criterion, appraised).is_some() {
                return Err(row.error("criterion", ReadProblem::Invalid));
            }
            row.end()?;
        }
        let mut known = BTreeSet::new();
        for document in members.optional_list("documents")? {
            let file = EvidenceFile::read(document)?;
            if known.insert((file.sha256, file.name.clone())) {
                appraising.documents.push(file);
            }
        }
        members.end()?;
        Ok((submission, appraising))
    }
}

impl SentAppraisal {
    fn to_json(&self) -> Json {
        Json::object([
            ("unit", Json::text(self.unit.as_str())),
            // Revisions stay below 2^53, as they were read.
            ("revision", Json::integer(self.revision as i64)),
            ("submission", Json::text(self.submission.to_string())),
            ("sha256", Json::text(self.sha256.to_string())),
        ])
    }

    fn read(mut members: Members) -> Result<Self, ReadError> {
        let sent = SentAppraisal {
            unit: UnitId(members.slug("unit")?.into()),
            revision: members.integer("revision", 1, MAX_INTEGER - 1)? as u64,
            submission: members.parse("submission", FileHash::parse)?,
            sha256: members.parse("sha256", FileHash::parse)?,
        };
        members.end()?;
        Ok(sent)
    }
}
