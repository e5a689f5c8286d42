//! Units compared: by rank within their class, and with themselves in another year.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::{office_page, table};
use super::year_chooser::year_chooser;
use crate::engine::number::{write_change, write_points, write_vietnamese};
use crate::engine::office::Ranked;
use crate::state::office::desk::Desk;
use crate::state::office::other_years::OtherYear;
use crate::ui::dom::{El, el, el_class};

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
    office_page("So sánh", words).child(year_chooser(desk, other)).child(rankings)
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
