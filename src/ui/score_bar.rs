//! The bar that stays in view: points, answered, saved, and the ways on.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::work::{FIRST_CONTROL, Work};
use crate::browser::{clock, page};
use crate::engine::decimal::write_wire;
use crate::engine::draft::ShelfError;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::Outcome;
use crate::state::autosave::SaveState;
use crate::state::follow::together;
use crate::state::open_draft::Role;

/// The sticky bar of the sheet; `way_on` leads to what comes after it.
pub fn score_bar(work: Work, drawer_open: RwSignal<bool>, way_on: El) -> El {
    let drawer_button = el_class("button", "drawer-button")
        .attr("id", "nut-muc-luc")
        .attr("type", "button")
        .attr("aria-controls", "muc-luc")
        .live_attr("aria-expanded", move || Some(drawer_open.get().to_string()))
        .text("Mục lục")
        .on("click", move |_| {
            drawer_open.set(true);
            page::soon(|| {
                page::focus("dong-muc-luc");
            });
        });
    // What the total moves, and what the saving moves: one does not wait for the other.
    let (total, state, role) = (work.sheet.total, work.autosave.state, work.open.role);
    let (points, progress, next) = together(move || total.track(), || (points(work), progress(work), next_open(work)));
    let track_saving = move || {
        state.track();
        role.track();
    };
    let saved = together(track_saving, || saved(work));
    el_class("section", "score-bar")
        .attr("aria-label", "Điểm và tiến độ")
        .child(drawer_button)
        .children(points)
        .child(progress)
        .child(saved)
        .child(el_class("div", "score-actions").child(next).child(way_on))
}

fn next_open(work: Work) -> El {
    let total = work.sheet.total;
    el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "next-open")
        .live_flag("disabled", move || {
            let total = total.get();
            total.answered + total.problems == total.assigned
        })
        .text("Câu chưa trả lời")
        .on("click", move |_| jump_to_next_open(work))
}

/// A number that carries its `data-total` and, for programs, its wire decimal.
fn figure(tag: &str, name: &str, wire: impl Fn() -> String + 'static, shown: impl Fn() -> String + 'static) -> El {
    el(tag).attr("data-total", name).live_attr("data-value", move || Some(wire())).live_text(shown)
}

fn points(work: Work) -> Vec<El> {
    let total = work.sheet.total;
    let points =
        figure("strong", "points", move || write_wire(total.get().points), move || write_points(total.get().points));
    let maximum = figure(
        "span",
        "maximum",
        move || write_wire(total.get().maximum),
        move || write_vietnamese(total.get().maximum),
    );
    let converted = figure(
        "strong",
        "converted",
        move || write_wire(total.get().converted()),
        move || write_points(total.get().converted()),
    );
    vec![
        el_class("p", "score-points")
            .child(points)
            .child(el_class("span", "of").text(" / ").child(maximum).text(" điểm")),
        el_class("p", "score-converted")
            .live_flag("hidden", move || total.get().excluded.is_zero())
            .text("Quy đổi ")
            .child(converted),
    ]
}

fn progress(work: Work) -> El {
    let total = work.sheet.total;
    let answered = move || total.get().answered.to_string();
    let assigned = move || total.get().assigned.to_string();
    let words = el("p")
        .child(figure("strong", "answered", answered, answered))
        .text("/")
        .child(figure("span", "assigned", assigned, assigned))
        .text(" đã trả lời")
        .live_text(move || match total.get().problems {
            0 => String::new(),
            count => format!(", {count} cần xem lại"),
        });
    let bar = el("progress")
        .attr("aria-hidden", "true")
        .live_attr("max", move || Some(total.get().assigned.max(1).to_string()))
        .live_attr("value", move || Some(total.get().answered.to_string()));
    el_class("div", "score-progress").child(words).child(bar)
}

/// Whether the draft is stored, in words.
fn saved(work: Work) -> El {
    let state = work.autosave.state;
    el_class("p", "saved")
        .attr("data-test", "saved")
        .live_attr("data-state", move || {
            let name = match state.get() {
                SaveState::Empty => "empty",
                SaveState::Waiting => "saving",
                SaveState::Saved { .. } => "saved",
                _ => "failed",
            };
            Some(name.to_owned())
        })
        .live_text(move || match state.get() {
            _ if work.open.role.get() == Role::Reader => "Chỉ xem".to_owned(),
            SaveState::Empty => "Tự lưu khi nhập".to_owned(),
            SaveState::Waiting => "Đang lưu…".to_owned(),
            SaveState::Saved { at_ms } if clock::same_day(at_ms, clock::now_ms()) => {
                format!("Đã lưu {}", clock::time_of_day(at_ms))
            }
            SaveState::Saved { at_ms } => format!("Đã lưu {}", clock::day_and_time(at_ms)),
            SaveState::Failed(ShelfError::Disabled) => "Không lưu được".to_owned(),
            _ => "Chưa lưu được".to_owned(),
        })
}

/// Focuses the next unanswered criterion after the one visited last, going round at the end.
fn jump_to_next_open(work: Work) {
    let cells = work.sheet.cells();
    let start = work
        .visited
        .get_value()
        .and_then(|code| cells.iter().position(|cell| cell.criterion.code == code))
        .map_or(0, |index| index + 1);
    let is_open = |index: &usize| cells[*index].outcome.with_untracked(|outcome| *outcome == Outcome::Unanswered);
    let next = (start..cells.len()).chain(0..start).find(is_open);
    if let Some(cell) = next.map(|index| cells[index]) {
        cell.listed.set(true);
        work.app.focus_next.set(Some((cell.criterion.code.clone(), FIRST_CONTROL)));
    }
}
