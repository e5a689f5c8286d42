//! "Còn có thể đạt": open and below-maximum criteria by the points that are still to win.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::dom::{El, el, el_class};
use super::work::{App, FIRST_CONTROL};
use crate::browser::page;
use crate::engine::number::write_points;
use crate::engine::sheet::Outcome;
use crate::state::cell::Cell;
use crate::state::sheet_state::Sheet;

/// The list, worked out only while it is open, so that a keystroke costs one criterion and not all.
pub fn winnable_list(app: App, sheet: Sheet, drawer_open: RwSignal<bool>) -> El {
    let opened = RwSignal::new(false);
    let remaining = el("strong").live_text(move || {
        let total = sheet.total.get();
        write_points(total.maximum - total.excluded - total.points)
    });
    let rows = move || match opened.get() {
        true => winnable(&sheet.cells()).into_iter().map(|found| row(app, drawer_open, found)).collect(),
        false => Vec::new(),
    };
    el_class("details", "winnable")
        .on("toggle", move |event| opened.set(page::is_open(&event)))
        .child(el("summary").text("Còn có thể đạt ").child(remaining).text(" điểm"))
        .child(el("ol").live_children(rows))
}

fn row(app: App, drawer_open: RwSignal<bool>, (points, cell): (Decimal, Cell)) -> El {
    let button = el("button")
        .attr("type", "button")
        .child(el_class("span", "code").text(cell.criterion.code.as_str()))
        .child(el_class("span", "winnable-title").text(&cell.criterion.title))
        .child(el("strong").text(&format!("+{}", write_points(points))))
        .on("click", move |_| {
            drawer_open.set(false);
            cell.listed.set(true);
            app.focus_next.set(Some((cell.criterion.code.clone(), FIRST_CONTROL)));
        });
    el("li").child(button)
}

/// Most points first; equal ones stay in the dispatch's order.
fn winnable(cells: &[Cell]) -> Vec<(Decimal, Cell)> {
    let mut open: Vec<(Decimal, Cell)> = Vec::new();
    for cell in cells {
        let earned = cell.outcome.with(|outcome| match outcome {
            Outcome::Excluded => cell.criterion.maximum,
            other => other.points().unwrap_or_default(),
        });
        let left = cell.criterion.maximum - earned;
        if !left.is_zero() {
            let place = open.partition_point(|(other, _)| *other >= left);
            open.insert(place, (left, *cell));
        }
    }
    open
}
