//! The button that makes a workbook: brings the part that can, says so while it works and if it does not come.

use leptos::prelude::*;

use super::dom::{El, el_class};
use super::said::{Said, give_bytes};
use crate::browser::{clock, page, workbook};
use crate::handover::tables::Table;

const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What goes into a workbook.
pub struct Content {
    /// The name of its file, without the ending.
    pub stem: String,
    pub title: String,
    pub tables: Vec<Table>,
}

/// The button and what it says while it works. `content` is asked for when the button was pressed; what came of it is
/// written into `said`. Nothing if this page goes without the part.
pub fn workbook_button(said: RwSignal<Option<Said>>, content: impl Fn() -> Content + Copy + 'static) -> Vec<El> {
    if !workbook::is_offered() {
        return Vec::new();
    }
    let is_busy = RwSignal::new(false);
    let make = move || {
        said.set(None);
        is_busy.set(true);
        workbook::ready(move |is_there| {
            // The words stand on the screen before the page computes.
            page::after_painting(move || {
                // The officer may have gone to another page.
                if is_busy.try_set(false).is_none() {
                    said.set(Some(if is_there { give(&untrack(content)) } else { not_there() }));
                }
            });
        });
    };
    let button = el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "workbook-save")
        .text("Tải bảng tính (XLSX)")
        .live_flag("disabled", move || is_busy.get())
        .on("click", move |_| make());
    let words = el_class("p", "working").attr("role", "status").live_text(move || match is_busy.get() {
        true => "Đang lập bảng tính…".to_owned(),
        false => String::new(),
    });
    vec![button, words]
}

fn not_there() -> Said {
    Said::Bad(
        "Phần lập bảng tính chưa tải được. Hãy kiểm tra mạng rồi bấm lại, hoặc tải bảng CSV: bảng CSV không cần mạng."
            .to_owned(),
    )
}

fn give(content: &Content) -> Said {
    match workbook::make(&content.title, &content.tables, clock::now_ms()) {
        Some(bytes) => give_bytes(&format!("{}.xlsx", content.stem), WORKBOOK_TYPE, &bytes),
        None => Said::Bad("Nội dung lớn hơn một bảng tính chứa được. Hãy tải từng bảng CSV.".to_owned()),
    }
}
