//! A unit's sheet as a document on A4, in the layout of official documents: every criterion with its answer and points, the
//! sums, room for signatures, and the fingerprint of the file that it belongs to.

use rust_decimal::Decimal;

use super::html::{push_element, push_text};
use super::official::{
    Signature, is_long, open_table, points_or_dash, push_fingerprint, push_foot, push_head, push_no_fingerprint,
    push_signatures, push_title, push_wide_row,
};
use super::qr::fingerprint_text;
use crate::engine::assignment::assign;
use crate::engine::criteria::{CriteriaFile, Criterion, Scale, Section, Unit};
use crate::engine::draft::{Draft, ExportRecord, PersonEntry};
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::{Entry, Outcome, Total, assess};
use crate::engine::signed::FileHash;
use crate::messages;

/// The columns, as the dispatch has them, with what the unit puts in; each with its class, which says how wide it is.
const COLUMNS: [(&str, &str); 8] = [
    ("STT", "stt"),
    ("Tiêu chí", "title"),
    ("Thang điểm", "scale"),
    ("Điểm tối đa", "points"),
    ("Đơn vị chủ trì; phối hợp", "leads"),
    ("Trả lời, cách tính, giải trình", "answer"),
    ("Điểm tự chấm", "points"),
    ("Tài liệu kiểm chứng", "evidence"),
];

/// The sheet as HTML. `exported` is the file that says the same as this draft, if there is one.
pub fn unit_paper(file: &CriteriaFile, unit: &Unit, draft: &Draft, exported: Option<&ExportRecord>) -> String {
    let rows = rows(file, unit, draft);
    let mut out = String::from("<article class=\"paper\">");
    // A commune stands under the district, and so does a division of it.
    push_head(&mut out, &file.set.source.issuer, &unit.name, "Số: ………………");
    push_title(&mut out, "Phiếu tự chấm điểm", &file.set, draft.period);
    push_table(&mut out, file, unit, draft, &rows, exported);
    push_sums(&mut out, &rows);
    push_people(&mut out, draft);
    push_file(&mut out, unit, draft, exported);
    out.push_str("</article>");
    out
}

/// One criterion of the paper.
struct Row<'a> {
    group: u8,
    section: &'a Section,
    criterion: &'a Criterion,
    entry: Entry,
    outcome: Outcome,
}

fn rows<'a>(file: &'a CriteriaFile, unit: &Unit, draft: &Draft) -> Vec<Row<'a>> {
    let led = assign(&file.set, &unit.id).led;
    let mut rows = Vec::new();
    for group in file.set.groups.iter() {
        for section in group.sections.iter() {
            for criterion in section.criteria.iter().filter(|&one| led.iter().any(|led| led.code == one.code)) {
                let entry = draft.entry(criterion.code.as_str()).cloned().unwrap_or_default();
                let outcome = assess(criterion, &entry);
                rows.push(Row { group: group.number, section, criterion, entry, outcome });
            }
        }
    }
    rows
}

fn total<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> Total {
    rows.map(|row| Total::of(row.criterion, &row.outcome)).sum()
}

fn push_table(
    out: &mut String,
    file: &CriteriaFile,
    unit: &Unit,
    draft: &Draft,
    rows: &[Row],
    exported: Option<&ExportRecord>,
) {
    open_table(out, "paper-wide", &COLUMNS);
    let which = match exported {
        Some(record) => format!("tệp lần {}", record.revision),
        None => "bản nháp".to_owned(),
    };
    let foot = format!("{} – Phiếu tự chấm điểm năm {} – {which}", unit.name, draft.period);
    push_foot(out, COLUMNS.len(), &foot);
    out.push_str("<tbody>");
    for group in file.set.groups.iter() {
        let of_group = || rows.iter().filter(move |row| row.group == group.number);
        if of_group().next().is_none() {
            continue;
        }
        push_sum_row(out, "paper-group", &format!("{}. {}", group.number, group.title), total(of_group()));
        for section in group.sections.iter() {
            let of_section: Vec<&Row> = of_group().filter(|row| std::ptr::eq(row.section, section)).collect();
            if of_section.is_empty() {
                continue;
            }
            let sum = total(of_section.iter().copied());
            push_sum_row(out, "paper-section", &format!("{}. {}", section.number, section.title), sum);
            let mut heading = None;
            for row in of_section {
                if row.criterion.heading != heading {
                    heading = row.criterion.heading.clone();
                    if let Some(heading) = &heading {
                        push_wide_row(out, "paper-heading", COLUMNS.len(), heading);
                    }
                }
                push_row(out, row);
            }
        }
    }
    out.push_str("</tbody></table>");
}

/// A group's or section's line with its sums.
fn push_sum_row(out: &mut String, class: &str, name: &str, sum: Total) {
    out.push_str(&format!("<tr class=\"{class}\"><th colspan=\"3\" scope=\"rowgroup\">"));
    push_text(out, name);
    out.push_str("</th>");
    push_element(out, "td", "paper-points", &write_vietnamese(sum.maximum));
    out.push_str("<td></td>");
    push_element(out, "td", "paper-answered", &format!("Đã trả lời {}/{}", sum.answered, sum.assigned));
    push_element(out, "td", "paper-points", &write_points(sum.points));
    out.push_str("<td></td></tr>");
}

