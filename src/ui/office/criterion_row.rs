//! One criterion of the district: its points, and behind them the rule, what each unit gave, and the officer's own points.

use leptos::prelude::*;

use super::score_page::Shown;
use super::view::{button, table, writers_only};
use crate::browser::page;
use crate::engine::criteria::Criterion;
use crate::engine::decimal::write_wire;
use crate::engine::number::{NumberKind, parse_typed, write_points, write_vietnamese};
use crate::engine::office::{DistrictState, Override};
use crate::engine::signed::clean_text;
use crate::messages::{self, office as words};
use crate::state::office::desk::Desk;
use crate::state::office::district_score::CriterionScore;
use crate::ui::dom::{El, el, el_class};
use crate::ui::text_field::{TextField, text_field};

/// The criterion at this place of the set.
pub fn criterion_row(desk: Desk, place: usize, shown: RwSignal<Shown>) -> El {
    let Some(criterion) = desk.file.set.criteria().nth(place) else { return el("div") };
    let is_open = RwSignal::new(false);
    let with = move |read: fn(&CriterionScore) -> String| {
        desk.score.with(|score| score.criteria.get(place).map(read).unwrap_or_default())
    };
    let points = el_class("strong", "district-points")
        .attr("data-points", "")
        .live_attr("data-value", move || Some(with(|score| score.points.map(write_wire).unwrap_or_default())))
        .live_text(move || with(points_in_words));
    let state = el_class("span", "district-state").live_text(move || with(state_in_words));
    let summary = el("summary")
        .child(el_class("span", "code").text(criterion.code.as_str()))
        .child(el_class("span", "district-title").text(&criterion.title))
        .child(state)
        .child(
            el_class("span", "district-figure")
                .child(points)
                .text(&format!(" / {}", write_vietnamese(criterion.maximum))),
        );
    // Made when it is first wanted: all of them at once would be thousands of elements.
    let content = el_class("div", "district-content")
        .live_children(move || if is_open.get() { vec![details(desk, criterion, place)] } else { Vec::new() });
    el_class("details", "district-criterion")
        .attr("data-criterion", criterion.code.as_str())
        .live_attr("data-state", move || {
            Some(with(|score| {
                match score.computed.state {
                    DistrictState::Scored { .. } => "scored",
                    DistrictState::Excluded => "excluded",
                    DistrictState::Open => "open",
                }
                .to_owned()
            }))
        })
        .live_flag("hidden", move || {
            desk.score.with(|score| score.criteria.get(place).is_some_and(|score| !shown.get().takes(score)))
        })
        .child(summary)
        .child(content)
        .on("toggle", move |event| is_open.set(page::is_open(&event)))
}

fn points_in_words(score: &CriterionScore) -> String {
    match (score.points, score.computed.state) {
        (Some(points), _) => write_points(points),
        (None, DistrictState::Excluded) => "không phát sinh".to_owned(),
        (None, _) => "–".to_owned(),
    }
}

fn state_in_words(score: &CriterionScore) -> String {
    let mut parts = Vec::new();
    if score.set_by_officer.is_some() {
        parts.push("điểm ấn định".to_owned());
    }
    if !score.computed.missing.is_empty() {
        parts.push(format!("thiếu {} đơn vị", score.computed.missing.len()));
    }
    parts.join(", ")
}

fn details(desk: Desk, criterion: &'static Criterion, place: usize) -> El {
    let facts = el("div").live_children(move || {
        desk.score.with(|score| score.criteria.get(place).map(|score| facts(desk, score)).unwrap_or_default())
    });
    el("div").child(facts).child(writers_only(desk).child(override_form(desk, criterion)))
}

