//! One criterion on the sheet: its words, its input, its points and why.

use leptos::prelude::*;

use super::answer::answer;
use super::dom::{El, el, el_class};
use super::support::support;
use super::work::Work;
use crate::engine::criteria::Scale;
use crate::engine::decimal::write_wire;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::Outcome;
use crate::messages;
use crate::state::cell::Cell;
use crate::state::follow::together;

/// The frame of one criterion, with nothing in it yet.
pub fn criterion_frame(cell: Cell) -> El {
    el_class("article", "criterion")
        .attr("id", &cell.element_id())
        .attr("tabindex", "-1")
        .attr("data-criterion", cell.criterion.code.as_str())
        .attr("data-led", "")
}

/// Puts into the frame of a criterion what belongs there.
pub fn fill_criterion(work: Work, cell: Cell, frame: El) -> El {
    together(move || cell.track(), || fill(work, cell, frame))
}

fn fill(work: Work, cell: Cell, frame: El) -> El {
    let criterion = cell.criterion;
    let title_id = cell.title_id();
    // Named groups: words for screen readers only would each be a layer of their own to the browser.
    let number = el_class("p", "criterion-number")
        .attr("role", "group")
        .attr("aria-label", "Tiêu chí số")
        .text(criterion.code.printed_number());
    let printed = printed_scale(&criterion.scale).map(|printed| el_class("p", "criterion-scale").text(printed));
    let note = criterion.note.as_ref().map(|note| el_class("p", "criterion-note").text(note));
    let foot = support(work, cell, el_class("div", "criterion-foot").child(result(cell)));
    let body = el_class("div", "criterion-body")
        .child(el_class("h4", "criterion-title").attr("id", &title_id).text(&criterion.title))
        .maybe(printed)
        .maybe(note)
        .child(answer(work, cell))
        .maybe((work.app.pages.beside)(work, cell))
        .child(foot);
    frame
        .attr("aria-labelledby", &title_id)
        .live_attr("data-state", move || {
            Some(cell.outcome.with(|outcome| state_name(outcome, cell.problems_shown.get())).to_owned())
        })
        .live_flag("hidden", move || !cell.listed.get())
        .on("focusin", move |_| work.visited.set_value(Some(criterion.code.clone())))
        .child(number)
        .child(body)
        .child(points(cell))
}

fn points(cell: Cell) -> El {
    let points = move || cell.outcome.with(Outcome::points);
    let shown = el("strong")
        .attr("data-points", "")
        .live_attr("data-value", move || Some(points().map(write_wire).unwrap_or_default()))
        .live_text(move || points().map_or_else(|| "—".to_owned(), write_points));
    el_class("p", "criterion-points")
        .attr("role", "group")
        .attr("aria-label", "Điểm")
        .child(shown)
        .text(&format!("/ {}", write_vietnamese(cell.criterion.maximum)))
}

/// The "why" line or what is wrong. It is there from the start, so that screen readers hear it change.
pub(super) fn result(cell: Cell) -> El {
    el_class("div", "criterion-result")
        .attr("id", &cell.result_id())
        .attr("aria-live", "polite")
        .live_lines(move || cell.outcome.with(|outcome| lines(cell, outcome)))
}

/// The lines' class, and the lines.
fn lines(cell: Cell, outcome: &Outcome) -> (&'static str, Vec<String>) {
    let criterion = cell.criterion;
    match outcome {
        Outcome::Problem(problems) if cell.problems_shown.get() => {
            ("problem", problems.iter().map(|problem| messages::problem(criterion, problem)).collect())
        }
        other => ("why", vec![messages::outcome(criterion, other)]),
    }
}

/// The state of a criterion in its `data-state`, for its look.
fn state_name(outcome: &Outcome, problems_shown: bool) -> &'static str {
    match outcome {
        Outcome::Unanswered => "open",
        Outcome::Problem(_) if problems_shown => "problem",
        Outcome::HalfTyped { .. } | Outcome::Problem(_) => "typing",
        Outcome::DenominatorZero { .. } => "no-score",
        Outcome::Excluded => "excluded",
        Outcome::Scored { .. } => "scored",
    }
}

/// "Thang điểm" as printed, where the levels themselves do not already show it.
pub(super) fn printed_scale(scale: &'static Scale) -> Option<&'static str> {
    match scale {
        Scale::Ratio { printed, .. } | Scale::Share { printed, .. } => Some(printed),
        Scale::Choice { .. } | Scale::Count { .. } | Scale::RatioBands { .. } => None,
    }
}
