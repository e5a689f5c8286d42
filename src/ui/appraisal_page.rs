//! The office's appraisal of the sheet: its points and remarks, each with the way to its criterion.

use std::rc::Rc;

use leptos::prelude::*;

use super::appraisal_beside::{EXPLANATION, difference};
use super::appraisal_opening::{Offered, RESULT, confirmation, opening};
use super::dom::{El, checked_of, el, el_class};
use super::paper_view::appraisal_instead_of;
use super::work::{FIRST_CONTROL, Work};
use crate::browser::{clock, page};
use crate::engine::appraisal::{OpenedAppraisal, appraise};
use crate::engine::draft::ExportRecord;
use crate::engine::json::read_json;
use crate::engine::number::{write_change, write_points};
use crate::engine::signed::{AppraisalRow, AppraisalV1, SubmissionV1, digits};
use crate::handover::appraisal_paper::appraisal_paper;
use crate::handover::official::points_or_dash;
use crate::state::appraisal;
use crate::state::draft_store;
use crate::state::route::Route;
use crate::state::sheet_state::Sheet;

const KEPT_UNREADABLE: &str = "Kết quả thẩm định đã lưu trên máy này không đọc được, hoặc lập theo bộ tiêu chí khác. Hãy mở lại tệp do cơ quan tổng hợp gửi.";
const DAY_MS: i64 = 24 * 3_600_000;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub(super) struct View {
    pub(super) work: Work,
    pub(super) problem: RwSignal<String>,
    pub(super) offered: RwSignal<Option<Offered>>,
    /// Counts appraisals that came or went.
    pub(super) changes: RwSignal<u64>,
    /// The appraisal as a document, while it is shown.
    pub(super) paper: RwSignal<Option<String>>,
}

/// The office's appraisal of the sheet.
pub fn appraisal_page(work: Work) -> El {
    let sheet = work.sheet;
    page::set_title(&format!("Kết quả thẩm định – {} – Tự Chấm", sheet.unit.name));
    let view = View {
        work,
        problem: RwSignal::new(String::new()),
        offered: RwSignal::new(None),
        changes: RwSignal::new(0),
        paper: RwSignal::new(None),
    };
    let back = Route::Sheet { unit: sheet.unit, period: sheet.period }.hash();
    let head = el_class("header", "sheet-head")
        .child(el("p").child(el("a").attr("href", &format!("#{back}")).text("← Về phiếu tự chấm điểm")))
        .child(el_class("p", "eyebrow").text(&format!("{}, năm {}", sheet.unit.name, sheet.period)))
        .child(el("h1").text("Kết quả thẩm định"))
        .child(el("p").text("Cơ quan tổng hợp gửi lại tệp thẩm định: điểm của cơ quan bên cạnh điểm tự chấm, kèm nhận xét. Mở tệp ở đây, xem từng tiêu chí, sửa hoặc giải trình thêm trong phiếu rồi xuất lần tiếp theo."));
    let confirm = el("div")
        .live_children(move || view.offered.get().map(|offered| confirmation(view, offered)).into_iter().collect());
    let result = el_class("div", "check-parts").live_children(move || {
        view.changes.track();
        match appraisal::current(sheet) {
            Some(opened) => vec![facts(view, &opened), rows_panel(view, opened)],
            None if appraisal::is_kept(sheet) => vec![el_class("p", "notice warning").text(KEPT_UNREADABLE)],
            None => Vec::new(),
        }
    });
    let page = el_class("div", "check").child(head).child(opening(view)).child(confirm).child(result);
    appraisal_instead_of(page, view.paper)
}

/// What the appraisal is of, and its sums.
fn facts(view: View, opened: &Rc<OpenedAppraisal>) -> El {
    let sheet = view.work.sheet;
    let appraisal = &opened.appraisal;
    let exports = sheet.exports.get_untracked();
    let known = exports.iter().find(|export| export.sha256 == appraisal.submission.sha256.to_string());
    let of = appraisal.submission.revision;
    let newer = exports.iter().any(|export| export.revision > of);
    let warning = match known {
        None => Some(
            "Máy này không có lần xuất mà tệp thẩm định nêu: có thể đã xuất ở máy khác. Nếu phiếu ở đây còn trống: mở bản nháp đã tải ở trang Bản nháp và nhập khoá của đơn vị ở trang Khoá ký trước khi sửa và xuất tiếp.",
        ),
        Some(_) if newer => Some("Đã xuất lần mới hơn lần được thẩm định: nhận xét có thể nói về câu trả lời cũ."),
        Some(_) => None,
    };
    let totals = appraisal.totals;
    let fact = |name: &str, value: String| el("div").child(el("dt").text(name)).child(el("dd").text(&value));
    let sums = el_class("dl", "totals")
        .child(fact("Tự chấm", write_points(totals.self_points)))
        .child(fact("Thẩm định", write_points(totals.appraised)))
        .child(fact("Chênh lệch", write_change(totals.appraised - totals.self_points)))
        .child(fact("Thẩm định, quy đổi", write_points(totals.converted)));
    let printed = opened.clone();
    let print = el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "appraisal-print")
        .text("In kết quả thẩm định")
        .on("click", move |_| {
            view.paper.set(Some(appraisal_paper(sheet.file, &printed.appraisal, Some(&printed.sha256))));
            page::scroll_to_top();
        });
    let (is_asked, discarded) = (RwSignal::new(false), opened.clone());
    let discard = el_class("button", "quiet")
        .attr("type", "button")
        .attr("data-test", "appraisal-discard")
        .live_text(move || match is_asked.get() {
            false => "Bỏ kết quả thẩm định khỏi máy này".to_owned(),
            true => "Bấm lần nữa để bỏ; tệp trong thư vẫn mở lại được".to_owned(),
        })
        .on("click", move |_| {
            if !is_asked.get_untracked() {
                is_asked.set(true);
                return;
            }
            appraisal::discard(sheet, &discarded);
            view.changes.update(|count| *count += 1);
            page::focus_in_place("noi-dung");
        });
    el_class("section", "panel")
        .attr("id", RESULT)
        .attr("tabindex", "-1")
        .attr("data-test", "appraisal")
        .attr("aria-labelledby", "ket-qua-tham-dinh-ten")
        .child(el("h2").attr("id", "ket-qua-tham-dinh-ten").text(&format!("Thẩm định lần {}", appraisal.revision)))
        .child(el("p").text(&format!(
            "Của tệp tự chấm điểm lần {of}; cơ quan ký lúc {}. Dãy số của tệp thẩm định: {}.",
            clock::day_and_time(appraisal.head.created_ms),
            digits(&opened.sha256)
        )))
        .maybe(warning.map(|words| el_class("p", "notice warning").text(words)))
        .maybe(untrue(sheet, known, appraisal).map(|words| el_class("p", "notice warning").text(&words)))
        .child(sums)
        .child(el_class("div", "button-row").child(print).child(discard))
}

