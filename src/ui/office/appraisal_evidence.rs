//! Whether the documents that came with the mail are those that the submission names, by their SHA-256.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, File};

use super::appraisal_page::Appraisal;
use super::view::{button, panel, table, writers_only};
use crate::browser::file_hash::hash_file;
use crate::browser::many_files;
use crate::engine::number::write_vietnamese;
use crate::engine::office::{Appraising, Arrival, check_evidence};
use crate::engine::signed::{EvidenceFile, SubmissionV1};
use crate::messages::office as words;
use crate::ui::dom::{El, el, el_class, field_of};

/// Files that are being read, one after the other.
#[derive(Clone, Default, PartialEq)]
struct Reading {
    /// Which choice of files this belongs to: one that was stopped must not go on in the next.
    run: u64,
    name: String,
    percent: u32,
    left: usize,
}

#[derive(Clone, Copy)]
struct View {
    appraisal: Appraisal,
    reading: RwSignal<Option<Reading>>,
    failed: RwSignal<Vec<String>>,
    runs: RwSignal<u64>,
}

/// The documents that the submission names and those that came.
pub fn evidence_panel(appraisal: Appraisal, submission: Arc<SubmissionV1>) -> El {
    let view =
        View { appraisal, reading: RwSignal::new(None), failed: RwSignal::new(Vec::new()), runs: RwSignal::new(0) };
    let has_files = submission.answers.iter().flat_map(|row| &row.evidence).any(|one| one.file.is_some());
    let title = panel("tai-lieu", "Tài liệu kiểm chứng").attr("data-test", "evidence");
    if !has_files {
        return title.child(el("p").text("Tệp của đơn vị không nêu tệp kiểm chứng nào."));
    }
    let list = el("div").live_children(move || {
        appraisal.desk.appraisals.with(|all| {
            let nothing = Appraising::default();
            let came = &all.work.get(&appraisal.sha256).unwrap_or(&nothing).documents;
            lists(&submission, came)
        })
    });
    let state = el("p").attr("role", "status").attr("data-test", "evidence-reading").live_text(move || {
        let failed = view.failed.get();
        let failed = match failed.is_empty() {
            true => String::new(),
            false => format!("Không đọc được: {}. Hãy chọn lại.", words::shown(&failed.join(", "))),
        };
        match view.reading.get() {
            Some(reading) => format!(
                "Đang đọc {}: {}%; còn {} tệp. {failed}",
                words::shown(&reading.name),
                reading.percent,
                reading.left
            ),
            None => failed,
        }
    });
    // One button that stays: the state changes with every slice.
    let stop = button("secondary", "evidence-stop", "Dừng", move || view.reading.set(None))
        .live_flag("hidden", move || view.reading.with(Option::is_none));
    title
        .child(el("p").text("Thả các tệp đơn vị gửi kèm thư vào đây: tệp chỉ được đọc trên máy này để so mã SHA-256 với phiếu, không được lưu."))
        .child(writers_only(appraisal.desk).child(intake(view)))
        .child(state)
        .child(stop)
        .child(list)
}

fn intake(view: View) -> El {
    let is_over = RwSignal::new(false);
    let input = el("input")
        .attr("id", "tep-kiem-chung")
        .attr("type", "file")
        .attr("multiple", "")
        .attr("data-test", "evidence-input")
        .live_flag("disabled", move || view.reading.with(Option::is_some))
        .on("change", move |event| {
            if let Some(input) = field_of(&event) {
                read(view, &many_files::chosen(&input));
            }
        });
    let label = el("label").attr("for", "tep-kiem-chung").text("Chọn các tệp kiểm chứng");
    el_class("div", "drop-zone")
        .live_class("over", move || is_over.get())
        .child(el_class("div", "text-field").child(label).child(input))
        .on("dragover", move |event: Event| {
            event.prevent_default();
            is_over.set(true);
        })
        .on("dragleave", move |_| is_over.set(false))
        .on("drop", move |event: Event| {
            event.prevent_default();
            is_over.set(false);
            many_files::dropped(&event, move |files| read(view, &files));
        })
}

