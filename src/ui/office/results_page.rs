//! The result for others: a workbook with all of it, and each table as CSV.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::{Said, button, give, office_page, panel, said_view};
use crate::browser::{clock, files, page, workbook};
use crate::handover::csv::csv;
use crate::handover::tables::{Table, tables};
use crate::state::office::desk::Desk;
use crate::ui::dom::{El, el, el_class};

const WORKBOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV_TYPE: &str = "text/csv;charset=utf-8";

/// The result for others.
pub fn results_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let words = "Kết quả tổng hợp để gửi cấp trên hoặc làm tiếp bằng bảng tính. Mọi con số lấy từ kết quả đang có trên trang này; tệp của đơn vị vẫn là gốc.";
    office_page("Xuất kết quả", words).child(whole(desk)).child(single(desk))
}

/// All of it as one workbook.
fn whole(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let is_busy = RwSignal::new(false);
    let save = button("primary", "workbook-save", "Tải bảng tính (XLSX)", move || {
        said.set(None);
        is_busy.set(true);
        workbook::ready(move |is_there| {
            // The words stand on the screen before the page computes.
            page::after_painting(move || {
                if is_busy.try_get_untracked().is_none() {
                    return;
                }
                is_busy.set(false);
                said.set(Some(if is_there { give_workbook(desk) } else { not_there() }));
            });
        });
    })
    .live_flag("disabled", move || is_busy.get());
    let busy = el_class("p", "working").attr("role", "status").live_text(move || match is_busy.get() {
        true => "Đang lập bảng tính…".to_owned(),
        false => String::new(),
    });
    panel("bang-tinh", "Bảng tính")
        .child(el("p").text("Sáu trang: tổng quan, tiêu chí, đơn vị, câu trả lời, điểm ấn định, tệp. Số là số, lọc được ngay; mở bằng Excel, LibreOffice hoặc Google Trang tính."))
        .child(save)
        .child(busy)
        .child(said_view(said))
}

fn not_there() -> Said {
    Said::Bad("Phần lập bảng tính chưa tải được. Hãy kiểm tra mạng rồi bấm lại.".to_owned())
}

fn give_workbook(desk: Desk) -> Said {
    let title = format!("{}, năm {}", desk.file.set.title, desk.period);
    let tables = untrack(|| desk.with_result(tables));
    let name = format!("{}.xlsx", stem(desk));
    match workbook::make(&title, &tables, clock::now_ms()) {
        Some(bytes) if files::download_bytes(&name, WORKBOOK_TYPE, &bytes) => Said::Good(format!("Đã tải {name}.")),
        Some(_) => Said::Bad("Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp.".to_owned()),
        None => Said::Bad("Kết quả lớn hơn một bảng tính chứa được. Hãy tải từng bảng CSV.".to_owned()),
    }
}

/// Each table as CSV.
fn single(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let names: Vec<String> = untrack(|| desk.with_result(tables)).into_iter().map(|table| table.name).collect();
    let buttons = names.into_iter().enumerate().map(|(index, name)| {
        button("secondary", "csv-save", &name, move || {
            let tables = untrack(|| desk.with_result(tables));
            if let Some(table) = tables.get(index) {
                said.set(Some(give(&file_name(desk, table), CSV_TYPE, &csv(table))));
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

fn file_name(desk: Desk, table: &Table) -> String {
    let short = crate::engine::search::fold(&table.name).replace(' ', "-");
    format!("{}_{short}.csv", stem(desk))
}
