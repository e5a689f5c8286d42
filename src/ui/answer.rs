//! The controls of an answer: radios for levels and Có/Không, fields for numbers with the levels they may reach.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::dom::{El, el, el_class};
use super::number_field::number_field;
use super::work::Work;
use crate::engine::criteria::{Band, Quantities, Scale};
use crate::engine::number::write_vietnamese;
use crate::engine::scoring::Why;
use crate::engine::sheet::{Entry, Field, Outcome};
use crate::messages;
use crate::state::cell::Cell;

/// The controls for one criterion's scale.
pub fn answer(work: Work, cell: Cell) -> El {
    match &cell.criterion.scale {
        Scale::Choice { levels } => {
            let radios = levels.iter().enumerate().map(|(index, level)| {
                radio(
                    work,
                    cell,
                    Radio {
                        field: Field::Level,
                        value: index.to_string(),
                        label: &level.label,
                        points: level.points,
                        inferred: level.inferred,
                    },
                    move |entry| entry.level == Some(index),
                    move |entry| entry.level = Some(index),
                )
            });
            controls(cell, "levels", &cell.title_id()).children(radios.collect())
        }
        Scale::Share { question, .. } => {
            let question_id = format!("{}-cau-hoi", cell.element_id());
            let radios = [true, false].map(|value| {
                radio(
                    work,
                    cell,
                    Radio {
                        field: Field::Share,
                        value: value.to_string(),
                        label: messages::yes_or_no(value),
                        points: if value { cell.criterion.maximum } else { Decimal::ZERO },
                        inferred: false,
                    },
                    move |entry| entry.share == Some(value),
                    move |entry| entry.share = Some(value),
                )
            });
            controls(cell, "levels", &format!("{} {question_id}", cell.title_id()))
                .child(el_class("p", "question").attr("id", &question_id).text(question))
                .children(radios.into())
        }
        Scale::Count { bands, .. } => controls(cell, "numbers", &cell.title_id())
            .child(number_field(work, cell, Field::Count))
            .child(band_list(cell, bands)),
        Scale::Ratio { quantities, .. } => pair(work, cell, quantities),
        Scale::RatioBands { quantities, bands } => pair(work, cell, quantities).child(band_list(cell, bands)),
    }
}

/// The frame of an answer's controls; "không phát sinh" disables them and keeps what they hold.
fn controls(cell: Cell, class: &str, labels: &str) -> El {
    el_class("fieldset", class)
        .attr("aria-labelledby", labels)
        .live_flag("disabled", move || cell.entry.with(|entry| entry.not_applicable))
}

fn pair(work: Work, cell: Cell, quantities: &Quantities) -> El {
    controls(cell, "numbers", &cell.title_id())
        .child(number_field(work, cell, Field::Numerator))
        .child(number_field(work, cell, Field::Denominator))
        .maybe(quantities.inferred.then(inferred_mark))
}

struct Radio<'label> {
    field: Field,
    value: String,
    label: &'label str,
    points: Decimal,
    inferred: bool,
}

fn radio(
    work: Work,
    cell: Cell,
    radio: Radio,
    is_picked: impl Fn(&Entry) -> bool + Copy + 'static,
    pick: impl Fn(&mut Entry) + Copy + 'static,
) -> El {
    let input = el("input")
        .attr("type", "radio")
        .attr("name", &format!("muc-{}", cell.criterion.code))
        .attr("value", &radio.value)
        .attr("data-field", radio.field.name())
        .attr("aria-describedby", &cell.result_id())
        .live_checked(move || cell.entry.with(is_picked))
        .on("change", move |_| work.sheet.edit(cell, pick));
    el_class("label", "level")
        .live_class("picked", move || cell.entry.with(is_picked))
        .child(input)
        .text(radio.label)
        .child(el_class("span", "level-points").text(&format!("{} điểm", write_vietnamese(radio.points))))
        .maybe(radio.inferred.then(inferred_mark))
}

/// The printed levels that a number may fall into, with the one that it reaches marked.
fn band_list(cell: Cell, bands: &'static [Band]) -> El {
    let items = bands.iter().map(|band| {
        let reached = move || cell.outcome.with(|outcome| reached_label(outcome) == Some(&*band.label));
        el_class("li", "band")
            .live_class("reached", reached)
            .live_attr("aria-current", move || reached().then(|| "true".to_owned()))
            .text(&band.label)
            .child(el_class("span", "band-points").text(&format!("{} điểm", write_vietnamese(band.points))))
            .maybe(band.inferred.then(inferred_mark))
    });
    el_class("ul", "bands").attr("aria-label", "Thang điểm").children(items.collect())
}

fn reached_label(outcome: &Outcome) -> Option<&str> {
    match outcome {
        Outcome::Scored { why: Why::Band { label, .. } | Why::RatioBand { label, .. }, .. } => Some(label),
        _ => None,
    }
}

/// Marks what is our reading and not the dispatch's print.
fn inferred_mark() -> El {
    el_class("span", "inferred").text("suy ra, công văn không ghi")
}
