//! The units of the set, by class, found by words with or without diacritics.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::sheet_filter::search_field;
use super::work::App;
use crate::browser::clock;
use crate::engine::assignment::assign;
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::number::write_vietnamese;
use crate::engine::search::{fold, matches};
use crate::state::draft_store;
use crate::state::route::Route;

/// What the lists of units follow.
#[derive(Clone, Copy)]
struct Chosen {
    period: RwSignal<u16>,
    wrong: RwSignal<bool>,
    words: RwSignal<String>,
}

/// A search field over the list of units.
///
/// While the year is `wrong`, the units lead nowhere: they would lead to the year before.
pub fn unit_search(app: App, period: RwSignal<u16>, wrong: RwSignal<bool>) -> El {
    let words = RwSignal::new(String::new());
    let set = &app.file.set;
    let texts: Vec<String> = set.units.iter().map(searched_text).collect();
    let count = el_class("p", "filter-count").attr("aria-live", "polite").live_text(move || {
        match words.with(|words| texts.iter().filter(|text| matches(text, words)).count()) {
            0 => "Không có đơn vị nào có tên như vậy".to_owned(),
            count => format!("{count} đơn vị"),
        }
    });
    let search = search_field("unit-search", "Tìm đơn vị, có dấu hoặc không dấu", move |text| {
        words.set(fold(&text))
    });
    let head = el_class("div", "units-head")
        .child(el("h2").attr("id", "chon-don-vi").text("Chọn đơn vị"))
        .child(search)
        .child(count);
    let classes = unit_classes(set)
        .into_iter()
        .map(|(name, units)| unit_class(app, &name, units, Chosen { period, wrong, words }));
    el_class("section", "units").attr("aria-labelledby", "chon-don-vi").child(head).children(classes.collect())
}

fn unit_class(app: App, name: &str, units: Vec<&'static Unit>, chosen: Chosen) -> El {
    let words = chosen.words;
    let texts: Vec<String> = units.iter().map(|unit| searched_text(unit)).collect();
    let links = units.into_iter().map(|unit| unit_link(app, unit, chosen));
    el_class("div", "unit-class")
        .live_flag("hidden", move || words.with(|words| !texts.iter().any(|text| matches(text, words))))
        .child(el("h3").text(name))
        .child(el("ul").children(links.collect()))
}

fn unit_link(app: App, unit: &'static Unit, chosen: Chosen) -> El {
    let Chosen { period, wrong, words } = chosen;
    let set = &app.file.set;
    let text = searched_text(unit);
    let led = assign(set, &unit.id).led;
    let criteria_count = led.len();
    let maximum = led.iter().map(|criterion| criterion.maximum).sum();
    let facts = move || match draft_store::stored(set, unit, period.get()) {
        Some(draft) => format!(
            "Bản nháp {}/{criteria_count}, lưu {}",
            draft_store::answered_count(&draft),
            clock::day_and_time(draft.saved_at_ms)
        ),
        None => format!("{criteria_count} tiêu chí, {} điểm", write_vietnamese(maximum)),
    };
    let link = el_class("a", "unit")
        .attr("data-unit", unit.id.as_str())
        .live_attr("href", move || {
            (!wrong.get()).then(|| format!("#{}", Route::Sheet { unit, period: period.get() }.hash()))
        })
        .child(el_class("span", "unit-name").text(&unit.name))
        .child(el_class("span", "unit-facts").live_text(facts));
    el("li").live_flag("hidden", move || words.with(|words| !matches(&text, words))).child(link)
}

/// The classes of the set with their units, and last the units that belong to none.
fn unit_classes(set: &'static CriteriaSet) -> Vec<(String, Vec<&'static Unit>)> {
    let mut classes: Vec<(String, Vec<&'static Unit>)> = set
        .classes
        .iter()
        .map(|class| (class.name.to_string(), class.units.iter().filter_map(|id| set.unit(id.as_str())).collect()))
        .collect();
    let in_none = |unit: &&Unit| !set.classes.iter().any(|class| class.units.contains(&unit.id));
    let others: Vec<&'static Unit> = set.units.iter().filter(in_none).collect();
    if !others.is_empty() {
        classes.push(("Đơn vị khác được giao trong công văn".to_owned(), others));
    }
    classes
}

fn searched_text(unit: &Unit) -> String {
    let mut text = fold(&unit.name);
    for alias in unit.aliases.iter() {
        text.push(' ');
        text.push_str(&fold(alias));
    }
    text
}
