//! The consolidated report as a document for the printer, as it will look on paper.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::app::OfficeApp;
use crate::browser::page;
use crate::engine::signed::FileHash;
use crate::handover::office_paper::office_paper;
use crate::state::office::desk::{Desk, Opening};
use crate::ui::dom::{El, el, el_class};
use crate::ui::paper_view::{paper_place, print_button, print_hint};

/// The report as the desk has it now, and the way to print it.
pub fn paper_page(app: OfficeApp) -> El {
    let desk = app.desk;
    page::set_title("In báo cáo – Tự Chấm tổng hợp");
    // Half of the files make another report.
    let is_coming = move || desk.opening.with(|opening| matches!(opening, Opening::Coming { .. }));
    let print = print_button("In báo cáo").live_flag("disabled", is_coming);
    let head = el_class("header", "sheet-head no-print")
        .child(el("h1").text("In báo cáo"))
        .child(el("p").text(
            "Báo cáo tổng hợp theo kết quả đang có trên trang này: điểm theo nhóm, mục và từng tiêu chí, đơn vị chưa gửi, điểm ấn định kèm lý do, xếp hạng, các tệp đã nhận với dãy số để đối chiếu.",
        ))
        .child(print_hint("tên báo cáo"))
        .child(el_class("div", "button-row").child(print));
    let paper = paper_place("Báo cáo để in").live_children(move || vec![el("div").markup(&paper(desk))]);
    el_class("div", "check paper-page").child(head).child(paper)
}

/// The report, which follows files and decisions.
fn paper(desk: Desk) -> String {
    let names: BTreeMap<FileHash, String> = desk.files.with(|files| {
        let named = files.iter().map(|(file, facts)| (file.sha256, facts.name.clone()));
        named.collect()
    });
    desk.with_result(|result| office_paper(desk.file, result, &names))
}