fn push_row(out: &mut String, row: &Row) {
    let criterion = row.criterion;
    out.push_str("<tr data-code=\"");
    push_text(out, criterion.code.as_str());
    out.push_str(if is_long(&row.entry.explanation) { "\" class=\"paper-long\">" } else { "\">" });
    push_element(out, "td", "paper-stt", criterion.code.printed_number());
    push_element(out, "td", "", &criterion.title);
    push_element(out, "td", "", &scale(criterion));
    push_element(out, "td", "paper-points", &write_vietnamese(criterion.maximum));
    let leads = match &*criterion.coordinators_printed {
        "" => criterion.leads_printed.to_string(),
        helpers => format!("{}; phối hợp: {helpers}", criterion.leads_printed),
    };
    push_element(out, "td", "", &leads);
    out.push_str("<td>");
    for (class, words) in answer(row) {
        push_element(out, "p", class, &words);
    }
    out.push_str("</td>");
    push_element(out, "td", "paper-points", &points_or_dash(row.outcome.points()));
    out.push_str("<td>");
    for evidence in row.entry.evidence.iter().filter(|evidence| !evidence.is_blank()) {
        let file = evidence.file.as_ref().map(|file| format!(" [tệp {}]", file.name)).unwrap_or_default();
        push_element(out, "p", "", &(evidence.in_words() + &file));
    }
    out.push_str("</td></tr>");
}

/// The scale as the dispatch prints it, level by level where it has levels.
fn scale(criterion: &Criterion) -> String {
    let level = |label: &str, points: Decimal| format!("{label}: {}", write_vietnamese(points));
    let levels: Vec<String> = match &criterion.scale {
        Scale::Choice { levels } => levels.iter().map(|one| level(&one.label, one.points)).collect(),
        Scale::Count { bands, .. } | Scale::RatioBands { bands, .. } => {
            bands.iter().map(|band| level(&band.label, band.points)).collect()
        }
        Scale::Ratio { printed, .. } | Scale::Share { printed, .. } => return printed.to_string(),
    };
    levels.join("; ")
}

/// What was answered, how it became points or why it did not, and the explanation; each with its class.
fn answer(row: &Row) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    match &row.outcome {
        Outcome::Unanswered => lines.push(("paper-open", "Chưa trả lời".to_owned())),
        Outcome::Problem(problems) => {
            lines.extend(problems.iter().map(|problem| ("paper-open", messages::problem(row.criterion, problem))));
        }
        Outcome::Excluded => lines.push(("", "Không phát sinh".to_owned())),
        other => lines.push(("", messages::outcome(row.criterion, other))),
    }
    if !row.entry.explanation.trim().is_empty() {
        lines.push(("paper-why", format!("Giải trình: {}", row.entry.explanation.trim())));
    }
    lines
}

fn push_sums(out: &mut String, rows: &[Row]) {
    let sum = total(rows.iter());
    out.push_str("<p class=\"paper-sums\">");
    push_element(
        out,
        "strong",
        "",
        &format!("Tổng điểm tự chấm: {} / {} điểm", write_points(sum.points), write_vietnamese(sum.maximum)),
    );
    let mut words = format!("; đã trả lời {}/{} tiêu chí", sum.answered, sum.assigned);
    if !sum.excluded.is_zero() {
        words += &format!(
            "; không phát sinh {} điểm, quy đổi: {} điểm",
            write_vietnamese(sum.excluded),
            write_points(sum.converted())
        );
    }
    push_text(out, &(words + "."));
    out.push_str("</p>");
}

fn push_people(out: &mut String, draft: &Draft) {
    push_signatures(
        out,
        &[
            signature("Người lập phiếu", "(Ký, ghi rõ họ tên)", &draft.prepared_by),
            signature("Thủ trưởng đơn vị", "(Ký, ghi rõ họ tên, đóng dấu)", &draft.approved_by),
        ],
    );
}

fn signature<'a>(role: &'a str, hint: &'a str, person: &'a PersonEntry) -> Signature<'a> {
    let position = person.position.trim();
    Signature { role: if position.is_empty() { role } else { position }, hint, name: person.name.trim() }
}

fn push_file(out: &mut String, unit: &Unit, draft: &Draft, exported: Option<&ExportRecord>) {
    match exported.and_then(|record| Some((record, FileHash::parse(&record.sha256)?))) {
        None => push_no_fingerprint(
            out,
            "Phiếu này in từ bản nháp: chưa xuất tệp, hoặc đã thay đổi sau lần xuất gần nhất, nên chưa có dãy số để đối chiếu với tệp.",
        ),
        Some((record, sha256)) => {
            let code = fingerprint_text(unit.id.as_str(), draft.period, record.revision, &sha256);
            let words = format!("Tệp {} (lần {}). Dãy số của tệp:", record.file_name, record.revision);
            push_fingerprint(out, &code, &words, &sha256);
        }
    }
}
