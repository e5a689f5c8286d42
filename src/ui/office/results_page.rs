//! The result for others: a workbook with all of it, and each table as CSV.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::{Said, button, give, office_page, panel, said_view};
use crate::handover::csv::csv;
use crate::handover::tables::tables;
use crate::state::office::desk::Desk;
use crate::ui::dom::{El, el, el_class};
use crate::ui::said::CSV_TYPE;
use crate::ui::workbook_button::{Content, workbook_button};

/// The result for others.
pub fn results_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let words = "Kết quả tổng hợp để gửi cấp trên hoặc làm tiếp bằng bảng tính. Mọi con số lấy từ kết quả đang có trên trang này; tệp của đơn vị vẫn là gốc.";
    office_page("Xuất kết quả", words).child(whole(desk)).child(single(desk))
}

/// All of it as one workbook.
fn whole(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let content = move || Content {
        stem: stem(desk),
        title: format!("{}, năm {}", desk.file.set.title, desk.period),
        tables: desk.with_result(tables),
    };
    panel("bang-tinh", "Bảng tính")
        .child(el("p").text("Sáu trang: tổng quan, tiêu chí, đơn vị, câu trả lời, điểm ấn định, tệp. Số là số, lọc được ngay; mở bằng Excel, LibreOffice hoặc Google Trang tính."))
        .children(workbook_button(said, content))
        .child(said_view(said))
}

/// Each table as CSV.
fn single(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let names: Vec<String> = untrack(|| desk.with_result(tables)).into_iter().map(|table| table.name).collect();
    let buttons = names.into_iter().enumerate().map(|(index, name)| {
        button("secondary", "csv-save", &name, move || {
            let tables = untrack(|| desk.with_result(tables));
            if let Some(table) = tables.get(index) {
                said.set(Some(give(&table.csv_name(&stem(desk)), CSV_TYPE, &csv(table))));
            }
        })
        .attr("data-table", &index.to_string())
    });
    panel("tung-bang", "Từng bảng (CSV)")
        .child(el("p").text("Mỗi bảng một tệp văn bản, cột ngăn bằng dấu chấm phẩy, phần thập phân sau dấu phẩy."))
        .child(el_class("div", "button-row").children(buttons.collect()))
        .child(said_view(said))
}

fn stem(desk: Desk) -> String {
    format!("tucham_ketqua_{}_{}", desk.period, desk.file.set.id)
}
