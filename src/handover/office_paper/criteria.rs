//! The report's criteria: each once with the district's points, how they came about, and who is missing; then those that
//! the officer set.

use rust_decimal::Decimal;

use crate::engine::criteria::{CriteriaSet, UnitId};
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::{Consolidation, DistrictCriterion, DistrictState, DistrictTotal};
use crate::handover::html::{push_element, push_text};
use crate::handover::official::{open_table, points_or_dash, push_table, push_wide_row, unit_name};
use crate::messages::{first_capital, office as words};

const COLUMNS: [(&str, &str); 7] = [
    ("STT", "stt"),
    ("Tiêu chí", "criterion"),
    ("Đơn vị chủ trì", "leads"),
    ("Điểm tối đa", "points"),
    ("Điểm của huyện", "points"),
    ("Cách tổng hợp, kết quả", "answer"),
    ("Đơn vị chưa trả lời", "missing"),
];

/// A class is told by those who are there, where they are at most one in so many.
const MOST: usize = 3;

/// Every criterion under its group, section and heading.
pub fn push_criteria(out: &mut String, result: &Consolidation) {
    let set = result.set;
    open_table(out, "paper-district", &COLUMNS);
    out.push_str("<tbody>");
    let mut left = result.criteria.as_slice();
    for group in set.groups.iter() {
        let total = result.total(&format!("{}.", group.number));
        push_sum_row(out, "paper-group", &format!("{}. {}", group.number, group.title), total);
        for section in group.sections.iter() {
            let total = result.total(&format!("{}.{}.", group.number, section.number));
            push_sum_row(out, "paper-section", &format!("{}. {}", section.number, section.title), total);
            // The result has the criteria in the set's order.
            let (of_section, rest) = left.split_at(section.criteria.len().min(left.len()));
            left = rest;
            let mut heading = None;
            for district in of_section {
                if district.criterion.heading != heading {
                    heading = district.criterion.heading.clone();
                    if let Some(heading) = &heading {
                        push_wide_row(out, "paper-heading", COLUMNS.len(), heading);
                    }
                }
                push_row(out, set, district);
            }
        }
    }
    out.push_str("</tbody></table>");
}

/// A group's or section's line with its sums.
fn push_sum_row(out: &mut String, class: &str, name: &str, total: DistrictTotal) {
    out.push_str(&format!("<tr class=\"{class}\"><th colspan=\"3\" scope=\"rowgroup\">"));
    push_text(out, name);
    out.push_str("</th>");
    push_element(out, "td", "paper-points", &write_vietnamese(total.maximum));
    push_element(out, "td", "paper-points", &write_points(total.points));
    let settled = format!("{}/{} tiêu chí đã có điểm", total.settled, total.criteria);
    push_element(out, "td", "", &settled);
    push_element(out, "td", "", &could_add(total.could_add));
    out.push_str("</tr>");
}

fn could_add(points: Decimal) -> String {
    match points.is_zero() {
        true => String::new(),
        false => format!("Có thể thêm {} điểm", write_points(points)),
    }
}

fn push_row(out: &mut String, set: &CriteriaSet, district: &DistrictCriterion) {
    let criterion = district.criterion;
    out.push_str("<tr data-code=\"");
    push_text(out, criterion.code.as_str());
    out.push_str("\">");
    push_element(out, "td", "paper-stt", criterion.code.printed_number());
    push_element(out, "td", "", &criterion.title);
    push_element(out, "td", "", &criterion.leads_printed);
    push_element(out, "td", "paper-points", &write_vietnamese(criterion.maximum));
    push_element(out, "td", "paper-points paper-result", &points_or_dash(district.points()));
    out.push_str("<td>");
    for (class, line) in result_lines(district) {
        push_element(out, "p", class, &line);
    }
    out.push_str("</td><td>");
    let computed = &district.computed;
    if !computed.missing.is_empty() {
        push_element(out, "p", "", &missing_names(set, district));
        if district.set_by_officer.is_none() {
            push_element(out, "p", "paper-open", &could_add(computed.could_add));
        }
    }
    out.push_str("</td></tr>");
}

/// The rule, what it came to, and what the officer made of that; each with its class.
fn result_lines(district: &DistrictCriterion) -> Vec<(&'static str, String)> {
    let computed = &district.computed;
    let result = words::computed(district.criterion, computed);
    let class = if matches!(computed.state, DistrictState::Scored { .. }) { "" } else { "paper-open" };
    let mut lines =
        vec![("paper-rule", first_capital(words::rule(district.criterion.rule))), (class, first_capital(&result))];
    if let Some(points) = computed.reported_only.filter(|_| !computed.missing.is_empty()) {
        lines.push(("", format!("Nếu chỉ tính các xã đã gửi: {} điểm", write_points(points))));
    }
    if let Some(given) = &district.set_by_officer {
        lines.push(("paper-set", format!("Ấn định: {} điểm (xem phần IV)", write_points(given.points))));
    }
    lines
}

/// The units by name; a class of which every unit is missing, or nearly every one, by its own.
fn missing_names(set: &CriteriaSet, district: &DistrictCriterion) -> String {
    let missing = &district.computed.missing;
    let leads = |unit: &UnitId| district.contributions.iter().any(|contribution| contribution.unit == *unit);
    let mut names = Vec::new();
    let mut told: Vec<&UnitId> = Vec::new();
    for class in set.classes.iter().filter(|class| class.units.iter().all(leads)) {
        let (gone, there): (Vec<&UnitId>, Vec<&UnitId>) = class.units.iter().partition(|unit| missing.contains(unit));
        if gone.len() < 2 || there.len() * MOST > class.units.len() {
            continue;
        }
        let except: Vec<String> = there.into_iter().map(|unit| unit_name(set, unit)).collect();
        names.push(match except.is_empty() {
            true => format!("{} (cả {} đơn vị)", class.name, gone.len()),
            false => format!("{} ({} đơn vị, trừ {})", class.name, gone.len(), except.join(", ")),
        });
        told.extend(gone);
    }
    names.extend(missing.iter().filter(|unit| !told.contains(unit)).map(|unit| unit_name(set, unit)));
    names.join("; ")
}

/// The points that the officer set, beside what the rule came to, with the reasons.
pub fn push_overrides(out: &mut String, result: &Consolidation) {
    let rows: Vec<_> = result
        .criteria
        .iter()
        .filter_map(|district| {
            let given = district.set_by_officer.as_ref()?;
            let by_rule = match district.computed.state {
                DistrictState::Scored { points } => write_points(points),
                state => words::district_state(state).to_owned(),
            };
            let criterion = district.criterion;
            let cells = vec![
                criterion.code.to_string(),
                criterion.title.to_string(),
                write_vietnamese(criterion.maximum),
                by_rule,
                write_points(given.points),
                given.reason.clone(),
            ];
            Some((criterion.code.as_str(), cells))
        })
        .collect();
    if rows.is_empty() {
        push_element(out, "p", "", "Không có tiêu chí nào được ấn định điểm.");
        return;
    }
    push_element(
        out,
        "p",
        "paper-before",
        "Điểm ấn định thay điểm tính theo quy tắc; điểm tính theo quy tắc được giữ bên cạnh.",
    );
    let columns = [
        ("Mã", "code"),
        ("Tiêu chí", "criterion"),
        ("Điểm tối đa", "points"),
        ("Điểm theo quy tắc", "points"),
        ("Điểm ấn định", "points"),
        ("Lý do", "reason"),
    ];
    push_table(out, "paper-overrides", &columns, &rows);
}
