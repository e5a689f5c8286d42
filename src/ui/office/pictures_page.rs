//! Pictures of the result: sections against their maximum, units by rank, appraised against self-assessed, this year against another; to print and to take along.

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::app::OfficeApp;
use super::view::{Said, button, give, office_page, panel, said_view};
use super::year_chooser::year_chooser;
use crate::browser::page;
use crate::engine::criteria::{Group, Section};
use crate::engine::letters::first_small;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::{DistrictTotal, Ranked};
use crate::handover::charts::{Caption, Chart, FEWEST_AXES, Measure, Pair, Part, Place, bars, pairs, radar, ranking};
use crate::state::office::desk::Desk;
use crate::state::office::district_score::{DistrictScore, RankedClass, ReportState};
use crate::state::office::other_years::OtherYear;
use crate::ui::dom::{El, el, el_class};

const SVG_TYPE: &str = "image/svg+xml";

/// Pictures of the result.
pub fn pictures_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let other = RwSignal::new(None::<OtherYear>);
    let words = format!("{}, năm {}. Hình vẽ từ kết quả đang có trên trang này.", desk.file.set.title, desk.period);
    // How much of the result is there yet: on paper nothing else says it.
    let so_far = el_class("p", "lead").attr("data-test", "pictures-so-far").live_text(move || {
        desk.score.with(|score| {
            let (points, maximum) = (write_points(score.total.points), write_vietnamese(score.total.maximum));
            let (reported, units) = (score.reported_count(), desk.file.set.units.len());
            format!("Đến nay {reported}/{units} đơn vị đã gửi; điểm toàn huyện {points} / {maximum}.")
        })
    });
    let print = el_class("div", "button-row no-print").child(button("primary", "print", "In các hình", page::print));
    let hint = el_class("p", "hint no-print")
        .text("In khổ A4 đứng, đen trắng vẫn đọc được. Nếu hộp thoại in có mục “Đầu trang và chân trang” thì bỏ chọn.");
    let years = el_class("div", "rankings").live_children(move || {
        other.with(|other| other.as_ref().map(|other| against_year(desk, other))).into_iter().collect()
    });
    office_page("Hình", &words)
        .attr("class", "office-page pictures-page")
        .child(el_class("div", "pictures-head").child(so_far).child(print).child(hint))
        .child(district(desk))
        .child(ranks(desk))
        .child(self_against_appraised(desk))
        .child(el_class("div", "no-print").child(year_chooser(desk, other)))
        .child(years)
}

/// The district's groups, and the sections of each.
fn district(desk: Desk) -> El {
    let set = &desk.file.set;
    let whole = panel("hinh-nhom", "Các nhóm tiêu chí").child(charts(desk, "nhom", move || {
        let parts: Vec<Part> = desk.score.with(|score| {
            let of_group = |group: &Group| {
                let number = group.number.to_string();
                part(score.part(&number), number, &group.title, group.maximum)
            };
            set.groups.iter().map(of_group).collect()
        });
        bars_and_radar(desk, "Nhóm", &set.title, &parts)
    }));
    let groups = set.groups.iter().map(|group| group_panel(desk, group));
    el_class("div", "rankings").child(whole).children(groups.collect())
}

fn group_panel(desk: Desk, group: &'static Group) -> El {
    let title = format!("{}. {}", group.number, group.title);
    let id = format!("muc-{}", group.number);
    let about = title.clone();
    let of_group = charts(desk, &id, move || {
        let parts: Vec<Part> = desk.score.with(|score| {
            let of_section = |section: &Section| {
                let total = score.part(&format!("{}.{}", group.number, section.number));
                part(total, section.number.to_string(), &section.title, section.maximum)
            };
            group.sections.iter().map(of_section).collect()
        });
        bars_and_radar(desk, "Mục", &about, &parts)
    });
    panel(&format!("hinh-{id}"), &title).child(of_group)
}

/// Points and shares of the parts of the same whole. `kind` is what a part is called: "Mục".
fn bars_and_radar(desk: Desk, kind: &str, about: &str, parts: &[Part]) -> Vec<Chart> {
    let by = first_small(kind);
    let mut drawn = bars(&caption(desk, &format!("Điểm theo {by}"), about), kind, parts);
    // With fewer axes the radar would be the same bars again.
    if parts.len() >= FEWEST_AXES {
        drawn.extend(radar(&caption(desk, &format!("Tỷ lệ điểm theo {by}"), about), kind, parts));
    }
    drawn
}

/// A part of the set as it stands; without points while nothing of it is settled.
fn part(total: DistrictTotal, number: String, title: &str, maximum: Decimal) -> Part {
    let points = (total.settled > 0).then_some(total.points);
    Part { number, title: title.to_owned(), points, maximum, excluded: total.excluded }
}

