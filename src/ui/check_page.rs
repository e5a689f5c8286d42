//! Check and export: what is wrong or open, each with the way to its place, then the persons, the signature, the file.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::draft_notices::draft_notices;
use super::exported_view::{exported_list, exported_view};
use super::person_fields::person_fields;
use super::sign_form::{Obstacle, SUMMARY, SignForm, Signing, sign_form};
use super::work::{FIRST_CONTROL, Work, writers_only};
use crate::browser::page;
use crate::engine::draft::ExportRecord;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::Outcome;
use crate::messages;
use crate::state::cell::Cell;
use crate::state::route::Route;

/// Check and export.
pub fn check_page(work: Work) -> El {
    let sheet = work.sheet;
    page::set_title(&format!("Kiểm tra và xuất tệp – {} – Tự Chấm", sheet.unit.name));
    let tried = RwSignal::new(false);
    let exported = RwSignal::new(None::<ExportRecord>);
    let form = SignForm::new(tried, Signing::Submission);
    let back = el("p").child(
        el("a")
            .attr("href", &format!("#{}", Route::Sheet { unit: sheet.unit, period: sheet.period }.hash()))
            .text("← Về phiếu tự chấm điểm"),
    );
    let head = el_class("header", "sheet-head")
        .child(back)
        .child(el_class("p", "eyebrow").text(&format!("{}, năm {}", sheet.unit.name, sheet.period)))
        .child(el("h1").text("Kiểm tra và xuất tệp"));
    let summary = el("div").live_children(move || summary(work, form.all_obstacles(work), show).into_iter().collect());
    let open = el("div").live_children(move || open_list(work).into_iter().collect());
    let result = el("div").live_children(move || match exported.get() {
        Some(record) => vec![exported_view(work, record)],
        None => Vec::new(),
    });
    let list = el("div").live_children(move || exported_list(work).into_iter().collect());
    let inputs = writers_only(work).children(person_fields(sheet, tried)).child(sign_form(work, form, exported));
    el_class("div", "check")
        .child(head)
        .child(draft_notices(work))
        .child(totals(work))
        .child(summary)
        .child(open)
        .child(inputs)
        .child(result)
        .child(list)
}

fn totals(work: Work) -> El {
    let total = work.sheet.total.get_untracked();
    let fact = |name: &str, value: String| el("div").child(el("dt").text(name)).child(el("dd").text(&value));
    let converted = (!total.excluded.is_zero()).then(|| fact("Quy đổi", write_points(total.converted())));
    let facts = el_class("dl", "totals")
        .child(fact(
            "Tổng điểm tự chấm",
            format!("{} / {}", write_points(total.points), write_vietnamese(total.maximum)),
        ))
        .maybe(converted)
        .child(fact("Đã trả lời", format!("{} / {}", total.answered, total.assigned)));
    el_class("section", "panel").attr("aria-label", "Tổng điểm").child(facts)
}

/// What is to be mended before a file can be made, each with the way to its place; `show` goes to a criterion.
pub(super) fn summary(work: Work, obstacles: Vec<Obstacle>, show: Show) -> Option<El> {
    if obstacles.is_empty() {
        return None;
    }
    let title = format!("Còn {} chỗ cần sửa trước khi xuất tệp", obstacles.len());
    let items = obstacles.into_iter().map(|obstacle| match obstacle {
        Obstacle::Criterion { cell, control, words } => place(work, cell, control, &words, show),
        Obstacle::Field { id, words } => {
            let button = el("button")
                .attr("type", "button")
                .child(el_class("span", "code").text("Phiếu"))
                .child(el_class("span", "place-words").text(words))
                .on("click", move |_| {
                    page::focus(id);
                });
            el("li").child(button)
        }
    });
    let view = el_class("section", "notice error")
        .attr("id", SUMMARY)
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "can-sua-ten")
        .child(el("h2").attr("id", "can-sua-ten").text(&title))
        .child(el_class("ul", "place-list").children(items.collect()));
    Some(view)
}

/// Criteria without an answer or without a score, which export asks about.
fn open_list(work: Work) -> Option<El> {
    let open: Vec<El> = work
        .sheet
        .cells()
        .into_iter()
        .filter_map(|cell| {
            let words = cell.outcome.with(|outcome| match outcome {
                Outcome::Unanswered => Some(cell.criterion.title.to_string()),
                Outcome::DenominatorZero { .. } => Some(messages::outcome(cell.criterion, outcome)),
                _ => None,
            })?;
            Some(place(work, cell, FIRST_CONTROL, &words, show))
        })
        .collect();
    if open.is_empty() {
        return None;
    }
    let view = el_class("section", "notice warning")
        .attr("aria-labelledby", "chua-tra-loi")
        .child(el("h2").attr("id", "chua-tra-loi").text(&format!("{} tiêu chí chưa có điểm", open.len())))
        .child(el("p").text("Vẫn xuất được tệp; các tiêu chí này không được cộng điểm."))
        .child(el_class("ul", "place-list").children(open));
    Some(view)
}

/// How to go to a control of a criterion.
pub(super) type Show = fn(Work, Cell, &'static str);

/// Goes to a criterion on the sheet.
fn show(work: Work, cell: Cell, control: &'static str) {
    work.app.show_criterion(work.sheet, cell.criterion.code.clone(), control);
}

/// A way to a criterion.
fn place(work: Work, cell: Cell, control: &'static str, words: &str, show: Show) -> El {
    let code = &cell.criterion.code;
    let button = el("button")
        .attr("type", "button")
        .attr("data-problem", code.as_str())
        .child(el_class("span", "code").text(code.as_str()))
        .child(el_class("span", "place-words").text(words))
        .on("click", move |_| {
            cell.problems_shown.set(true);
            show(work, cell, control);
        });
    el("li").child(button)
}