fn facts(desk: Desk, score: &CriterionScore) -> Vec<El> {
    let criterion = score.criterion;
    let computed = &score.computed;
    let rule = el("p").child(el("strong").text("Quy tắc: ")).text(&format!(
        "{}. {}",
        words::rule(criterion.rule),
        criterion.rule_reason
    ));
    let mut lines = vec![rule];
    let result = words::computed(criterion, computed);
    lines.push(el("p").child(el("strong").text("Tính được: ")).text(&format!("{result}.")));
    if let Some(points) = computed.reported_only {
        lines.push(el("p").text(&format!(
            "Nếu chỉ tính các xã đã gửi: {} điểm. Điểm toàn huyện tính trên tất cả các xã.",
            write_points(points)
        )));
    }
    if !computed.missing.is_empty() {
        let name = |id: &str| desk.file.set.unit(id).map_or(id.to_owned(), |unit| unit.name.to_string());
        let names: Vec<String> = computed.missing.iter().map(|unit| name(unit.as_str())).collect();
        lines.push(el("p").child(el("strong").text("Còn thiếu: ")).text(&format!(
            "{}; có thể thêm tối đa {} điểm.",
            names.join(", "),
            write_points(computed.could_add)
        )));
    }
    let rows = score.contributions.iter().map(|contribution| {
        let unit = desk.file.set.unit(contribution.unit.as_str());
        el("tr")
            .attr("data-unit", contribution.unit.as_str())
            .child(el("th").attr("scope", "row").text(unit.map_or("", |unit| &unit.name)))
            .child(el("td").text(&words::given(criterion, &contribution.given)))
            .child(el("td").text(&contribution.points.map(write_points).unwrap_or_default()))
    });
    let label = format!("Câu trả lời của các đơn vị cho tiêu chí {}", criterion.code);
    lines.push(table(&label, &["Đơn vị chủ trì", "Câu trả lời", "Điểm"], rows.collect()));
    lines
}

/// The officer's own points, beside what was computed and never instead of it.
fn override_form(desk: Desk, criterion: &'static Criterion) -> El {
    let code = criterion.code.as_str();
    let given = move || {
        desk.decisions.with(|decisions| decisions.overrides.iter().find(|given| given.criterion == code).cloned())
    };
    let first = untrack(given);
    let points = RwSignal::new(first.as_ref().map(|given| write_vietnamese(given.points)).unwrap_or_default());
    let reason = RwSignal::new(first.map(|given| given.reason).unwrap_or_default());
    let problem = RwSignal::new(String::new());
    let points_id = format!("an-dinh-{code}");
    let field = |id: &str, label, test, hint, signal: RwSignal<String>| {
        let field = TextField {
            id: id.to_owned(),
            label,
            kind: "text",
            autocomplete: "off",
            required: true,
            hint,
            test,
            first: String::new(),
            follows: Some(Box::new(move || signal.get())),
        };
        text_field(field, || None, move |text| signal.set(text))
    };
    let fields = el_class("div", "field-pair")
        .child(field(&points_id, "Điểm ấn định", "override-points", "Ví dụ 0,75", points))
        .child(field(
            &format!("ly-do-{code}"),
            "Lý do",
            "override-reason",
            "Ghi rõ căn cứ; lý do được in trong báo cáo.",
            reason,
        ));
    let save =
        el_class("button", "secondary").attr("type", "submit").attr("data-test", "override-save").text("Ấn định điểm");
    let focus_id = points_id.clone();
    let remove = el("div").live_children(move || {
        let focus_id = focus_id.clone();
        given()
            .map(|_| {
                button("quiet", "override-remove", "Bỏ điểm ấn định", move || {
                    desk.decide(|decisions| decisions.overrides.retain(|given| given.criterion != code));
                    points.set(String::new());
                    reason.set(String::new());
                    problem.set(String::new());
                    let focus_id = focus_id.clone();
                    page::soon(move || page::focus_in_place(&focus_id));
                })
            })
            .into_iter()
            .collect()
    });
    let shown_problem = el_class("p", "problem").attr("role", "alert").live_text(move || problem.get());
    let now = el("p").live_text(move || match given() {
        Some(given) => format!("Đang ấn định {} điểm: {}", write_points(given.points), given.reason),
        None => String::new(),
    });
    el_class("form", "form-lines override")
        .attr("novalidate", "")
        .child(now)
        .child(fields)
        .child(shown_problem)
        .child(el_class("div", "button-row").child(save).child(remove))
        .on("submit", move |event| {
            event.prevent_default();
            match typed(desk, criterion, &points.get_untracked(), &reason.get_untracked()) {
                Ok(given) => {
                    problem.set(String::new());
                    desk.set_override(given);
                }
                Err(words) => {
                    problem.set(words);
                    page::focus_in_place(&points_id);
                }
            }
        })
}

fn typed(desk: Desk, criterion: &Criterion, points: &str, reason: &str) -> Result<Override, String> {
    let points = match parse_typed(points, NumberKind::Decimal) {
        Ok(Some(points)) => points,
        Ok(None) => return Err("Điểm ấn định: nhập số điểm.".to_owned()),
        Err(problem) => return Err(format!("Điểm ấn định: {}", messages::number_problem(problem))),
    };
    let given = Override {
        criterion: criterion.code.to_string(),
        points: points.normalize(),
        reason: clean_text(reason, &crate::browser::text::nfc),
    };
    given.check(&desk.file.set).map_err(|error| messages::first_capital(words::override_error(error)))?;
    Ok(given)
}
