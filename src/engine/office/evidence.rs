//! Whether the documents that came with the mail are those that the submission names.

use crate::engine::signed::{EvidenceFile, FileHash, SubmissionV1};

/// A document's file that a submission names, and what has come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile<'a> {
    pub criterion: &'a str,
    pub title: &'a str,
    pub file: &'a EvidenceFile,
    pub arrival: Arrival,
}

/// What has come of a file that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// Byte for byte, whatever its name is now.
    Matches,
    /// One of the same name came, with other bytes.
    Differs {
        sha256: FileHash,
    },
    Missing,
}

/// Compares the files that came with those that the submission names. The second list has those that nobody named.
pub fn check_evidence<'a>(
    submission: &'a SubmissionV1,
    received: &'a [EvidenceFile],
) -> (Vec<NamedFile<'a>>, Vec<&'a EvidenceFile>) {
    let evidence = submission.answers.iter().flat_map(|row| row.evidence.iter().map(move |one| (row, one)));
    let named: Vec<NamedFile> = evidence
        .filter_map(|(row, one)| {
            let file = one.file.as_ref()?;
            Some(NamedFile { criterion: &row.criterion, title: &one.title, file, arrival: arrival(file, received) })
        })
        .collect();
    let is_named = |came: &EvidenceFile| {
        named.iter().any(|one| match one.arrival {
            Arrival::Matches => one.file.sha256 == came.sha256,
            Arrival::Differs { sha256 } => sha256 == came.sha256 && same_name(one.file, came),
            Arrival::Missing => false,
        })
    };
    let others = received.iter().filter(|came| !is_named(came)).collect();
    (named, others)
}

fn arrival(file: &EvidenceFile, received: &[EvidenceFile]) -> Arrival {
    if received.iter().any(|came| came.sha256 == file.sha256) {
        return Arrival::Matches;
    }
    match received.iter().rev().find(|came| same_name(file, came)) {
        Some(came) => Arrival::Differs { sha256: came.sha256 },
        None => Arrival::Missing,
    }
}

/// Mail programs and old disks change the case of a name.
fn same_name(left: &EvidenceFile, right: &EvidenceFile) -> bool {
    left.name.to_lowercase() == right.name.to_lowercase()
}
