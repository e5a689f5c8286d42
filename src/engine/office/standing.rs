//! Where each unit stands: which of its files counts, which were superseded, and what is in conflict.

use std::collections::{BTreeMap, BTreeSet};

use super::{JudgedFile, Verdict};
use crate::engine::criteria::{CriteriaSet, UnitId};
use crate::engine::signed::{FileHash, SubmissionV1};

/// One unit's standing for one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'files> {
    pub unit: UnitId,
    pub state: UnitState<'files>,
}

/// What of a unit's files counts.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitState<'files> {
    /// No file that is trusted.
    Missing,
    /// The highest revision, which alone counts.
    Received { sha256: FileHash, submission: &'files SubmissionV1 },
    /// Several files with the same highest revision and other content: nothing counts until the officer settles it.
    Conflict { files: Vec<FileHash> },
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileState {
    /// It counts.
    Counted,
    /// A higher revision has its place.
    Superseded,
    /// Another file has the same revision.
    Conflict,
    /// Not trusted.
    Rejected,
}

impl FileState {
    /// The state's name in output.
    pub fn name(self) -> &'static str {
        match self {
            FileState::Counted => "counted",
            FileState::Superseded => "superseded",
            FileState::Conflict => "conflict",
            FileState::Rejected => "rejected",
        }
    }
}

/// The standing of every unit of the set, in its order, and the state of every file by its hash. Files may come in any
/// order and more than once. `settled` names the files that the officer chose in a conflict.
pub fn standings<'files>(
    set: &CriteriaSet,
    files: &'files [JudgedFile],
    settled: &BTreeSet<FileHash>,
) -> (Vec<Standing<'files>>, BTreeMap<FileHash, FileState>) {
    let mut states: BTreeMap<FileHash, FileState> =
        files.iter().map(|file| (file.sha256, FileState::Rejected)).collect();
    let mut by_unit: BTreeMap<&str, BTreeMap<FileHash, &SubmissionV1>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.verdict == Verdict::Trusted) {
        if let Some(submission) = &file.submission {
            by_unit.entry(&submission.unit.id).or_default().insert(file.sha256, submission);
        }
    }
    let units = set.units.iter().map(|unit| {
        let trusted = by_unit.remove(unit.id.as_str()).unwrap_or_default();
        Standing { unit: unit.id.clone(), state: unit_state(&trusted, settled, &mut states) }
    });
    (units.collect(), states)
}

fn unit_state<'files>(
    trusted: &BTreeMap<FileHash, &'files SubmissionV1>,
    settled: &BTreeSet<FileHash>,
    states: &mut BTreeMap<FileHash, FileState>,
) -> UnitState<'files> {
    let Some(highest) = trusted.values().map(|submission| submission.revision).max() else {
        return UnitState::Missing;
    };
    let (top, below): (Vec<_>, Vec<_>) = trusted.iter().partition(|(_, submission)| submission.revision == highest);
    states.extend(below.iter().map(|(sha256, _)| (**sha256, FileState::Superseded)));
    // Two choices are no choice.
    let mut chosen = top.iter().filter(|(sha256, _)| settled.contains(*sha256));
    let only = match (top.as_slice(), chosen.next(), chosen.next()) {
        ([one], _, _) => Some(one),
        (_, Some(one), None) => Some(one),
        _ => None,
    };
    match only {
        Some((sha256, submission)) => {
            states.extend(top.iter().map(|(other, _)| (**other, FileState::Superseded)));
            states.insert(**sha256, FileState::Counted);
            UnitState::Received { sha256: **sha256, submission }
        }
        None => {
            states.extend(top.iter().map(|(sha256, _)| (**sha256, FileState::Conflict)));
            UnitState::Conflict { files: top.iter().map(|(sha256, _)| **sha256).collect() }
        }
    }
}
