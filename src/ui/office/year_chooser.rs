//! The chooser of another year to compare this one with.

use leptos::prelude::*;

use super::view::{Said, panel, said_view};
use crate::browser::files;
use crate::engine::office::{MAX_WORKSPACE_BYTES, Workspace};
use crate::messages::office as words;
use crate::state::office::desk::Desk;
use crate::state::office::other_years::{self, OtherYear};
use crate::ui::dom::{El, el, el_class, field_of, value_of};

/// Another year to compare with: one that this browser keeps, or a workspace in a file.
pub fn year_chooser(desk: Desk, other: RwSignal<Option<OtherYear>>) -> El {
    let said = RwSignal::new(None::<Said>);
    let years = RwSignal::new(Vec::<String>::new());
    other_years::list(desk.year(), move |found| {
        let _ = years.try_set(found);
    });
    let take = move |found: Option<OtherYear>| {
        let answer = match &found {
            Some(year) => Said::Good(format!("So sánh với năm {}: {} đơn vị có điểm.", year.period, year.units.len())),
            None => Said::Bad("Không đọc được năm này, hoặc nó theo bộ tiêu chí không có ở đây.".to_owned()),
        };
        // The page may have been left meanwhile.
        let _ = other.try_set(found);
        let _ = said.try_set(Some(answer));
    };
    let select = el("select")
        .attr("id", "nam-khac")
        .attr("data-test", "other-year")
        .live_children(move || {
            let options =
                years.get().into_iter().map(|year| el("option").attr("value", &year).text(&year_in_words(&year)));
            std::iter::once(el("option").attr("value", "").text("Không so sánh")).chain(options).collect()
        })
        .on("change", move |event| match value_of(&event) {
            year if year.is_empty() => {
                said.set(None);
                other.set(None);
            }
            year => other_years::of_browser(year, take),
        });
    let input = el("input")
        .attr("id", "tep-nam-khac")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("data-test", "other-year-file")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, MAX_WORKSPACE_BYTES as f64, move |text| {
                let read = text.map(|text| Workspace::read(text.as_bytes()));
                match read {
                    Some(Ok(workspace)) => take(other_years::of_workspace(&workspace)),
                    Some(Err(error)) => {
                        let _ = said.try_set(Some(Said::Bad(words::workspace_error(&error))));
                    }
                    None => take(None),
                }
            });
            input.set_value("");
        });
    let field = |id: &str, label: &str, control: El| {
        el_class("div", "text-field").child(el("label").attr("for", id).text(label)).child(control)
    };
    panel("so-voi", "So với năm khác")
        .child(
            el_class("div", "field-pair")
                .child(field("nam-khac", "Năm đã làm trên trình duyệt này", select))
                .child(field("tep-nam-khac", "Hoặc tệp bàn làm việc của năm khác", input)),
        )
        .child(said_view(said))
}

/// `nam-dong-2018/1/2019`: the set, its version and the year.
fn year_in_words(year: &str) -> String {
    let parts: Vec<&str> = year.split('/').collect();
    match parts.as_slice() {
        [set, version, period] => format!("Năm {period} ({set}, bản {version})"),
        _ => year.to_owned(),
    }
}
