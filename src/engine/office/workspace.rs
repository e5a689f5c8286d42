//! The office's whole work on one year as one document: files as they came, keys, decisions (`tucham/workspace/1`).

use sha2::{Digest, Sha256};

use super::{Appraisals, Decisions, KeptFile, Override, OverrideError, Roster};
use crate::engine::criteria::CriteriaSet;
use crate::engine::json::{Json, read_json_within, write_canonical, write_pretty};
use crate::engine::signed::{FileHash, Members, ReadError, ReadProblem, SetReference, parse_time, write_time};

/// Largest workspace that is read: ten thousand files of a commune with room.
pub const MAX_WORKSPACE_BYTES: usize = 512 * 1024 * 1024;
/// Most files that one workspace takes.
pub const MAX_FILES: usize = 20_000;

/// The office's work on one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    pub set: SetReference,
    /// The criteria-set file letter for letter, where the set is not the built-in one.
    pub criteria_file: Option<String>,
    pub period: u16,
    /// Unix milliseconds.
    pub saved_ms: i64,
    pub roster: Roster,
    pub decisions: Decisions,
    pub appraisals: Appraisals,
    pub files: Vec<KeptFile>,
}

/// Why a file is no workspace that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkspaceError {
    Read(ReadError),
    /// Another kind of file.
    OtherFormat,
    /// The checksum is not that of the content: changed or damaged.
    Changed,
    /// An override that its criterion cannot have.
    Override {
        criterion: String,
        error: OverrideError,
    },
    /// Appraised points that their criterion cannot have.
    Appraised {
        criterion: String,
    },
}

impl Workspace {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/workspace/1";

    /// `tucham_tonghop_<period>_<set id>.json`
    pub fn file_name(&self) -> String {
        format!("tucham_tonghop_{}_{}.json", self.period, self.set.id)
    }

    /// The document; `sha256` is that of the rest in canonical JSON.
    pub fn to_text(&self) -> String {
        let mut members = vec![
            ("format".to_owned(), Json::text(Self::FORMAT)),
            ("criteria_set".to_owned(), self.set.to_json()),
            ("period".to_owned(), Json::integer(i64::from(self.period))),
            ("saved".to_owned(), Json::text(write_time(self.saved_ms).unwrap_or_default())),
        ];
        members.extend(self.criteria_file.as_ref().map(|text| ("criteria_file".to_owned(), Json::text(&**text))));
        members.push(("roster".to_owned(), self.roster.to_json()));
        members.push(("decisions".to_owned(), self.decisions.to_json()));
        if !self.appraisals.is_empty() {
            members.push(("appraisals".to_owned(), self.appraisals.to_json()));
        }
        members.push(("files".to_owned(), Json::Array(self.files.iter().map(KeptFile::to_json).collect())));
        let document = Json::Object(members);
        let checksum = checksum(&document);
        let Json::Object(mut members) = document else { return String::new() };
        members.push(("sha256".to_owned(), Json::text(checksum)));
        write_pretty(&Json::Object(members))
    }

    /// Reads a workspace. Its files are not judged here, and its overrides by [`Workspace::check`].
    pub fn read(bytes: &[u8]) -> Result<Self, WorkspaceError> {
        let document = read_json_within(bytes, MAX_WORKSPACE_BYTES)
            .map_err(|error| WorkspaceError::Read(ReadError::Json(error)))?;
        if document.member("format").and_then(Json::as_text) != Some(Self::FORMAT) {
            return Err(WorkspaceError::OtherFormat);
        }
        let Json::Object(mut members) = document else { return Err(WorkspaceError::OtherFormat) };
        let place = members.iter().position(|(name, _)| name == "sha256");
        let claimed = place.map(|place| members.remove(place).1).ok_or(WorkspaceError::Changed)?;
        let document = Json::Object(members);
        if claimed.as_text() != Some(&*checksum(&document)) {
            return Err(WorkspaceError::Changed);
        }
        Self::read_document(&document).map_err(WorkspaceError::Read)
    }

    /// Whether all points that the officer gave are such that their criteria can have.
    pub fn check(&self, set: &CriteriaSet) -> Result<(), WorkspaceError> {
        let wrong = |given: &Override| {
            let error = given.check(set).err()?;
            Some(WorkspaceError::Override { criterion: given.criterion.clone(), error })
        };
        if let Some(problem) = self.decisions.overrides.iter().find_map(wrong) {
            return Err(problem);
        }
        match self.appraisals.wrong_criterion(set) {
            Some(criterion) => Err(WorkspaceError::Appraised { criterion: criterion.to_owned() }),
            None => Ok(()),
        }
    }

    fn read_document(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of("", document)?;
        members.expect("format", &Json::text(Self::FORMAT))?;
        let set = SetReference::read(members.object("criteria_set")?)?;
        let period = members.integer("period", 2018, 9999)? as u16;
        let saved_ms = members.parse("saved", parse_time)?;
        let criteria_file = match members.take("criteria_file") {
            None => None,
            Some(Json::String(text)) => Some(text.clone()),
            Some(_) => return Err(members.error("criteria_file", ReadProblem::Invalid)),
        };
        let roster = Roster::read(members.required("roster")?)?;
        let decisions = Decisions::read(members.required("decisions")?)?;
        let appraisals = match members.take("appraisals") {
            None => Appraisals::default(),
            Some(value) => Appraisals::read(members.inside("appraisals", value)?)?,
        };
        let files = members.list("files")?.into_iter().map(KeptFile::read_members).collect::<Result<Vec<_>, _>>()?;
        members.end()?;
        Ok(Workspace { set, criteria_file, period, saved_ms, roster, decisions, appraisals, files })
    }
}

fn checksum(document: &Json) -> String {
    FileHash(Sha256::digest(write_canonical(document)).into()).to_string()
}
