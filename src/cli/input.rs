//! What commands read: files and folders that may be anything, criteria sets, rosters.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use tucham::engine::builtin::builtin;
use tucham::engine::criteria::source::SetSource;
use tucham::engine::criteria::{CriteriaFile, CriteriaSet, SetProblem, check, toml_source};
use tucham::engine::json::{Json, MAX_BYTES, read_json, read_json_within};
use tucham::engine::office::{MAX_WORKSPACE_BYTES, Roster};
use tucham::engine::signed::{CriteriaSetV1, ReadError, verify};
use tucham::messages::office as words;

use crate::out;

/// Every file that the paths name, folders with all that is in them, in order.
pub fn files_of(paths: &[PathBuf]) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for path in paths {
        match path.is_dir() {
            true => collect(path, &mut files)?,
            false => files.push(path.clone()),
        }
    }
    // A folder without files would count as trusted altogether.
    if files.is_empty() { Err("không có tệp nào để đọc".to_owned()) } else { Ok(files) }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let unreadable = |error| format!("không đọc được thư mục {}: {error}", folder.display());
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).map_err(unreadable)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        // A link may lead round in a circle; a folder of mail has none.
        match entry.is_dir() && !entry.is_symlink() {
            true => collect(&entry, files)?,
            false if entry.is_file() => files.push(entry),
            false => {}
        }
    }
    Ok(())
}

/// The bytes of a file, at most one more than may be judged: a huge file costs no more memory than that.
pub fn bytes_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A text file of the office's own.
pub fn text_of(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("không đọc được {}: {error}", path.display()))
}

/// The criteria set in a folder of TOML files or in a `tucham/criteria-set/1` file, or the built-in one.
pub fn set_of(path: Option<&Path>) -> Result<CriteriaSet, String> {
    Ok(criteria_file(path)?.set)
}

/// The same with what stands beside the set.
pub fn criteria_file(path: Option<&Path>) -> Result<CriteriaFile, String> {
    let Some(path) = path else { return Ok(builtin().clone()) };
    let source = if path.is_dir() { folder_source(path)? } else { file_source(path)? };
    check(&source).map_err(|problem| problem.to_string())
}

/// The files of a whole set, or a few changes to the set of a folder beside this one.
fn folder_source(folder: &Path) -> Result<SetSource, String> {
    let said = |problem: SetProblem| problem.to_string();
    let files = toml_files(folder)?;
    let Some(overlay) = toml_source::read_overlay(&files).map_err(said)? else {
        return toml_source::read_toml(&files).map_err(said);
    };
    let base = toml_files(&folder.join("..").join(&overlay.base))?;
    toml_source::read_toml(&base).and_then(|base| overlay.apply(base)).map_err(said)
}

fn toml_files(folder: &Path) -> Result<Vec<(String, String)>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("không đọc được {}: {error}", folder.display()))?;
    let paths = entries.flatten().map(|entry| entry.path());
    let files = paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, text_of(&path)?))
    });
    files.collect()
}

/// A file of the office's own: who signed it is not asked, but a signature that is there must hold.
fn file_source(path: &Path) -> Result<SetSource, String> {
    let bytes = bytes_of(path).map_err(|error| format!("không đọc được {}: {error}", path.display()))?;
    let document = read_json(&bytes).map_err(|error| words::json_error(&error))?;
    if document.member("proof").is_some() {
        verify(&document).map_err(|error| words::read_error(&ReadError::Proof(error)))?;
    }
    CriteriaSetV1::read(&document).map(|file| file.set).map_err(|error| words::read_error(&error))
}

/// The roster in a file: a list of lines, or a document with the member `roster`.
pub fn roster_of(path: Option<&Path>) -> Result<Roster, String> {
    let Some(path) = path else { return Ok(Roster::default()) };
    let wrong = |what: &str| format!("{} không phải danh sách khoá: {what}", path.display());
    let document = read_json_within(text_of(path)?.as_bytes(), MAX_WORKSPACE_BYTES)
        .map_err(|error| wrong(&words::json_error(&error)))?;
    let lines = match &document {
        Json::Array(_) => &document,
        _ => document.member("roster").ok_or_else(|| wrong("không có mục \"roster\""))?,
    };
    Roster::read(lines).map_err(|error| wrong(&words::read_error(&error)))
}

/// Writes a file of the office's own; never over another one unless it says so.
pub fn write_new(path: &Path, text: &str) -> Result<(), String> {
    use std::io::Write;
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map_err(|error| format!("không ghi được {}: {error}", path.display()))?;
    file.write_all(text.as_bytes()).map_err(|error| format!("không ghi được {}: {error}", path.display()))
}

/// Writes a result to a file, or prints it.
pub fn give(out: Option<&Path>, text: &str) -> Result<(), String> {
    match out {
        Some(path) => fs::write(path, text).map_err(|error| format!("không ghi được {}: {error}", path.display())),
        None => {
            out::raw(text);
            Ok(())
        }
    }
}
