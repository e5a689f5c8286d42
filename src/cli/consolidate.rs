//! `tucham consolidate`: the district's score out of many files.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use tucham::engine::criteria::CriteriaSet;
use tucham::engine::json::read_json_within;
use tucham::engine::number::{write_points, write_vietnamese};
use tucham::engine::office::{
    Consolidation, Decisions, JudgedFile, MAX_WORKSPACE_BYTES, UnitState, Verdict, consolidate,
};
use tucham::handover::tables::tables;
use tucham::handover::workbook::workbook;
use tucham::messages::office as words;

use crate::{OfficeArguments, Outcome, input, verify};

/// Adds up files; prints or writes `tucham/consolidation/1`, and tells on the side what did not count.
pub fn run(
    paths: &[PathBuf],
    arguments: &OfficeArguments,
    decisions: Option<&Path>,
    out: Option<&Path>,
    xlsx: Option<&Path>,
) -> Result<Outcome, String> {
    let handed_out = input::criteria_file(arguments.set.as_deref())?;
    let set = &handed_out.set;
    let decisions = decisions_of(decisions, set)?;
    let mut judged: Vec<JudgedFile> = Vec::new();
    let mut unreadable_count = 0;
    verify::each(paths, arguments, |_, file| match file {
        Ok(file) => judged.push(file.for_adding_up()),
        Err(_) => unreadable_count += 1,
    })?;
    let period = arguments.period.unwrap_or(set.period);
    let result = consolidate(set, handed_out.due, period, &judged, &decisions);
    input::give(out, &result.to_bytes())?;
    if let Some(path) = xlsx {
        write_workbook(path, &result)?;
    }
    let received = result.standings.iter().filter(|standing| matches!(standing.state, UnitState::Received { .. }));
    let conflicts = result.standings.iter().filter(|standing| matches!(standing.state, UnitState::Conflict { .. }));
    let trusted_count = judged.iter().filter(|file| file.verdict == Verdict::Trusted).count();
    let late_count = result.receipts.values().filter(|receipt| receipt.is_late).count();
    let files: BTreeSet<_> = judged.iter().map(|file| file.sha256).collect();
    let total = result.total("");
    eprintln!(
        "{} tệp, {trusted_count} tin cậy, {} trùng, {late_count} trễ hạn; {}/{} đơn vị đã gửi, {} xung đột; {} / {} điểm.",
        judged.len() + unreadable_count,
        judged.len() - files.len(),
        received.count(),
        result.standings.len(),
        conflicts.count(),
        write_points(total.points),
        write_vietnamese(total.maximum),
    );
    let all_trusted = trusted_count == judged.len() && unreadable_count == 0;
    Ok(if all_trusted { Outcome::AllTrusted } else { Outcome::SomeNot })
}

fn write_workbook(path: &Path, result: &Consolidation) -> Result<(), String> {
    let wrong = |what: String| format!("không ghi được {}: {what}", path.display());
    let title = format!("{}, năm {}", result.set.title, result.period);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    // Seconds since 1970 stay far below 2^63.
    let bytes = workbook(&title, &tables(result), now as i64).map_err(|error| wrong(error.to_string()))?;
    fs::write(path, bytes).map_err(|error| wrong(error.to_string()))
}

/// The officer's decisions in a file; none without one.
fn decisions_of(path: Option<&Path>, set: &CriteriaSet) -> Result<Decisions, String> {
    let Some(path) = path else { return Ok(Decisions::default()) };
    let wrong = |what: String| format!("{}: {what}", path.display());
    let text = input::text_of(path)?;
    let document = read_json_within(text.as_bytes(), MAX_WORKSPACE_BYTES);
    let document = document.map_err(|error| wrong(words::json_error(&error)))?;
    // The workspace that the office's page saves has them too.
    let decisions = match document.member("decisions") {
        Some(decisions) => decisions,
        None => &document,
    };
    let decisions = Decisions::read(decisions).map_err(|error| wrong(words::read_error(&error)))?;
    for given in &decisions.overrides {
        given.check(set).map_err(|error| wrong(format!("{}: {}", given.criterion, words::override_error(error))))?;
    }
    Ok(decisions)
}
