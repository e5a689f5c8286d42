//! The district's points: sums of groups and sections, and every criterion with its rule and what the units gave.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::criterion_row::criterion_row;
use super::view::{Said, button, give, office_page, panel, said_view};
use crate::engine::criteria::{Group, Section};
use crate::engine::decimal::write_wire;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::DistrictTotal;
use crate::state::export::MEDIA_TYPE;
use crate::state::office::desk::Desk;
use crate::state::office::district_score::CriterionScore;
use crate::ui::dom::{El, checked_of, el, el_class};

/// Which criteria are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    All,
    /// Units have not answered yet.
    Missing,
    /// The officer has set points.
    Overridden,
    /// Below the maximum.
    BelowMaximum,
}

impl Shown {
    const ALL: [(Shown, &str); 4] = [
        (Shown::All, "Tất cả"),
        (Shown::Missing, "Còn thiếu câu trả lời"),
        (Shown::BelowMaximum, "Chưa đạt tối đa"),
        (Shown::Overridden, "Đã ấn định điểm"),
    ];

    /// Whether it takes this criterion.
    pub fn takes(self, score: &CriterionScore) -> bool {
        match self {
            Shown::All => true,
            Shown::Missing => !score.computed.missing.is_empty(),
            Shown::Overridden => score.set_by_officer.is_some(),
            Shown::BelowMaximum => score.points.unwrap_or_default() < score.criterion.maximum,
        }
    }
}

/// The district's points.
pub fn score_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let shown = RwSignal::new(Shown::All);
    let words = "Mỗi tiêu chí có một quy tắc tổng hợp ghi trong bộ tiêu chí. Bấm vào tiêu chí để xem quy tắc, câu trả lời của từng đơn vị, và ấn định điểm khi có lý do.";
    let mut place = 0;
    let groups =
        desk.file.set.groups.iter().map(|group| group_view(desk, group, shown, &mut place)).collect::<Vec<_>>();
    office_page("Điểm toàn huyện", words).child(totals(desk)).child(filter(shown)).children(groups)
}

fn totals(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let fact = |label: &str, name: &'static str, value: fn(&DistrictTotal) -> rust_decimal::Decimal| {
        let dd = el("dd")
            .attr("data-total", name)
            .live_attr("data-value", move || desk.score.with(|score| Some(write_wire(value(&score.total)))))
            .live_text(move || desk.score.with(|score| write_points(value(&score.total))));
        el("div").child(el("dt").text(label)).child(dd)
    };
    let settled = el("dd")
        .live_text(move || desk.score.with(|score| format!("{}/{}", score.total.settled, score.total.criteria)));
    let sums = el_class("dl", "totals")
        .child(fact("Điểm", "points", |total| total.points))
        .child(fact("Tối đa", "maximum", |total| total.maximum))
        .child(fact("Không phát sinh", "excluded", |total| total.excluded))
        .child(fact("Quy đổi", "converted", DistrictTotal::converted))
        .child(fact("Còn có thể thêm", "could_add", |total| total.could_add))
        .child(el("div").child(el("dt").text("Tiêu chí đã có điểm")).child(settled));
    let save = button("primary", "consolidated-save", "Tải kết quả tổng hợp (JSON)", move || {
        let (name, text) = untrack(|| desk.with_result(|result| (result.file_name(), result.to_bytes())));
        said.set(Some(give(&name, MEDIA_TYPE, &text)));
    });
    panel("tong-diem", "Tổng điểm").child(sums).child(parts(desk)).child(save).child(said_view(said))
}

/// Sums of groups and sections.
fn parts(desk: Desk) -> El {
    let row = move |code: String, title: &str, is_group: bool| {
        let cell = |value: fn(&DistrictTotal) -> rust_decimal::Decimal| {
            let code = code.clone();
            el("td").live_text(move || desk.score.with(|score| write_points(value(&score.part(&code)))))
        };
        let wire = {
            let code = code.clone();
            move || desk.score.with(|score| Some(write_wire(score.part(&code).points)))
        };
        let points = cell(|total| total.points)
            .attr(if is_group { "data-group" } else { "data-section" }, &code)
            .live_attr("data-value", wire);
        el("tr")
            .attr("class", if is_group { "group-row" } else { "" })
            .child(el("th").attr("scope", "row").child(el_class("span", "code").text(&code)).text(" ").text(title))
            .child(points)
            .child(cell(|total| total.maximum))
            .child(cell(DistrictTotal::converted))
            .child(cell(|total| total.could_add))
    };
    let mut rows = Vec::new();
    for group in desk.file.set.groups.iter() {
        rows.push(row(group.number.to_string(), &group.title, true));
        for section in group.sections.iter() {
            rows.push(row(format!("{}.{}", group.number, section.number), &section.title, false));
        }
    }
    super::view::table("Điểm theo nhóm và mục", &["Nhóm, mục", "Điểm", "Tối đa", "Quy đổi", "Còn có thể thêm"], rows)
}

fn filter(shown: RwSignal<Shown>) -> El {
    let choices = Shown::ALL.into_iter().map(|(choice, label)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "loc-tieu-chi")
            .live_checked(move || shown.get() == choice)
            .on("change", move |event| {
                if checked_of(&event) {
                    shown.set(choice);
                }
            });
        el_class("label", "filter-choice").child(input).text(label)
    });
    el_class("fieldset", "filter-row")
        .child(el_class("legend", "visually-hidden").text("Lọc tiêu chí"))
        .children(choices.collect())
}

fn group_view(desk: Desk, group: &'static Group, shown: RwSignal<Shown>, place: &mut usize) -> El {
    let sections = group.sections.iter().map(|section| section_view(desk, group, section, shown, place));
    el_class("section", "group")
        .child(el_class("header", "group-head").child(el("h2").text(&format!("{}. {}", group.number, group.title))))
        .children(sections.collect())
}

fn section_view(
    desk: Desk,
    group: &'static Group,
    section: &'static Section,
    shown: RwSignal<Shown>,
    place: &mut usize,
) -> El {
    let code = format!("{}.{}", group.number, section.number);
    let first = *place;
    let rows: Vec<El> = section
        .criteria
        .iter()
        .map(|_| {
            let row = criterion_row(desk, *place, shown);
            *place += 1;
            row
        })
        .collect();
    let last = *place;
    let head = el_class("header", "section-head")
        .child(el("h3").text(&format!("{}. {}", section.number, section.title)))
        .child(el_class("span", "section-total").live_text(move || {
            desk.score.with(|score| {
                let total = score.part(&code);
                format!("{} / {}", write_points(total.points), write_vietnamese(total.maximum))
            })
        }));
    el_class("section", "section district-section")
        .live_flag("hidden", move || {
            desk.score.with(|score| {
                let of_section = score.criteria.get(first..last).unwrap_or_default();
                !of_section.is_empty() && !of_section.iter().any(|criterion| shown.get().takes(criterion))
            })
        })
        .child(head)
        .children(rows)
}
