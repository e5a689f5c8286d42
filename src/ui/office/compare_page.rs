//! Units compared: by rank within their class, and with themselves in another year.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::{Said, office_page, panel, said_view, table};
use crate::browser::files;
use crate::engine::number::{write_change, write_points, write_vietnamese};
use crate::engine::office::{MAX_WORKSPACE_BYTES, Ranked, Workspace};
use crate::messages::office as words;
use crate::state::office::desk::Desk;
use crate::state::office::other_years::{self, OtherYear};
use crate::ui::dom::{El, el, el_class, field_of, value_of};

/// Units compared.
pub fn compare_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let other = RwSignal::new(None::<OtherYear>);
    let words = "Xếp hạng theo tỷ lệ điểm quy đổi trên điểm tối đa, trong từng loại đơn vị, vì các đơn vị được giao số tiêu chí khác nhau. Điểm được tính lại từ câu trả lời trong tệp.";
    let rankings = el_class("div", "rankings").live_children(move || {
        let other = other.get();
        desk.score.with(|score| {
            score.classes.iter().map(|class| ranking(desk, class.name, &class.units, other.as_ref())).collect()
        })
    });
    office_page("So sánh", words).child(other_year(desk, other)).child(rankings)
}

fn ranking(desk: Desk, class: &str, ranked: &[Ranked], other: Option<&OtherYear>) -> El {
    let before = other.map(|year| (format!("Năm {}", year.period), "Chênh lệch".to_owned()));
    let mut heads = vec!["Hạng", "Đơn vị", "Điểm", "Quy đổi", "Tỷ lệ"];
    if let Some((year, difference)) = &before {
        heads.extend([year.as_str(), difference.as_str()]);
    }
    let rows = ranked.iter().map(|unit| row(desk, unit, other));
    el_class("section", "panel").child(el("h2").text(class)).child(table(
        &format!("Xếp hạng: {class}"),
        &heads,
        rows.collect(),
    ))
}

fn row(desk: Desk, ranked: &Ranked, other: Option<&OtherYear>) -> El {
    let id = ranked.unit.as_str();
    let name = desk.file.set.unit(id).map_or(id.to_owned(), |unit| unit.name.to_string());
    let none = || "–".to_owned();
    let percent = |value| format!("{}%", write_points(value));
    let now = ranked.points;
    let before = other.and_then(|year| year.units.get(id));
    let row = el("tr")
        .attr("data-unit", id)
        .attr("data-rank", &ranked.rank.map(|rank| rank.to_string()).unwrap_or_default())
        .child(el("td").text(&ranked.rank.map_or_else(none, |rank| rank.to_string())))
        .child(el("th").attr("scope", "row").text(&name))
        .child(el("td").text(&now.map_or_else(none, |points| {
            format!("{} / {}", write_points(points.points), write_vietnamese(points.maximum))
        })))
        .child(el("td").text(&now.map_or_else(none, |points| write_points(points.converted()))))
        .child(share_cell(now.map(|points| points.percentage())));
    if other.is_none() {
        return row;
    }
    let change = now.zip(before).map(|(now, before)| write_change(now.percentage() - before.percentage()));
    row.child(el("td").text(&before.map_or_else(none, |points| percent(points.percentage()))))
        .child(el("td").text(&change.unwrap_or_else(none)))
}

/// The percentage as a number and a bar.
fn share_cell(percentage: Option<rust_decimal::Decimal>) -> El {
    let Some(percentage) = percentage else { return el("td").text("–") };
    let bar = el("meter")
        .attr("min", "0")
        .attr("max", "100")
        .attr("value", &percentage.to_string())
        .attr("aria-hidden", "true");
    el_class("td", "share-cell").child(el("span").text(&format!("{}%", write_points(percentage)))).child(bar)
}

/// Another year to compare with: one that this browser keeps, or a workspace in a file.
fn other_year(desk: Desk, other: RwSignal<Option<OtherYear>>) -> El {
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
