//! One section of the sheet: its subtotal, its headings and its criteria.

use leptos::prelude::*;

use super::criteria_making::Making;
use super::dom::{El, el, el_class};
use super::figure::live_points;
use crate::state::cell::Cell;
use crate::state::sheet_state::SectionState;

/// One section.
pub fn section_view(making: Making, state: &SectionState) -> El {
    let title_id = format!("{}-ten", state.element_id());
    let title = el("h3")
        .attr("id", &title_id)
        .child(el_class("span", "section-number").text(&state.section.number))
        .text(&state.section.title);
    let head = el_class("header", "section-head").child(title).child(live_points(
        "section-total",
        "data-section",
        &state.code(),
        state.total,
    ));
    let mut view = el_class("section", "section")
        .attr("id", &state.element_id())
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &title_id)
        .live_flag("hidden", nothing_listed(state.cells.clone()))
        .child(head);
    for (heading, cells) in with_headings(state) {
        if let Some(heading) = heading {
            view =
                view.child(el_class("p", "heading").live_flag("hidden", nothing_listed(cells.clone())).text(&heading));
        }
        view = view.children(cells.into_iter().map(|cell| making.criterion(cell)).collect());
    }
    view
}

fn nothing_listed(cells: Vec<Cell>) -> impl Fn() -> bool {
    move || !cells.iter().any(|cell| cell.listed.get())
}

/// Puts the unit's criteria under the headings that the dispatch prints over them. A heading stands before a criterion
/// that another unit may lead, so it is looked for among all criteria of the section.
fn with_headings(state: &SectionState) -> Vec<(Option<String>, Vec<Cell>)> {
    let mut grouped: Vec<(Option<String>, Vec<Cell>)> = Vec::new();
    let mut heading = None;
    let mut heading_is_new = true;
    for criterion in state.section.criteria.iter() {
        if let Some(title) = &criterion.heading {
            heading = Some(title.to_string());
            heading_is_new = true;
        }
        let Some(cell) = state.cells.iter().find(|cell| cell.criterion.code == criterion.code) else {
            continue;
        };
        match grouped.last_mut() {
            Some((_, cells)) if !heading_is_new => cells.push(*cell),
            _ => grouped.push((heading.clone(), vec![*cell])),
        }
        heading_is_new = false;
    }
    grouped
}
