//! The appraisal of one unit on A4: the office's points beside the unit's own, the difference and the remark for each
//! criterion, the sums, and the fingerprint of its file.

use rust_decimal::Decimal;

use super::html::{push_element, push_text};
use super::official::{
    Signature, is_long, open_table, points_or_dash, push_end, push_fingerprint, push_foot, push_head,
    push_no_fingerprint, push_title, push_wide_row,
};
use super::qr::appraisal_text;
use crate::engine::criteria::{CriteriaFile, CriteriaSet, Criterion};
use crate::engine::number::{write_change, write_points, write_vietnamese};
use crate::engine::signed::{AppraisalRow, AppraisalV1, FileHash, digits};

const TITLE: &str = "Phiếu thẩm định kết quả tự chấm điểm";

const COLUMNS: [(&str, &str); 7] = [
    ("STT", "stt"),
    ("Tiêu chí", "appraised-title"),
    ("Điểm tối đa", "points"),
    ("Điểm tự chấm", "points"),
    ("Điểm thẩm định", "points"),
    ("Chênh lệch", "points"),
    ("Nhận xét", "remark"),
];

/// The appraisal as HTML. `sha256` is the hash of its file, if there is one that says the same.
pub fn appraisal_paper(file: &CriteriaFile, appraisal: &AppraisalV1, sha256: Option<&FileHash>) -> String {
    let set = &file.set;
    let mut out = String::from("<article class=\"paper\">");
    push_head(&mut out, &set.source.issuer, &file.office.name, "Số: ………………");
    push_title(&mut out, TITLE, set, appraisal.period);
    push_subject(&mut out, set, appraisal);
    push_table(&mut out, set, appraisal);
    push_sums(&mut out, appraisal);
    let signature = |role, hint| Signature { role, hint, name: "" };
    push_end(
        &mut out,
        &[
            signature("Người thẩm định", "(Ký, ghi rõ họ tên)"),
            signature("Thủ trưởng cơ quan", "(Ký, ghi rõ họ tên, đóng dấu)"),
        ],
    );
    push_file(&mut out, appraisal, sha256);
    out.push_str("</article>");
    out
}

/// The unit's name as the set has it: who reads the paper knows that one.
fn unit_name<'a>(set: &'a CriteriaSet, appraisal: &'a AppraisalV1) -> &'a str {
    set.unit(&appraisal.unit.id).map_or(&*appraisal.unit.name, |unit| &*unit.name)
}

/// Whose appraisal it is, and which of the unit's files was appraised.
fn push_subject(out: &mut String, set: &CriteriaSet, appraisal: &AppraisalV1) {
    out.push_str("<p class=\"paper-sums\">Đơn vị được thẩm định: ");
    push_element(out, "strong", "", unit_name(set, appraisal));
    let submission = &appraisal.submission;
    let words = format!(
        ". Căn cứ tệp tự chấm điểm lần {}, dãy số của tệp: {}.",
        submission.revision,
        digits(&submission.sha256)
    );
    push_text(out, &words);
    out.push_str("</p>");
}

/// What some rows add up to.
#[derive(Default)]
struct Sum {
    maximum: Decimal,
    self_points: Decimal,
    appraised: Decimal,
}

impl Sum {
    fn of(rows: &[(&Criterion, &AppraisalRow)]) -> Self {
        let mut sum = Sum::default();
        for (criterion, row) in rows {
            sum.maximum += criterion.maximum;
            sum.self_points += row.self_points.unwrap_or_default();
            sum.appraised += row.appraised.unwrap_or_default();
        }
        sum
    }
}