/// What the appraisal says of the unit's own file that this machine knows to be otherwise.
fn untrue(sheet: Sheet, known: Option<&ExportRecord>, appraisal: &AppraisalV1) -> Option<String> {
    if appraisal.head.created_ms > clock::now_ms() + DAY_MS {
        return Some(
            "Giờ ký tệp thẩm định sau giờ của máy này hơn một ngày: đồng hồ của một trong hai máy sai.".to_owned(),
        );
    }
    let text = draft_store::exported_text(sheet, known?)?;
    let submission = SubmissionV1::read(&read_json(text.as_bytes()).ok()?).ok()?;
    let (rows, totals) = appraise(&sheet.file.set, &submission, |_| None);
    let other = rows.iter().zip(&appraisal.rows).find(|(ours, theirs)| ours.self_points != theirs.self_points);
    match other {
        Some((ours, _)) => Some(format!(
            "Tiêu chí {}: điểm tự chấm ghi trong tệp thẩm định khác tệp đơn vị đã gửi. Hỏi lại cơ quan tổng hợp.",
            ours.criterion
        )),
        None if appraisal.totals.excluded > totals.excluded => Some(
            "Tệp thẩm định trừ phần không phát sinh nhiều hơn tệp đơn vị đã gửi. Hỏi lại cơ quan tổng hợp.".to_owned(),
        ),
        None => None,
    }
}

/// Criterion by criterion; at first those that the office sees otherwise or has something to say about.
fn rows_panel(view: View, opened: Rc<OpenedAppraisal>) -> El {
    let all = RwSignal::new(false);
    let has_words = |row: &AppraisalRow| difference(row).is_some() || !row.remark.is_empty();
    let count = opened.appraisal.rows.iter().filter(|row| has_words(row)).count();
    let toggle = el("input")
        .attr("type", "checkbox")
        .attr("data-test", "appraisal-all")
        .live_checked(move || all.get())
        .on("change", move |event| all.set(checked_of(&event)));
    let heads = ["Tiêu chí", "Tự chấm", "Thẩm định", "Chênh lệch", "Nhận xét"];
    let heads = heads.iter().map(|head| el("th").attr("scope", "col").text(head)).collect();
    let body = el("tbody").live_children(move || {
        opened.appraisal.rows.iter().filter(|row| all.get() || has_words(row)).map(|row| table_row(view, row)).collect()
    });
    let table = el("table").child(el("thead").child(el("tr").children(heads))).child(body);
    el_class("section", "panel")
        .attr("aria-labelledby", "tung-tieu-chi")
        .child(el("h2").attr("id", "tung-tieu-chi").text("Từng tiêu chí"))
        .child(el("p").text(&match count {
            0 => "Cơ quan đồng ý với mọi điểm tự chấm và không có nhận xét.".to_owned(),
            count => format!("{count} tiêu chí có điểm khác hoặc có nhận xét. Bấm vào tiêu chí để sửa hoặc giải trình thêm trong phiếu."),
        }))
        .child(el_class("label", "check-line").child(toggle).text("Hiện cả các tiêu chí không có gì khác"))
        .child(
            el_class("div", "table-scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Bảng điểm thẩm định")
                .child(table),
        )
}

fn table_row(view: View, row: &AppraisalRow) -> El {
    let work = view.work;
    let code = row.criterion.as_str();
    let criterion = work.sheet.file.set.criterion(code);
    let control = if row.remark.is_empty() { FIRST_CONTROL } else { EXPLANATION };
    let go = criterion.map(|criterion| {
        el_class("button", "quiet")
            .attr("type", "button")
            .child(el_class("span", "code").text(code))
            .text(" ")
            .text(&criterion.title)
            .on("click", move |_| work.app.show_criterion(work.sheet, criterion.code.clone(), control))
    });
    el("tr")
        .attr("data-row", code)
        .child(el("th").attr("scope", "row").maybe(go))
        .child(el("td").text(&points_or_dash(row.self_points)))
        .child(el("td").text(&points_or_dash(row.appraised)))
        .child(el("td").text(&difference(row).map(write_change).unwrap_or_default()))
        .child(el_class("td", "remark").text(&row.remark))
}
