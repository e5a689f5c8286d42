//! `tucham consolidate`: the district's score out of many files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tucham::engine::office::{JudgedFile, UnitState, Verdict, consolidate};

use crate::{OfficeArguments, Outcome, input, verify};

/// Adds up files; prints or writes `tucham/consolidation/1`, and tells on the side what did not count.
pub fn run(paths: &[PathBuf], arguments: &OfficeArguments, out: Option<&Path>) -> Result<Outcome, String> {
    let mut judged: Vec<JudgedFile> = Vec::new();
    let mut unreadable_count = 0;
    verify::each(paths, arguments, |_, file| match file {
        Ok(file) => judged.push(slim(file)),
        Err(_) => unreadable_count += 1,
    })?;
    let set = input::set_of(arguments.set.as_deref())?;
    let period = arguments.period.unwrap_or(set.period);
    let result = consolidate(&set, period, &judged, &BTreeSet::new(), &[]);
    input::give(out, &result.to_bytes())?;
    let received = result.standings.iter().filter(|standing| matches!(standing.state, UnitState::Received { .. }));
    let conflicts = result.standings.iter().filter(|standing| matches!(standing.state, UnitState::Conflict { .. }));
    let trusted_count = judged.iter().filter(|file| file.verdict == Verdict::Trusted).count();
    let total = result.total("");
    eprintln!(
        "{} tệp, {trusted_count} tin cậy; {}/{} đơn vị đã gửi, {} xung đột; {} / {} điểm.",
        judged.len() + unreadable_count,
        received.count(),
        result.standings.len(),
        conflicts.count(),
        total.points.normalize(),
        total.maximum.normalize(),
    );
    let all_trusted = trusted_count == judged.len() && unreadable_count == 0;
    Ok(if all_trusted { Outcome::AllTrusted } else { Outcome::SomeNot })
}

/// Without the texts that adding up does not need: tens of thousands of files stay in memory.
fn slim(mut file: JudgedFile) -> JudgedFile {
    if file.verdict != Verdict::Trusted {
        file.submission = None;
        file.differences = Vec::new();
    }
    for row in file.submission.iter_mut().flat_map(|submission| &mut submission.answers) {
        row.explanation = None;
        row.evidence = Vec::new();
    }
    file
}
