//! What stands beside an answer: "không phát sinh", the explanation, the evidence, and taking the answer back.

use leptos::prelude::*;

use super::dom::{El, Place, checked_of, el, el_class, value_of};
use super::evidence_list::evidence_list;
use super::number_field::{field_is_wrong, hold_problems_back};
use super::work::{FIRST_CONTROL, Work};
use crate::browser::page;
use crate::engine::sheet::{Entry, Field};
use crate::state::cell::Cell;

const SUPPORT: &str = "Giải trình, tài liệu kiểm chứng";

/// Puts explanation, evidence and "không phát sinh" of one criterion into its `foot`.
pub fn support(work: Work, cell: Cell, foot: El) -> El {
    let code = &cell.criterion.code;
    let checkbox = el("input")
        .attr("type", "checkbox")
        .attr("data-field", Field::NotApplicable.name())
        .attr("aria-describedby", &cell.result_id())
        .attr("aria-label", &format!("Không phát sinh, tiêu chí {code}"))
        .live_checked(move || cell.entry.with(|entry| entry.not_applicable))
        .on("change", move |event| {
            let marked = checked_of(&event);
            hold_problems_back(cell);
            if marked {
                cell.support_shown.set(true);
            }
            work.sheet.edit(cell, |entry| entry.not_applicable = marked);
        });
    let not_applicable = el_class("label", "not-applicable").child(checkbox).text("Không phát sinh");
    // What most criteria never show is made when it is first wanted: it would be half of what the sheet is made of.
    let clear = move || {
        el_class("button", "quiet")
            .attr("type", "button")
            .attr("aria-label", &format!("Xoá trả lời tiêu chí {code}"))
            .live_flag("hidden", move || !cell.entry.with(Entry::has_answer))
            .text("Xoá trả lời")
            .on("click", move |_| {
                work.sheet.edit(cell, Entry::clear_answer);
                // The button goes with the answer; the first control is where the officer goes on.
                page::soon(move || {
                    page::focus_inside(&cell.element_id(), FIRST_CONTROL);
                });
            })
    };
    let room = move || {
        el_class("div", "support-room")
            .live_attr("hidden", move || room_hidden(cell).map(str::to_owned))
            // The browser's search has found something in it.
            .on("beforematch", move |_| cell.support_shown.set(true))
            .child(explanation(work, cell, "Giải trình"))
            .child(evidence_list(work, cell))
    };
    let opener = opener(cell);
    let foot = foot.child(not_applicable).child(opener.clone()).once(
        Place::Inside,
        move || room_hidden(cell) != Some(""),
        room,
    );
    opener.once(Place::Before, move || cell.entry.with(Entry::has_answer), clear);
    foot
}

/// Opens explanation and evidence, and closes them. No button: in a sheet that may only be read it would be disabled, and whoever
/// reads opens them too. No `details` either, each of which is a shadow tree with a style sheet of its own to the browser.
fn opener(cell: Cell) -> El {
    let code = &cell.criterion.code;
    let toggle = move || cell.support_shown.set(!cell.support_shown.get_untracked());
    let summary_text =
        move || cell.entry.with(support_summary).map(|summary| format!(" · {summary}")).unwrap_or_default();
    el_class("span", "support-opener")
        .attr("role", "button")
        .attr("tabindex", "0")
        .live_attr("aria-expanded", move || Some(cell.support_shown.get().to_string()))
        .live_attr("aria-label", move || Some(format!("{SUPPORT}{}, tiêu chí {code}", summary_text())))
        .text(SUPPORT)
        .once(
            Place::Inside,
            move || has_support(cell),
            move || el_class("span", "support-summary").live_text(summary_text),
        )
        .on("click", move |_| toggle())
        .on("keydown", move |event| {
            if page::takes_press(&event) {
                toggle();
            }
        })
}

/// The `hidden` of what the opener opens: on paper, and for the browser's search, what is in it is there while it is closed.
fn room_hidden(cell: Cell) -> Option<&'static str> {
    match (cell.support_shown.get(), has_support(cell)) {
        (true, _) => None,
        (false, true) => Some("until-found"),
        (false, false) => Some(""),
    }
}

/// Whether a control is one of those that are made when explanation and evidence are opened.
pub fn is_in_support(control: &str) -> bool {
    [Field::Explanation, Field::Evidence].iter().any(|field| control.contains(field.name()))
}

/// The text that goes with an answer.
pub(super) fn explanation(work: Work, cell: Cell, label: &str) -> El {
    let id = format!("{}-giai-trinh", cell.element_id());
    let area = el("textarea")
        .attr("id", &id)
        .attr("rows", "2")
        .attr("data-field", Field::Explanation.name())
        .attr("aria-describedby", &cell.result_id())
        .live_attr("aria-invalid", move || field_is_wrong(cell, Field::Explanation).then(|| "true".to_owned()))
        .live_value(move || cell.entry.with(|entry| entry.explanation.clone()))
        .on("input", move |event| {
            hold_problems_back(cell);
            let text = value_of(&event);
            work.sheet.edit(cell, |entry| entry.explanation = text);
        })
        .on("blur", move |_| cell.left());
    el_class("div", "text-field").child(el("label").attr("for", &id).text(label)).child(area)
}

fn has_support(cell: Cell) -> bool {
    cell.entry.with(|entry| support_summary(entry).is_some())
}

/// What stands in explanation and evidence, so that nobody has to open them to know.
fn support_summary(entry: &Entry) -> Option<String> {
    let documents_count = entry.evidence.iter().filter(|evidence| !evidence.is_blank()).count();
    match (entry.explanation.trim().is_empty(), documents_count) {
        (true, 0) => None,
        (false, 0) => Some("đã giải trình".to_owned()),
        (true, count) => Some(format!("{count} tài liệu")),
        (false, count) => Some(format!("đã giải trình, {count} tài liệu")),
    }
}