fn read(view: View, files: &js_sys::Array) {
    // The page may have been left while a dropped folder was listed.
    if view.reading.try_with_untracked(Option::is_none) != Some(true)
        || !untrack(|| view.appraisal.desk.takes_changes())
    {
        return;
    }
    view.failed.set(Vec::new());
    view.runs.update(|runs| *runs += 1);
    read_next(view, view.runs.get_untracked(), files.iter().map(JsCast::unchecked_into).collect());
}

fn read_next(view: View, run: u64, mut left: VecDeque<File>) {
    let Some(file) = left.pop_front() else { return view.reading.set(None) };
    let (name, size) = (file.name(), file.size());
    view.reading.set(Some(Reading { run, name: name.clone(), percent: 0, left: left.len() }));
    let progress = move |read: f64| {
        // Stopped, or the page or the lock is gone.
        let Some(Some(mut reading)) = view.reading.try_get_untracked() else { return false };
        if reading.run != run || !untrack(|| view.appraisal.desk.takes_changes()) {
            return false;
        }
        // A percentage is a whole number from 0 to 100.
        reading.percent = (read / size * 100.0) as u32;
        view.reading.set(Some(reading));
        true
    };
    hash_file(&file, progress, move |sha256| {
        let is_wanted = |reading: &Option<Reading>| reading.as_ref().is_some_and(|reading| reading.run == run);
        if view.reading.try_with_untracked(is_wanted) != Some(true) {
            return;
        }
        match sha256 {
            // Sizes of files stay far below 2^53.
            Some(sha256) => {
                let file = EvidenceFile { name, size: size as u64, sha256 };
                view.appraisal.desk.appraise(view.appraisal.sha256, |work| work.receive(file));
            }
            None => view.failed.update(|failed| failed.push(name)),
        }
        read_next(view, run, left);
    });
}

fn lists(submission: &SubmissionV1, came: &[EvidenceFile]) -> Vec<El> {
    let (named, others) = check_evidence(submission, came);
    let count = |wanted: fn(&Arrival) -> bool| named.iter().filter(|one| wanted(&one.arrival)).count();
    let sums = format!(
        "{} tệp nêu trong phiếu: {} khớp, {} khác nội dung, {} chưa nhận.",
        named.len(),
        count(|arrival| *arrival == Arrival::Matches),
        count(|arrival| matches!(arrival, Arrival::Differs { .. })),
        count(|arrival| *arrival == Arrival::Missing)
    );
    let rows = named.iter().map(|one| {
        let (name, label) = match one.arrival {
            Arrival::Matches => ("matches", "khớp"),
            Arrival::Differs { .. } => ("differs", "cùng tên, khác nội dung"),
            Arrival::Missing => ("missing", "chưa nhận"),
        };
        el("tr")
            .attr("data-arrival", name)
            .child(el_class("td", "code").text(one.criterion))
            .child(el("td").child(el("bdi").text(&words::shown(one.title))))
            .child(el("td").child(el("bdi").text(&words::shown(&one.file.name))))
            .child(el("td").text(&kilobytes(one.file.size)))
            .child(el("td").child(el_class("span", "badge").attr("data-state", name).text(label)))
    });
    let heads = ["Tiêu chí", "Tài liệu", "Tệp", "Cỡ", "Kết luận"];
    let mut views = vec![
        el("p").attr("data-test", "evidence-sums").text(&sums),
        table("Tài liệu kiểm chứng", &heads, rows.collect()),
    ];
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|one| words::shown(&one.name)).collect();
        views.push(el("p").text(&format!("Tệp nhận được mà phiếu không nêu: {}.", names.join(", "))));
    }
    views
}

fn kilobytes(size: u64) -> String {
    format!("{} KB", write_vietnamese(size.div_ceil(1024).into()))
}
