//! The bar that stays in view: points, answered, saved, and the ways on.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::figure::figure;
use super::work::{FIRST_CONTROL, Work};
use crate::browser::{clock, page};
use crate::engine::decimal::write_wire;
use crate::engine::draft::ShelfError;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::{Outcome, Total};
use crate::state::autosave::SaveState;
use crate::state::follow::{Seen, together, together_first, together_seeing};
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
    let (state, role) = (work.autosave.state, work.open.role);
    // The points are what an officer looks at while typing.
    let points = together_first(work.sheet.total, points);
    let (converted, progress, next) =
        together_seeing(work.sheet.total, |total| (converted(total), progress(total), next_open(work, total)));
    let track_saving = move || {
        state.track();
        role.track();
    };
    let saved = together(track_saving, || saved(work));
    el_class("section", "score-bar")
        .attr("aria-label", "Điểm và tiến độ")
        .child(drawer_button)
        .child(points)
        .child(converted)
        .child(progress)
        .child(saved)
        .child(el_class("div", "score-actions").child(next).child(way_on))
}

fn next_open(work: Work, total: &Seen<Total>) -> El {
    el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "next-open")
        .live_flag("disabled", total.map(|total| total.answered + total.problems == total.assigned))
        .text("Câu chưa trả lời")
        .on("click", move |_| jump_to_next_open(work))
}

/// A number of the sheet under its `data-total`.
fn number(tag: &str, name: &str, total: &Seen<Total>, wire: fn(Total) -> String, shown: fn(Total) -> String) -> El {
    figure(el(tag).attr("data-total", name), total, wire, shown)
}

fn points(total: &Seen<Total>) -> El {
    let points =
        number("strong", "points", total, |total| write_wire(total.points), |total| write_points(total.points));
    let maximum =
        number("span", "maximum", total, |total| write_wire(total.maximum), |total| write_vietnamese(total.maximum));
    el_class("p", "score-points").child(points).child(el_class("span", "of").text(" / ").child(maximum).text(" điểm"))
}

fn converted(total: &Seen<Total>) -> El {
    let wire = |total: Total| write_wire(total.converted());
    el_class("p", "score-converted")
        .live_flag("hidden", total.map(|total| total.excluded.is_zero()))
        .text("Quy đổi ")
        .child(number("strong", "converted", total, wire, |total| write_points(total.converted())))
}

fn progress(total: &Seen<Total>) -> El {
    let answered = |total: Total| total.answered.to_string();
    let assigned = |total: Total| total.assigned.to_string();
    let words = el("p")
        .child(number("strong", "answered", total, answered, answered))
        .text("/")
        .child(number("span", "assigned", total, assigned, assigned))
        .text(" đã trả lời")
        .live_text(total.map(|total| match total.problems {
            0 => String::new(),
            count => format!(", {count} cần xem lại"),
        }));
    let bar = el("progress")
        .attr("aria-hidden", "true")
        .live_attr("max", total.map(|total| Some(total.assigned.max(1).to_string())))
        .live_attr("value", total.map(|total| Some(total.answered.to_string())));
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
