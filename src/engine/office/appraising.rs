//! What the office has said so far of one submission, and the appraisals that it has sent.

use std::collections::BTreeMap;

use crate::engine::appraisal::Appraised;
use crate::engine::criteria::UnitId;
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, MAX_INTEGER};
use crate::engine::signed::{EvidenceFile, FileHash, Members, ReadError, ReadProblem};

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
    pub(super) fn to_json(&self, submission: &FileHash) -> Json {
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

    pub(super) fn read(mut members: Members) -> Result<(FileHash, Self), ReadError> {
        let submission = members.parse("submission", FileHash::parse)?;
        let mut appraising = Appraising::default();
        for mut row in members.optional_list("rows")? {
            let criterion = row.word("criterion")?;
            let appraised = Appraised {
                points: row.optional_decimal("points")?,
                remark: row.optional_text("remark")?.unwrap_or_default(),
            };
            // Twice about one criterion: nobody could say which one holds.
            if appraising.given.insert(criterion, appraised).is_some() {
                return Err(row.error("criterion", ReadProblem::Invalid));
            }
            row.end()?;
        }
        for document in members.optional_list("documents")? {
            appraising.receive(EvidenceFile::read(document)?);
        }
        members.end()?;
        Ok((submission, appraising))
    }
}

impl SentAppraisal {
    pub(super) fn to_json(&self) -> Json {
        Json::object([
            ("unit", Json::text(self.unit.as_str())),
            // Revisions stay below 2^53, as they were read.
            ("revision", Json::integer(self.revision as i64)),
            ("submission", Json::text(self.submission.to_string())),
            ("sha256", Json::text(self.sha256.to_string())),
        ])
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
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