fn push_table(out: &mut String, set: &CriteriaSet, appraisal: &AppraisalV1) {
    let row_of = |criterion: &Criterion| appraisal.rows.iter().find(|row| row.criterion == criterion.code.as_str());
    open_table(out, "paper-appraisal", &COLUMNS);
    let foot = format!(
        "{} – {TITLE} năm {} – thẩm định lần {}",
        unit_name(set, appraisal),
        appraisal.period,
        appraisal.revision
    );
    push_foot(out, COLUMNS.len(), &foot);
    out.push_str("<tbody>");
    for group in set.groups.iter() {
        let of_group: Vec<_> = group
            .sections
            .iter()
            .flat_map(|section| section.criteria.iter())
            .filter_map(|criterion| Some((criterion, row_of(criterion)?)))
            .collect();
        if of_group.is_empty() {
            continue;
        }
        push_sum_row(out, "paper-group", &format!("{}. {}", group.number, group.title), &Sum::of(&of_group));
        for section in group.sections.iter() {
            let of_section: Vec<_> =
                section.criteria.iter().filter_map(|criterion| Some((criterion, row_of(criterion)?))).collect();
            if of_section.is_empty() {
                continue;
            }
            let name = format!("{}. {}", section.number, section.title);
            push_sum_row(out, "paper-section", &name, &Sum::of(&of_section));
            let mut heading = None;
            for (criterion, row) in of_section {
                if criterion.heading != heading {
                    heading = criterion.heading.clone();
                    if let Some(heading) = &heading {
                        push_wide_row(out, "paper-heading", COLUMNS.len(), heading);
                    }
                }
                push_row(out, criterion, row);
            }
        }
    }
    let totals = &appraisal.totals;
    let sum = Sum { maximum: totals.maximum, self_points: totals.self_points, appraised: totals.appraised };
    push_sum_row(out, "paper-group paper-total", "Tổng cộng", &sum);
    out.push_str("</tbody></table>");
}

/// A group's or section's line with its sums, or that of the whole.
fn push_sum_row(out: &mut String, class: &str, name: &str, sum: &Sum) {
    out.push_str(&format!("<tr class=\"{class}\"><th colspan=\"2\" scope=\"rowgroup\">"));
    push_text(out, name);
    out.push_str("</th>");
    let points = [
        write_vietnamese(sum.maximum),
        write_points(sum.self_points),
        write_points(sum.appraised),
        write_change(sum.appraised - sum.self_points),
    ];
    for points in points {
        push_element(out, "td", "paper-points", &points);
    }
    out.push_str("<td></td></tr>");
}

fn push_row(out: &mut String, criterion: &Criterion, row: &AppraisalRow) {
    out.push_str("<tr data-code=\"");
    push_text(out, criterion.code.as_str());
    out.push_str(if is_long(&row.remark) { "\" class=\"paper-long\">" } else { "\">" });
    push_element(out, "td", "paper-stt", criterion.code.printed_number());
    push_element(out, "td", "", &criterion.title);
    push_element(out, "td", "paper-points", &write_vietnamese(criterion.maximum));
    push_element(out, "td", "paper-points", &points_or_dash(row.self_points));
    push_element(out, "td", "paper-points paper-result", &points_or_dash(row.appraised));
    // Where only one of them has points the other adds nothing to its sum: so the column adds up like the others.
    let change = match (row.self_points, row.appraised) {
        (None, None) => "—".to_owned(),
        (before, after) => write_change(after.unwrap_or_default() - before.unwrap_or_default()),
    };
    push_element(out, "td", "paper-points", &change);
    push_element(out, "td", "paper-remark", &row.remark);
    out.push_str("</tr>");
}

fn push_sums(out: &mut String, appraisal: &AppraisalV1) {
    let totals = &appraisal.totals;
    out.push_str("<p class=\"paper-sums\">");
    let points =
        format!("Tổng điểm thẩm định: {} / {} điểm", write_points(totals.appraised), write_vietnamese(totals.maximum));
    push_element(out, "strong", "", &points);
    let mut words = format!(
        "; điểm tự chấm: {}; chênh lệch: {}",
        write_points(totals.self_points),
        write_change(totals.appraised - totals.self_points)
    );
    if !totals.excluded.is_zero() {
        words += &format!(
            "; không phát sinh {} điểm, quy đổi: {} điểm",
            write_vietnamese(totals.excluded),
            write_points(totals.converted)
        );
    }
    push_text(out, &(words + "."));
    out.push_str("</p>");
}

fn push_file(out: &mut String, appraisal: &AppraisalV1, sha256: Option<&FileHash>) {
    let Some(sha256) = sha256 else {
        push_no_fingerprint(out, "Phiếu này in từ bản thẩm định chưa ký, nên chưa có dãy số để đối chiếu với tệp.");
        return;
    };
    let code = appraisal_text(&appraisal.unit.id, appraisal.period, appraisal.revision, sha256);
    let words = format!("Tệp {} (thẩm định lần {}). Dãy số của tệp:", appraisal.file_name(), appraisal.revision);
    push_fingerprint(out, &code, &words, sha256);
}
