//! The start page: choose the unit and the period.

use leptos::prelude::*;

use super::criteria_panel::{criteria_panel, damaged_notice};
use super::dom::{El, el, el_class, value_of};
use super::notices::dispatch_notice;
use super::unit_search::unit_search;
use super::update_notice::file_notice;
use super::work::App;
use crate::browser::{clock, page};
use crate::engine::deadline::{DueState, due_state};
use crate::engine::number::write_vietnamese;
use crate::state::last_choice::recall;
use crate::state::route::{FIRST_PERIOD, Route, parse_period};

/// Choose the unit and the period.
pub fn start_page(app: App) -> El {
    page::set_title("Tự Chấm – chọn đơn vị");
    let last = recall();
    let period = RwSignal::new(last.as_ref().map_or(app.file.set.period, |last| last.period));
    let wrong = RwSignal::new(false);
    let resume = last.and_then(|last| {
        let unit = app.file.set.unit(&last.unit)?;
        Some(
            el_class("a", "resume")
                .attr("href", &format!("#{}", Route::Sheet { unit, period: last.period }.hash()))
                .child(el("span").text("Tiếp tục"))
                .child(el("strong").text(&unit.name))
                .child(el("span").text(&format!("năm {}", last.period))),
        )
    });
    let lost = (app.route.get_untracked() == Route::Unknown).then(|| {
        el_class("p", "notice warning").attr("role", "alert").text(
            "Địa chỉ vừa mở không ứng với đơn vị và năm nào của bộ tiêu chí. Hãy chọn đơn vị trong danh sách dưới đây.",
        )
    });
    let head = el_class("header", "start-head")
        .child(el_class("p", "eyebrow").text(&app.file.office.name))
        .child(el("h1").text(&app.file.set.title))
        .child(dispatch_notice(app.file));
    el_class("div", "start")
        .child(head)
        .maybe(file_notice())
        .maybe(damaged_notice(app.criteria))
        .maybe(lost)
        .maybe(resume)
        .child(period_field(app, period, wrong))
        .child(unit_search(app, period, wrong))
        .child(criteria_panel(app))
}

/// The reporting year, with the days that are left.
fn period_field(app: App, period: RwSignal<u16>, wrong: RwSignal<bool>) -> El {
    let due = app.file.due;
    let left = move || due_state(due, period.get(), clock::now_ms());
    let input = el("input")
        .attr("id", "ky")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("data-test", "period")
        .attr("aria-describedby", "han-nop")
        .value(&period.get_untracked().to_string())
        .live_attr("aria-invalid", move || wrong.get().then(|| "true".to_owned()))
        .on("input", move |event| {
            let year = parse_period(value_of(&event).trim());
            wrong.set(year.is_none());
            if let Some(year) = year {
                period.set(year);
            }
        });
    let words = move || {
        if wrong.get() {
            return format!("Năm báo cáo: nhập bốn chữ số, từ {FIRST_PERIOD} trở đi.");
        }
        let before = format!("hạn gửi trước ngày {:02}/{:02}/{}", due.day, due.month, period.get());
        match left() {
            DueState::DaysLeft(0) => format!("Hôm nay là ngày cuối: {before}."),
            DueState::DaysLeft(days) => format!("Còn {days} ngày: {before}."),
            DueState::Late { days } => format!(
                "Đã quá hạn {} ngày: {before}. Vẫn lập và xuất tệp được; cơ quan tổng hợp sẽ ghi là nộp muộn.",
                write_vietnamese(days.into())
            ),
        }
    };
    let field = el_class("div", "text-field").child(el("label").attr("for", "ky").text("Năm báo cáo")).child(input);
    let deadline = el_class("p", "deadline")
        .attr("id", "han-nop")
        .attr("aria-live", "polite")
        .live_attr("data-late", move || Some((wrong.get() || matches!(left(), DueState::Late { .. })).to_string()))
        .live_text(words);
    el_class("section", "period").attr("aria-label", "Kỳ báo cáo").child(field).child(deadline)
}
