//! The start page: choose the unit and the period.

use leptos::prelude::*;

use super::criteria_panel::damaged_notice;
use super::dom::{El, el, el_class};
use super::notices::dispatch_notice;
use super::period_field::period_field;
use super::unit_search::unit_search;
use super::update_notice::file_notice;
use super::work::App;
use crate::browser::page;
use crate::state::last_choice::recall;
use crate::state::route::Route;

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
        .child(period_field(app, period, wrong).child(reminder_link(period)))
        .child(unit_search(app, period, wrong))
        .child((app.pages.criteria)(app))
}

/// The way to an entry for the calendar.
fn reminder_link(period: RwSignal<u16>) -> El {
    el("a")
        .live_attr("href", move || Some(format!("#{}", Route::Reminder { period: period.get() }.hash())))
        .text("Đặt lịch nhắc hạn nộp")
}
