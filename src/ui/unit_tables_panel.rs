//! The sheet for a spreadsheet: all of it as a workbook, where the page has the part that makes one, and each table as CSV.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::said::{CSV_TYPE, Said, give, said_view};
use super::work::Work;
use super::workbook_button::{Content, workbook_button};
use crate::handover::csv::csv;
use crate::handover::tables::Table;
use crate::handover::unit_tables::unit_tables;

/// The sheet as it is now, for a spreadsheet.
pub fn unit_tables_panel(work: Work) -> El {
    let said = RwSignal::new(None::<Said>);
    let sheet = work.sheet;
    let content = move || Content {
        stem: stem(work),
        title: format!("{}, tự chấm điểm năm {}", sheet.unit.name, sheet.period),
        tables: tables(work),
    };
    let workbook = workbook_button(said, content);
    let words = match workbook.is_empty() {
        false => {
            "Bảng tính có ba trang: phiếu, tài liệu kiểm chứng, tổng điểm; mở bằng Excel, LibreOffice hoặc Google Trang tính. Phần lập bảng tính chỉ tải khi bấm nút, cần có mạng (khoảng 220 KB). Bảng CSV mỗi bảng một tệp, không cần mạng."
        }
        true => {
            "Mỗi bảng một tệp CSV, mở bằng Excel, LibreOffice hoặc Google Trang tính. Riêng bảng tính XLSX chỉ có ở Tự Chấm mở trên mạng, không có trong tệp này."
        }
    };
    let single = untrack(|| tables(work)).into_iter().enumerate().map(|(index, table)| {
        el_class("button", "secondary")
            .attr("type", "button")
            .attr("data-test", "csv-save")
            .text(&format!("{} (CSV)", table.name))
            .on("click", move |_| {
                if let Some(table) = untrack(|| tables(work)).get(index) {
                    said.set(Some(give(&table.csv_name(&stem(work)), CSV_TYPE, &csv(table))));
                }
            })
    });
    el_class("section", "panel no-print")
        .attr("aria-labelledby", "bang-tinh")
        .child(el("h2").attr("id", "bang-tinh").text("Tải phiếu thành bảng tính"))
        .child(el("p").text(words))
        .children(workbook)
        .child(
            el_class("div", "button-row")
                .attr("role", "group")
                .attr("aria-label", "Tải bảng (CSV)")
                .children(single.collect()),
        )
        .child(el_class("p", "hint").text(
            "Bảng để xem, in, tính thêm; gửi về cơ quan tổng hợp vẫn là tệp đã ký ở trang “Kiểm tra và xuất tệp”.",
        ))
        .child(said_view(said))
}

fn tables(work: Work) -> Vec<Table> {
    let sheet = work.sheet;
    unit_tables(sheet.file, sheet.unit, &sheet.draft())
}

fn stem(work: Work) -> String {
    format!("tucham_phieu_{}_{}", work.sheet.period, work.sheet.unit.id)
}
