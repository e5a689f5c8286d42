//! The report's files: those of the units with their digits, so that paper and files can be matched, and those that do not
//! count with the reason.

use std::collections::BTreeMap;

use crate::engine::criteria::Unit;
use crate::engine::office::{Consolidation, FileState, JudgedFile, Reason};
use crate::engine::signed::{EnrolmentV1, FileHash, SubmissionV1, digits};
use crate::handover::html::push_element;
use crate::handover::official::{day_in_words, push_table};
use crate::messages::{first_capital, office as words};

/// Both lists.
pub fn push_files(out: &mut String, result: &Consolidation, names: &BTreeMap<FileHash, String>) {
    push_of_units(out, result);
    let (keys, refused): (Vec<&JudgedFile>, Vec<&JudgedFile>) = result
        .judged_files()
        .into_iter()
        .filter(|file| state(result, file) == FileState::Rejected)
        .partition(|file| is_enrolment(file));
    push_refused(out, result, &refused, names);
    if !keys.is_empty() {
        push_element(out, "p", "paper-note", &format!("Ngoài ra đã nhận {} tệp đăng ký khoá.", keys.len()));
    }
}

fn state(result: &Consolidation, file: &JudgedFile) -> FileState {
    result.files.get(&file.sha256).copied().unwrap_or(FileState::Rejected)
}

/// A unit's key came in it; that is no report that was refused.
fn is_enrolment(file: &JudgedFile) -> bool {
    matches!(&file.reason, Some(Reason::OtherFormat { format }) if *format == EnrolmentV1::FORMAT)
}

/// The trusted files by unit and revision.
fn push_of_units(out: &mut String, result: &Consolidation) {
    let mut files: Vec<(usize, &SubmissionV1, &JudgedFile)> = result
        .judged_files()
        .into_iter()
        .filter(|file| state(result, file) != FileState::Rejected)
        .filter_map(|file| {
            let submission = file.submission.as_ref()?;
            Some((result.set.units.iter().position(|unit| unit.id.as_str() == submission.unit.id)?, submission, file))
        })
        .collect();
    if files.is_empty() {
        push_element(out, "p", "", "Chưa có tệp nào được tính.");
        return;
    }
    files.sort_by_key(|(place, submission, file)| (*place, submission.revision, file.sha256));
    let hashes: Vec<String> = files.iter().map(|(_, _, file)| file.sha256.to_string()).collect();
    let rows: Vec<_> = files
        .iter()
        .zip(&hashes)
        .enumerate()
        .map(|(index, ((_, submission, file), hash))| {
            let received = result.receipts.get(&file.sha256);
            let cells = vec![
                (index + 1).to_string(),
                submission.unit.name.clone(),
                submission.revision.to_string(),
                first_capital(words::file_state(state(result, file))),
                received.map(|receipt| day_in_words(receipt.at_ms)).unwrap_or_default(),
                digits(&file.sha256),
            ];
            (hash.as_str(), cells)
        })
        .collect();
    let columns = [
        ("STT", "stt"),
        ("Đơn vị", "unit"),
        ("Lần", "stt"),
        ("Tình trạng", "state"),
        ("Nhận ngày", "day"),
        ("Dãy số của tệp", "file-digits"),
    ];
    push_table(out, "paper-files", &columns, &rows);
}

fn push_refused(out: &mut String, result: &Consolidation, refused: &[&JudgedFile], names: &BTreeMap<FileHash, String>) {
    if refused.is_empty() {
        return;
    }
    push_element(out, "h3", "", "Tệp không được tính");
    // A file says of itself whose it is, and nobody has proved it.
    let claimed = |file: &JudgedFile| -> Option<&Unit> { result.set.unit(&file.submission.as_ref()?.unit.id) };
    let hashes: Vec<String> = refused.iter().map(|file| file.sha256.to_string()).collect();
    let rows: Vec<_> = refused
        .iter()
        .zip(&hashes)
        .enumerate()
        .map(|(index, (file, hash))| {
            let cells = vec![
                (index + 1).to_string(),
                names.get(&file.sha256).map(|name| words::shown(name)).unwrap_or_default(),
                claimed(file).map(|unit| unit.name.to_string()).unwrap_or_default(),
                words::sentence(file).unwrap_or_else(|| words::verdict(file.verdict).to_owned()),
                digits(&file.sha256),
            ];
            (hash.as_str(), cells)
        })
        .collect();
    let columns = [
        ("STT", "stt"),
        ("Tên tệp", "file-name"),
        ("Ghi là của đơn vị", "unit"),
        ("Lý do", "reason"),
        ("Dãy số của tệp", "file-digits"),
    ];
    push_table(out, "paper-refused", &columns, &rows);
}
