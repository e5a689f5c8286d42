//! Numbers that follow the totals of a sheet.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use crate::engine::decimal::write_wire;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::Total;
use crate::state::follow::{Seen, together_seeing};

/// A sum with its maximum: `0,86 / 13 điểm`.
pub(super) fn live_points(class: &str, attribute: &str, value: &str, total: Memo<Total>) -> El {
    let maximum = total.get_untracked().maximum;
    let points = together_seeing(total, |total| {
        let number = el("strong").attr(attribute, value);
        figure(number, total, |total| write_wire(total.points), |total| write_points(total.points))
    });
    el_class("p", class).child(points).text(&format!(" / {} điểm", write_vietnamese(maximum)))
}

/// A number that follows a total, and carries for programs its wire decimal.
pub(super) fn figure(number: El, total: &Seen<Total>, wire: fn(Total) -> String, shown: fn(Total) -> String) -> El {
    number.live_attr("data-value", total.map(move |total| Some(wire(total)))).live_text(total.map(shown))
}
