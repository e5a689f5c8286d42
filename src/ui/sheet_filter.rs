//! Narrows the sheet: all, unanswered or with a problem, and words of the titles.

use leptos::prelude::*;

use super::criteria_making::Making;
use super::dom::{El, el, el_class, value_of};
use crate::engine::search::{fold, matches};
use crate::engine::sheet::Outcome;
use crate::state::cell::Cell;
use crate::state::sheet_state::Sheet;

/// Which criteria stay on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    All,
    Open,
    Problem,
}

impl Kept {
    fn keeps(self, outcome: &Outcome) -> bool {
        match self {
            Kept::All => true,
            Kept::Open => *outcome == Outcome::Unanswered,
            Kept::Problem => outcome.blocks_export() || matches!(outcome, Outcome::DenominatorZero { .. }),
        }
    }
}

/// The filter and the search field.
pub fn sheet_filter(sheet: Sheet, making: Making) -> El {
    let kept = RwSignal::new(Kept::All);
    let words = RwSignal::new(String::new());
    let cells = StoredValue::new(sheet.cells());
    // The titles never change, so they are folded once, when somebody first searches.
    let texts: StoredValue<Vec<String>> = StoredValue::new(Vec::new());
    let apply = move || {
        let words = fold(&words.get_untracked());
        let kept = kept.get_untracked();
        if !words.is_empty() && texts.with_value(Vec::is_empty) {
            texts.set_value(cells.with_value(|cells| cells.iter().map(searched_text).collect()));
        }
        for (place, cell) in cells.get_value().iter().enumerate() {
            let is_found = words.is_empty() || texts.with_value(|texts| matches(&texts[place], &words));
            let listed = is_found && cell.outcome.with_untracked(|outcome| kept.keeps(outcome));
            if cell.listed.get_untracked() != listed {
                cell.listed.set(listed);
            }
        }
    };
    // Leaving the page and coming back starts with everything listed.
    apply();
    let narrow = move || {
        making.finish();
        apply();
    };
    let option = move |value: Kept, label: &str| {
        let input = el("input").attr("type", "radio").attr("name", "loc").live_checked(move || kept.get() == value).on(
            "change",
            move |_| {
                kept.set(value);
                narrow();
            },
        );
        el_class("label", "filter-option").child(input).child(el("span").text(label))
    };
    let options = el_class("fieldset", "filter-options")
        .child(el_class("legend", "visually-hidden").text("Hiện các tiêu chí"))
        .child(option(Kept::All, "Tất cả"))
        .child(option(Kept::Open, "Chưa trả lời"))
        .child(option(Kept::Problem, "Cần xem lại"));
    let search = search_field("tim-tieu-chi", "Tìm tiêu chí (không cần dấu)", move |text| {
        words.set(text);
        narrow();
    });
    let count = el_class("p", "filter-count").attr("aria-live", "polite").live_text(move || {
        cells.with_value(|cells| match cells.iter().filter(|cell| cell.listed.get()).count() {
            0 => "Không có tiêu chí nào phù hợp".to_owned(),
            count if count == cells.len() => format!("{count} tiêu chí"),
            count => format!("{count} trong {} tiêu chí", cells.len()),
        })
    });
    el_class("div", "sheet-filter")
        .attr("role", "search")
        .attr("aria-label", "Lọc và tìm tiêu chí")
        .child(options)
        .child(search)
        .child(count)
}

/// A field to search with; what it asks for is its label and its placeholder.
pub fn search_field(id: &str, asks_for: &str, on_text: impl Fn(String) + 'static) -> El {
    let input = el("input")
        .attr("id", id)
        .attr("type", "search")
        .attr("placeholder", asks_for)
        .attr("autocomplete", "off")
        .attr("data-test", id)
        .on("input", move |event| on_text(value_of(&event)));
    el_class("div", "search-field")
        .child(el_class("label", "visually-hidden").attr("for", id).text(asks_for))
        .child(input)
}

fn searched_text(cell: &Cell) -> String {
    fold(&format!("{} {}", cell.criterion.code, cell.criterion.title))
}
