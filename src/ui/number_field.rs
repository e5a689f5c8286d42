//! A field for one number, typed the Vietnamese way and written in order once the field is left.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of, value_of};
use super::work::Work;
use crate::engine::criteria::Scale;
use crate::engine::number::{NumberKind, parse_typed, write_vietnamese};
use crate::engine::sheet::{Entry, Field, Outcome};
use crate::messages;
use crate::state::cell::Cell;

/// One number. The input keeps its own text while it has focus: Vietnamese input methods compose in it, and writing
/// into a focused field breaks them.
pub fn number_field(work: Work, cell: Cell, field: Field) -> El {
    let input = el("input")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("data-field", field.name())
        .attr("aria-describedby", &cell.result_id())
        .live_attr("aria-invalid", move || field_is_wrong(cell, field).then(|| "true".to_owned()))
        .live_value(move || cell.entry.with(|entry| text_in(entry, field).to_owned()))
        .on("input", move |event| {
            hold_problems_back(cell);
            let text = value_of(&event);
            work.sheet.edit(cell, |entry| *text_of(entry, field) = text);
        })
        .on("blur", move |event| {
            let Some(input) = field_of(&event) else { return };
            let text = input.value();
            if let Ok(Some(number)) = parse_typed(&text, number_kind(cell)) {
                let in_order = write_vietnamese(number);
                if in_order != text {
                    input.set_value(&in_order);
                    work.sheet.edit(cell, |entry| *text_of(entry, field) = in_order);
                }
            }
            cell.left();
        });
    el_class("label", "number-field").text(&messages::field_label(cell.criterion, field)).child(input)
}

/// Whether a problem of this field is on show.
pub fn field_is_wrong(cell: Cell, field: Field) -> bool {
    cell.problems_shown.get()
        && cell.outcome.with(|outcome| match outcome {
            Outcome::Problem(problems) => problems.iter().any(|problem| problem.field == field),
            _ => false,
        })
}

/// Keeps a new problem quiet while its text is still being typed; one that already shows goes when it is mended.
pub fn hold_problems_back(cell: Cell) {
    let are_shown = cell.problems_shown.get_untracked();
    if are_shown && !cell.outcome.with_untracked(|outcome| matches!(outcome, Outcome::Problem(_))) {
        cell.problems_shown.set(false);
    }
}

fn number_kind(cell: Cell) -> NumberKind {
    match &cell.criterion.scale {
        Scale::Count { whole: false, .. } => NumberKind::Decimal,
        _ => NumberKind::Whole,
    }
}

fn text_of(entry: &mut Entry, field: Field) -> &mut String {
    match field {
        Field::Numerator => &mut entry.numerator,
        Field::Denominator => &mut entry.denominator,
        _ => &mut entry.count,
    }
}

fn text_in(entry: &Entry, field: Field) -> &str {
    match field {
        Field::Numerator => &entry.numerator,
        Field::Denominator => &entry.denominator,
        _ => &entry.count,
    }
}
