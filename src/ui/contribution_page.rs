//! Figures between units: what this one knows of criteria that it coordinates, signed and sent to those that lead them;
//! and what others have sent.

use leptos::prelude::*;

use super::answer::answer;
use super::check_page::summary;
use super::contribution_intake::contribution_intake;
use super::criterion_view::{printed_scale, result};
use super::dom::{El, el, el_class};
use super::draft_notices::draft_notices;
use super::exported_view::{contributed_list, digits_of};
use super::person_fields::prepared_fields;
use super::sending::sending_contribution;
use super::sign_form::{SignForm, Signing, sign_form};
use super::support::explanation;
use super::work::{FIRST_CONTROL, Work, writers_only};
use crate::browser::page;
use crate::engine::draft::ExportRecord;
use crate::engine::sheet::Entry;
use crate::state::cell::Cell;
use crate::state::route::Route;

/// Figures for other units, and from them.
pub fn contribution_page(work: Work) -> El {
    let sheet = work.sheet;
    page::set_title(&format!("Số liệu phối hợp – {} – Tự Chấm", sheet.unit.name));
    let back = Route::Sheet { unit: sheet.unit, period: sheet.period }.hash();
    let head = el_class("header", "sheet-head")
        .child(el("p").child(el("a").attr("href", &format!("#{back}")).text("← Về phiếu tự chấm điểm")))
        .child(el_class("p", "eyebrow").text(&format!("{}, năm {}", sheet.unit.name, sheet.period)))
        .child(el("h1").text("Số liệu phối hợp"))
        .child(el("p").text("Đơn vị phối hợp gửi số liệu bằng tệp có chữ ký; đơn vị chủ trì mở tệp và lấy từng tiêu chí. Số liệu không được cộng điểm cho đơn vị phối hợp."));
    let helping = sheet.helping();
    let sections = match helping.is_empty() {
        true => vec![el("p").text("Đơn vị không phối hợp tiêu chí nào nên không có số liệu phải gửi.")],
        false => sending_sections(work, &helping),
    };
    el_class("div", "check")
        .child(head)
        .child(draft_notices(work))
        .child(writers_only(work).child(contribution_intake(work)))
        .children(sections)
}

fn sending_sections(work: Work, helping: &[Cell]) -> Vec<El> {
    let tried = RwSignal::new(false);
    let exported = RwSignal::new(None::<ExportRecord>);
    let form = SignForm::new(tried, Signing::Contribution);
    let count = helping.len();
    let given = helping.to_vec();
    let figures = el_class("section", "panel helping")
        .attr("id", "so-lieu-gui")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "so-lieu-gui-ten")
        .child(el("h2").attr("id", "so-lieu-gui-ten").text("Gửi số liệu cho đơn vị chủ trì"))
        .child(el("p").live_text(move || {
            let answered = given.iter().filter(|cell| cell.outcome.with(|outcome| outcome.answer().is_some())).count();
            format!("Đã có số liệu {answered}/{count} tiêu chí. Chỉ nhập những gì đơn vị biết; tiêu chí để trống không nằm trong tệp.")
        }))
        .children(helping.iter().map(|cell| card(work, *cell)).collect());
    let obstacles = el("div").live_children(move || {
        let show = |_: Work, cell: Cell, control: &'static str| {
            page::focus_inside(&cell.element_id(), control);
        };
        summary(work, form.all_obstacles(work), show).into_iter().collect()
    });
    let inputs = writers_only(work)
        .child(figures)
        .child(obstacles)
        .child(prepared_fields(work.sheet, tried))
        .child(sign_form(work, form, exported));
    let result =
        el("div").live_children(move || exported.get().map(|record| sent(work, &record)).into_iter().collect());
    let list = el("div").live_children(move || contributed_list(work).into_iter().collect());
    vec![inputs, result, list]
}

/// One criterion that the unit only coordinates.
fn card(work: Work, cell: Cell) -> El {
    let criterion = cell.criterion;
    let code = criterion.code.as_str();
    let title = el_class("h3", "criterion-title")
        .attr("id", &cell.title_id())
        .child(el_class("span", "code").text(code))
        .text(" ")
        .text(&criterion.title);
    let clear = el_class("button", "quiet")
        .attr("type", "button")
        .live_flag("hidden", move || !cell.entry.with(Entry::has_answer))
        .text("Xoá số liệu")
        .hidden_text(&format!(" tiêu chí {code}"))
        .on("click", move |_| {
            work.sheet.edit(cell, Entry::clear_answer);
            page::soon(move || {
                page::focus_inside(&cell.element_id(), FIRST_CONTROL);
            });
        });
    let body = el_class("div", "criterion-body")
        .child(title)
        .child(el_class("p", "hint").text(&format!("Đơn vị chủ trì: {}", criterion.leads_printed)))
        .maybe(printed_scale(&criterion.scale).map(|printed| el_class("p", "criterion-scale").text(printed)))
        .child(answer(work, cell))
        .child(el_class("div", "criterion-foot").child(result(cell)).child(clear))
        .child(explanation(work, cell, "Nguồn số liệu, ghi chú"));
    el_class("article", "criterion")
        .attr("id", &cell.element_id())
        .attr("tabindex", "-1")
        .attr("data-criterion", code)
        .attr("data-helping", "")
        .attr("aria-labelledby", &cell.title_id())
        .child(body)
}

/// Who leads the criteria that have figures, as the dispatch prints it.
fn leads(work: Work) -> String {
    let mut leads: Vec<&str> = Vec::new();
    for cell in &*work.sheet.helping() {
        let printed = &*cell.criterion.leads_printed;
        if cell.outcome.with_untracked(|outcome| outcome.answer().is_some()) && !leads.contains(&printed) {
            leads.push(printed);
        }
    }
    leads.join("; ")
}

/// What to do with the file that was just made.
fn sent(work: Work, record: &ExportRecord) -> El {
    el_class("section", "notice good")
        .attr("id", "da-xuat")
        .attr("tabindex", "-1")
        .attr("data-test", "contributed")
        .attr("data-file", &record.file_name)
        .attr("aria-labelledby", "da-xuat-ten")
        .child(el("h2").attr("id", "da-xuat-ten").text(&format!("Đã xuất số liệu lần {}", record.revision)))
        .child(
            el("p")
                .text("Tệp ")
                .child(el_class("span", "file-name").text(&record.file_name))
                .text(" nằm trong thư mục Tải xuống. Một tệp dùng chung; gửi cho các đơn vị chủ trì: ")
                .text(&leads(work))
                .text("."),
        )
        .child(sending_contribution(work, record))
        .child(el("p").text("Dãy số của tệp, để đọc qua điện thoại khi cần đối chiếu:"))
        .child(el_class("p", "digits").text(&digits_of(record)))
}
