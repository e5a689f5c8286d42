//! The reporting year, with the days that are left.

use leptos::prelude::*;

use super::dom::{El, el, el_class, value_of};
use super::work::App;
use crate::browser::clock;
use crate::engine::deadline::{DueState, due_state};
use crate::engine::number::write_vietnamese;
use crate::state::route::{FIRST_PERIOD, parse_period};

/// A field for the year, and the days that are left in it. `wrong`: what is typed is no year.
pub fn period_field(app: App, period: RwSignal<u16>, wrong: RwSignal<bool>) -> El {
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
