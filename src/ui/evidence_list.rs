//! The documents that prove an answer: title, number, page or section, and the file that goes with the mail.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of, value_of};
use super::number_field::field_is_wrong;
use super::work::Work;
use crate::browser::file_hash::hash_file;
use crate::browser::page;
use crate::engine::number::write_vietnamese;
use crate::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry, Field};
use crate::engine::signed::is_blank;
use crate::state::cell::Cell;

/// A part of a document's line: its label, its name in `data-evidence`, and where it is kept.
type Part = (&'static str, &'static str, fn(&mut EvidenceEntry) -> &mut String);

const PARTS: [Part; 3] = [
    ("Tên tài liệu", "title", |evidence| &mut evidence.title),
    ("Số, ký hiệu", "reference", |evidence| &mut evidence.reference),
    ("Trang, mục", "place", |evidence| &mut evidence.place),
];

/// A file of one document that is being read.
#[derive(Clone)]
struct Reading {
    index: usize,
    name: String,
    percent: u32,
}

/// What the rows of one criterion share.
#[derive(Clone, Copy)]
struct Rows {
    work: Work,
    cell: Cell,
    /// Counts rows that came, went or got another file: typing in a row must not replace it.
    changes: RwSignal<u64>,
    /// One file at a time.
    reading: RwSignal<Option<Reading>>,
    /// The document whose file could not be read.
    failed: RwSignal<Option<usize>>,
}

/// Documents of one criterion.
pub fn evidence_list(work: Work, cell: Cell) -> El {
    let rows =
        Rows { work, cell, changes: RwSignal::new(0), reading: RwSignal::new(None), failed: RwSignal::new(None) };
    let list = el_class("div", "evidence-rows").live_children(move || {
        rows.changes.track();
        work.sheet.replaced_count.track();
        let count = cell.entry.with_untracked(|entry| entry.evidence.len());
        (0..count).map(|index| row(rows, index)).collect()
    });
    let add = el_class("button", "quiet add")
        .attr("type", "button")
        .text("+ Thêm tài liệu")
        .hidden_text(&format!(" cho tiêu chí {}", cell.criterion.code))
        .on("click", move |_| {
            work.sheet.edit(cell, |entry| entry.evidence.push(EvidenceEntry::default()));
            rows.changes.update(|count| *count += 1);
            // The new row is there once the followers have had their turn.
            page::soon(move || {
                page::focus_inside(&list_id(cell), ".evidence-row:last-child input");
            });
        });
    let said = el_class("p", "hint").attr("role", "status").live_text(move || match (rows.reading.get(), rows.failed.get()) {
        (Some(reading), _) => format!("Đang đọc {}: {}%", reading.name, reading.percent),
        (None, Some(index)) => format!(
            "Tài liệu {}: không đọc được tệp. Kiểm tra tệp còn ở chỗ cũ và chưa bị chương trình khác khoá, rồi chọn lại.",
            index + 1
        ),
        (None, None) => String::new(),
    });
    el_class("div", "evidence")
        .attr("id", &list_id(cell))
        .attr("data-field", Field::Evidence.name())
        .child(list)
        .child(said)
        .child(add)
}

fn row(rows: Rows, index: usize) -> El {
    let Rows { work, cell, changes, .. } = rows;
    let number = index + 1;
    let remove = el_class("button", "quiet")
        .attr("type", "button")
        .attr("aria-label", &format!("Bỏ tài liệu {number} của tiêu chí {}", cell.criterion.code))
        .text("Bỏ")
        .on("click", move |_| {
            // A file that is being read may be for a row whose number changes now.
            rows.reading.set(None);
            rows.failed.set(None);
            work.sheet.edit(cell, |entry| {
                if index < entry.evidence.len() {
                    entry.evidence.remove(index);
                }
            });
            changes.update(|count| *count += 1);
            page::focus_inside(&list_id(cell), "button.add");
        });
    el_class("div", "evidence-row")
        .attr("role", "group")
        .attr("aria-label", &format!("Tài liệu {number} của tiêu chí {}", cell.criterion.code))
        .children(PARTS.iter().map(|part| text(work, cell, index, *part)).collect())
        .child(remove)
        .child(file(rows, index))
}

