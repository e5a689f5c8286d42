//! The list of sections with their progress and subtotals; a drawer on a phone.

use leptos::prelude::*;

use super::criteria_making::Making;
use super::dom::{El, el, el_class};
use crate::browser::page;
use crate::engine::letters::small;
use crate::engine::number::write_points;
use crate::engine::sheet::Total;
use crate::state::follow::{Seen, together_seeing};
use crate::state::sheet_state::{SectionState, Sheet};

/// Links to every section of the sheet.
pub fn section_list(sheet: Sheet, making: Making, drawer_open: RwSignal<bool>) -> El {
    let mut list = el_class("nav", "section-list").attr("aria-label", "Các mục của phiếu");
    for group in sheet.groups().iter() {
        let links = group
            .sections
            .iter()
            .map(|section| together_seeing(section.total, |total| section_link(section, total, making, drawer_open)));
        list = list
            .child(el_class("p", "section-list-group").text(&format!("Nhóm {}", group.group.number)))
            .child(el("ul").children(links.collect()));
    }
    list
}

fn section_link(state: &SectionState, total: &Seen<Total>, making: Making, drawer_open: RwSignal<bool>) -> El {
    let target = state.element_id();
    let figures = el_class("span", "section-figures")
        .child(el("span").live_text(total.map(|total| format!("{}/{}", total.answered, total.assigned))))
        .child(el("strong").live_text(total.map(|total| write_points(total.points))));
    let button = el("button")
        .attr("type", "button")
        .child(el_class("span", "section-number").text(&state.section.number))
        .child(el_class("span", "section-name").text(&sentence_case(&state.section.title)))
        .child(figures)
        .on("click", move |_| {
            drawer_open.set(false);
            making.finish();
            page::focus_at_top(&target);
        });
    el("li").live_class("done", total.map(|total| total.answered == total.assigned)).child(button)
}

/// The dispatch prints section titles in capitals; in a narrow list they read better in small letters.
fn sentence_case(title: &str) -> String {
    let first = title.chars().next().map(String::from).unwrap_or_default();
    let words = first.clone() + &small(&title[first.len()..]);
    words.split(' ').map(|word| if word == "cntt" { "CNTT" } else { word }).collect::<Vec<_>>().join(" ")
}