/// The units of each class by rank.
fn ranks(desk: Desk) -> El {
    panel("hinh-xep-hang", "Xếp hạng")
        .child(el("p").text("Theo tỷ lệ điểm quy đổi trên điểm tối đa, trong từng loại đơn vị."))
        .child(charts(desk, "xep-hang", move || {
            each_class(desk, |class| {
                let places = class.units.iter().map(|unit| Place {
                    rank: unit.rank,
                    unit_name: unit_name(desk, unit.unit.as_str()),
                    points: unit.points,
                });
                ranking(&caption(desk, class.name, "Xếp hạng"), &places.collect::<Vec<_>>())
            })
        }))
}

/// This year against another, class by class.
fn against_year(desk: Desk, other: &OtherYear) -> El {
    let title = format!("Năm {} so với năm {}", desk.period, other.period);
    let other = other.clone();
    let about = title.clone();
    let names = [format!("Năm {}", desk.period), format!("Năm {}", other.period)];
    panel("hinh-nam-khac", &title).child(charts(desk, "nam-khac", move || {
        each_class(desk, |class| {
            let of_class = class.units.iter().map(|unit| Pair {
                name: unit_name(desk, unit.unit.as_str()),
                maximum: Decimal::ONE_HUNDRED,
                first: unit.points.map(|points| points.percentage()),
                second: other.units.get(unit.unit.as_str()).map(|points| points.percentage()),
            });
            let caption = Caption { title: class.name.to_owned(), about: about.clone() };
            let names = [names[0].as_str(), names[1].as_str()];
            pairs(&caption, "Đơn vị", names, Measure::Percentage, &of_class.collect::<Vec<_>>())
        })
    }))
}

/// What the office gives the units against what they gave themselves; nothing while no unit is appraised.
fn self_against_appraised(desk: Desk) -> El {
    let is_any = Memo::new(move |_| {
        desk.score.with(|score| score.classes.iter().any(|class| !appraised(desk, score, class).is_empty()))
    });
    el_class("div", "rankings").live_children(move || {
        let shown = is_any.get().then(|| {
            panel("hinh-tham-dinh", "Thẩm định và tự chấm")
                .child(el("p").text("Các đơn vị đã có điểm thẩm định hoặc nhận xét ở trang Thẩm định."))
                .child(charts(desk, "tham-dinh", move || {
                    desk.score.with(|score| {
                        let of_class = |class: &RankedClass| {
                            let caption = caption(desk, class.name, "Thẩm định và tự chấm");
                            let appraised = appraised(desk, score, class);
                            pairs(&caption, "Đơn vị", ["Thẩm định", "Tự chấm"], Measure::Points, &appraised)
                        };
                        score.classes.iter().flat_map(of_class).collect()
                    })
                }))
        });
        shown.into_iter().collect()
    })
}

/// The units of a class of whose report the office has said something.
fn appraised(desk: Desk, score: &DistrictScore, class: &RankedClass) -> Vec<Pair> {
    let of_unit = |unit: &Ranked| {
        let ReportState::Received { sha256, .. } = &score.unit(&unit.unit)?.state else { return None };
        let is_appraised = desk.appraisals.with(|appraisals| {
            appraisals.work.contains_key(sha256) || appraisals.sent.iter().any(|sent| sent.submission == *sha256)
        });
        let totals = is_appraised.then(|| desk.appraised(sha256))??;
        Some(Pair {
            name: unit_name(desk, unit.unit.as_str()),
            maximum: totals.maximum,
            first: Some(totals.appraised),
            second: Some(totals.self_points),
        })
    };
    class.units.iter().filter_map(of_unit).collect()
}

fn each_class(desk: Desk, draw: impl Fn(&RankedClass) -> Vec<Chart>) -> Vec<Chart> {
    desk.score.with(|score: &DistrictScore| score.classes.iter().flat_map(draw).collect())
}

fn unit_name(desk: Desk, id: &str) -> String {
    desk.file.set.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.to_string())
}

fn caption(desk: Desk, title: &str, about: &str) -> Caption {
    Caption { title: title.to_owned(), about: format!("{about}, năm {}", desk.period) }
}

/// Charts that follow the desk, each to be taken along as a file. `name` is in their identifiers and files.
fn charts(desk: Desk, name: &str, draw: impl Fn() -> Vec<Chart> + Send + Sync + 'static) -> El {
    let name = name.to_owned();
    // While files come in, the desk changes twice a second: a picture that is the same stays, with its table open.
    let drawn = Memo::new(move |_| draw());
    el_class("ul", "charts").live_children(move || {
        let frames = drawn.get().into_iter().enumerate();
        frames.map(|(place, chart)| frame(desk, &format!("{name}-{}", place + 1), chart)).collect()
    })
}

fn frame(desk: Desk, name: &str, chart: Chart) -> El {
    let said = RwSignal::new(None::<Said>);
    let file_name = format!("tucham_hinh_{}_{}_{name}.svg", desk.period, desk.file.set.id);
    let figure = el("div").markup(&chart.figure(&format!("hinh-{name}")));
    let whole = chart.caption.whole();
    let save = button("quiet no-print", "picture-save", "Tải hình (SVG)", move || {
        said.set(Some(give(&file_name, SVG_TYPE, &chart.file())));
    })
    .hidden_text(&format!(": {whole}"));
    el_class("li", "chart-frame").child(figure).child(save).child(said_view(said))
}
