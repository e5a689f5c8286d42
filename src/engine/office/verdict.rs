//! What the office finds of one file: a verdict, its reason, and what was read of it.

use super::Difference;
use crate::engine::json::{Json, JsonError};
use crate::engine::scoring::Impossible;
use crate::engine::signed::{FileHash, ReadError, SubmissionV1};

/// Whether a file is taken, and if not, who has to do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Signed by a key that is enrolled for its unit and valid when it signed.
    Trusted,
    /// Signed by a key that nobody knows, for a unit that has none yet: to be confirmed by telephone.
    UnknownKey,
    /// Signed by a key that nobody knows, or that is no longer valid, for a unit that has others.
    ChangedKey,
    /// Signed by the key of another unit.
    AnotherUnitsKey,
    /// Not a file that may be taken from anyone.
    Invalid,
}

/// Why a file is invalid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Not readable, not signed, or changed after it was signed.
    Read(ReadError),
    /// Well signed, and one of our other kinds of file.
    OtherFormat { format: &'static str },
    /// Made with another criteria set, or another version of this one.
    OtherCriteriaSet { id: String, version: u32 },
    /// The same set and version by name, but not the same content.
    ChangedCriteriaSet,
    /// The set has no such unit.
    UnknownUnit { id: String },
    /// The unit's name is not the set's.
    OtherUnitName { id: String },
    /// Not exactly the criteria that the unit leads, in the set's order; the first one that differs.
    OtherCriteria { criterion: String },
    /// An answer that the criterion cannot have.
    ImpossibleAnswer { criterion: String, problem: Impossible },
    /// For another year than the one that is consolidated.
    OtherPeriod { period: u16 },
}

/// What an officer should know of a file that is judged all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// `created` is more than a day ahead of the reader's clock: one of the two clocks is wrong.
    CreatedAhead,
    /// The key was enrolled for this unit and is not valid at `proof.created`.
    KeyNotValidThen,
}

/// One file, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedFile {
    /// The file hash; of what is no JSON, the hash of its bytes, and at most of those that are ever read.
    pub sha256: FileHash,
    pub verdict: Verdict,
    /// Present exactly when the verdict is `Invalid`.
    pub reason: Option<Reason>,
    pub warnings: Vec<Warning>,
    /// Where what the file claims is not what its answers earn; the recomputed one counts.
    pub differences: Vec<Difference>,
    /// What was read, as far as it could be read.
    pub submission: Option<SubmissionV1>,
    /// Who signed it: `z6Mk…`.
    pub key: Option<String>,
    /// When it says that it was signed, Unix milliseconds.
    pub signed_ms: Option<i64>,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Verdict; 5] =
        [Verdict::Trusted, Verdict::UnknownKey, Verdict::ChangedKey, Verdict::AnotherUnitsKey, Verdict::Invalid];

    /// The verdict's name in output.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Trusted => "trusted",
            Verdict::UnknownKey => "unknown-key",
            Verdict::ChangedKey => "changed-key",
            Verdict::AnotherUnitsKey => "another-units-key",
            Verdict::Invalid => "invalid",
        }
    }
}

impl JudgedFile {
    /// What was kept of a file that could not be read at all.
    pub fn unreadable(sha256: FileHash, error: JsonError) -> Self {
        JudgedFile {
            sha256,
            verdict: Verdict::Invalid,
            reason: Some(Reason::Read(ReadError::Json(error))),
            warnings: Vec::new(),
            differences: Vec::new(),
            submission: None,
            key: None,
            signed_ms: None,
        }
    }

    /// Without the texts that adding up does not need: thousands of files stay in memory.
    pub fn slim(mut self) -> Self {
        for row in self.submission.iter_mut().flat_map(|submission| &mut submission.answers) {
            row.explanation = None;
            row.evidence = Vec::new();
        }
        self
    }

    /// Only what adding up needs: tens of thousands of files stay in memory.
    pub fn for_adding_up(mut self) -> Self {
        if self.verdict != Verdict::Trusted {
            self.submission = None;
            self.differences = Vec::new();
        }
        self.slim()
    }

    /// The machine-readable line of `signed-files.md`; `reason` and the warnings are the caller's words.
    pub fn to_json(&self, file: &str, reason: Option<&str>, warnings: &[String]) -> Json {
        let submission = self.submission.as_ref();
        let mut members = vec![
            ("file", Json::text(file)),
            ("verdict", Json::text(self.verdict.name())),
            ("reason", reason.map_or(Json::Null, Json::text)),
            ("warnings", Json::Array(warnings.iter().map(Json::text).collect())),
            ("differences", Json::Array(self.differences.iter().map(Difference::to_json).collect())),
        ];
        members.extend(submission.map(|submission| ("unit", Json::text(&*submission.unit.id))));
        members.extend(submission.map(|submission| ("period", Json::integer(i64::from(submission.period)))));
        // Revisions stay below 2^53, as they were read.
        members.extend(submission.map(|submission| ("revision", Json::integer(submission.revision as i64))));
        members.extend(self.key.as_ref().map(|key| ("key", Json::text(&**key))));
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}
