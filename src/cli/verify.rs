//! `tucham verify`: each file's verdict, in the order in which the files are given.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use tucham::contract::verdict_to_json;
use tucham::engine::assignment::Leads;
use tucham::engine::json::{Json, write_canonical};
use tucham::engine::office::{JudgedFile, Office, Verdict, judge};
use tucham::messages::office as words;

use crate::visible::visible;
use crate::{OfficeArguments, Outcome, input, keys, out};

/// Files that are in memory at a time: enough for every core, few enough for an old machine.
const CHUNK: usize = 256;

/// Verifies files.
pub fn run(paths: &[PathBuf], arguments: &OfficeArguments, json: bool) -> Result<Outcome, String> {
    let mut all_trusted = true;
    each(paths, arguments, |path, file| {
        all_trusted &= matches!(&file, Ok(file) if file.verdict == Verdict::Trusted);
        out::line(if json { line_of_json(path, &file) } else { line_of_words(path, &file) });
    })?;
    Ok(if all_trusted { Outcome::AllTrusted } else { Outcome::SomeNot })
}

/// Judges every file and hands it over in order; an error is of the file system's.
pub fn each(
    paths: &[PathBuf],
    arguments: &OfficeArguments,
    mut take: impl FnMut(&Path, Result<JudgedFile, String>),
) -> Result<(), String> {
    let set = input::set_of(arguments.set.as_deref())?;
    let roster = input::roster_of(arguments.roster.as_deref())?;
    let period = Some(arguments.period.unwrap_or(set.period));
    let office = Office { set: &set, leads: &Leads::of(&set), roster: &roster, period, now_ms: keys::now_ms() };
    let files = input::files_of(paths)?;
    let bar = bar(files.len());
    for chunk in files.chunks(CHUNK) {
        let judged: Vec<Result<JudgedFile, String>> = chunk
            .par_iter()
            .map(|path| input::bytes_of(path).map(|bytes| judge(office, &bytes)).map_err(|error| error.to_string()))
            .collect();
        bar.suspend(|| {
            for (path, file) in chunk.iter().zip(judged) {
                take(path, file);
            }
        });
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    Ok(())
}

/// Shown on a terminal only, and not for a handful of files.
fn bar(files_count: usize) -> ProgressBar {
    if files_count <= CHUNK {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} tệp, còn {eta}");
    let bar = ProgressBar::new(files_count as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn line_of_json(path: &Path, file: &Result<JudgedFile, String>) -> String {
    let name = path.to_string_lossy();
    match file {
        Ok(file) => write_canonical(&verdict_to_json(&name, file)),
        Err(error) => write_canonical(&Json::object([
            ("file", Json::text(name)),
            ("verdict", Json::text(Verdict::Invalid.name())),
            ("reason", Json::text(unreadable(error))),
            ("warnings", Json::Array(Vec::new())),
            ("differences", Json::Array(Vec::new())),
        ])),
    }
}

fn line_of_words(path: &Path, file: &Result<JudgedFile, String>) -> String {
    let name = visible(&path.to_string_lossy());
    let file = match file {
        Ok(file) => file,
        Err(error) => return format!("✗ {name}: {}", visible(&unreadable(error))),
    };
    let mark = if file.verdict == Verdict::Trusted { '✓' } else { '✗' };
    let mut line = format!("{mark} {name}: {}", words::verdict(file.verdict));
    if let Some(submission) = &file.submission {
        let unit = visible(&submission.unit.name);
        line.push_str(&format!(" – {unit}, năm {}, lần {}", submission.period, submission.revision));
    }
    let more = words::sentence(file)
        .into_iter()
        .chain(file.warnings.iter().map(|warning| words::warning(*warning).to_owned()));
    for sentence in more {
        line.push_str(&format!("\n    {}", visible(&sentence)));
    }
    for difference in &file.differences {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned());
        line.push_str(&format!(
            "\n    {}: tệp ghi {}, tính lại {}",
            visible(&difference.place),
            shown(&difference.claimed),
            shown(&difference.computed)
        ));
    }
    line
}

fn unreadable(error: &str) -> String {
    format!("Không đọc được tệp: {error}.")
}