/// The file that goes with the mail: what it is known by, or the way to choose one.
fn file(rows: Rows, index: usize) -> El {
    let chosen = rows.cell.entry.with_untracked(|entry| entry.evidence.get(index).and_then(|one| one.file.clone()));
    let place = el_class("div", "evidence-file").attr("data-evidence", "file");
    if let Some(file) = chosen {
        let size = write_vietnamese((file.size / 1024).max(1).into());
        let facts = format!("{}, {size} KB, SHA-256 {}…", file.name, &file.sha256.to_string()[..8]);
        let drop = el_class("button", "quiet").attr("type", "button").text("Bỏ tệp").on("click", move |_| {
            keep(rows, index, None);
        });
        return place.child(el_class("span", "file-name").text(&facts)).child(drop);
    }
    let id = format!("{}-{index}-file", list_id(rows.cell));
    let input = el("input").attr("id", &id).attr("type", "file").on("change", move |event| {
        let Some(file) = field_of(&event).and_then(|input| input.files()).and_then(|files| files.get(0)) else {
            return;
        };
        read(rows, index, file);
    });
    let label = el("label").attr("for", &id).text("Tệp gửi kèm thư (nếu có; tệp chỉ được đọc trên máy này)");
    place.child(label).child(input.live_flag("disabled", move || rows.reading.with(Option::is_some)))
}

fn read(rows: Rows, index: usize, file: web_sys::File) {
    let (name, size) = (file.name(), file.size());
    rows.failed.set(None);
    rows.reading.set(Some(Reading { index, name: name.clone(), percent: 0 }));
    // The row may be gone, or the sheet: then the reading ends.
    let is_wanted =
        move || rows.reading.try_with_untracked(|reading| reading.as_ref().is_some_and(|one| one.index == index));
    let progress = move |read: f64| {
        if is_wanted() != Some(true) {
            return false;
        }
        // A percentage is a whole number from 0 to 100.
        let percent = (read / size * 100.0) as u32;
        rows.reading.update(|reading| reading.iter_mut().for_each(|one| one.percent = percent));
        true
    };
    hash_file(&file, progress, move |sha256| {
        if is_wanted() != Some(true) {
            return;
        }
        rows.reading.set(None);
        match sha256 {
            Some(sha256) => keep(rows, index, Some(EvidenceFileEntry { name, size: size as u64, sha256 })),
            None => rows.failed.set(Some(index)),
        }
    });
}

fn keep(rows: Rows, index: usize, file: Option<EvidenceFileEntry>) {
    rows.work.sheet.edit(rows.cell, |entry| {
        if let Some(evidence) = entry.evidence.get_mut(index) {
            // A document is mostly called as its file is.
            if let Some(file) = file.as_ref().filter(|_| is_blank(&evidence.title)) {
                evidence.title = file.name.rsplit_once('.').map_or(&*file.name, |(stem, _)| stem).to_owned();
            }
            evidence.file = file;
        }
    });
    rows.changes.update(|count| *count += 1);
    page::soon(move || {
        // A large file takes a while: the officer may have closed this and be typing elsewhere.
        if rows.cell.support_shown.get_untracked() {
            page::focus_inside(
                &list_id(rows.cell),
                &format!(".evidence-row:nth-child({}) .evidence-file :is(button, input)", index + 1),
            );
        }
    });
}

fn text(work: Work, cell: Cell, index: usize, (label, name, part): Part) -> El {
    let id = format!("{}-{index}-{name}", list_id(cell));
    let first = cell.entry.with_untracked(|entry| {
        entry.evidence.get(index).cloned().map(|mut evidence| std::mem::take(part(&mut evidence)))
    });
    let input = el("input")
        .attr("id", &id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-describedby", &cell.result_id())
        .live_attr("aria-invalid", move || (name == "title" && lacks_title(cell, index)).then(|| "true".to_owned()))
        .value(&first.unwrap_or_default())
        .on("input", move |event| {
            let text = value_of(&event);
            cell.problems_shown.set(false);
            work.sheet.edit(cell, |entry| {
                if let Some(evidence) = entry.evidence.get_mut(index) {
                    *part(evidence) = text;
                }
            });
        })
        .on("blur", move |_| cell.left());
    el_class("div", "text-field")
        .attr("data-evidence", name)
        .child(el("label").attr("for", &id).text(label))
        .child(input)
}

/// Whether it is on show that this document has no name.
fn lacks_title(cell: Cell, index: usize) -> bool {
    let is_nameless =
        |entry: &Entry| entry.evidence.get(index).is_some_and(|one| !one.is_blank() && is_blank(&one.title));
    field_is_wrong(cell, Field::Evidence) && cell.entry.with(is_nameless)
}

fn list_id(cell: Cell) -> String {
    format!("{}-tai-lieu", cell.element_id())
}
