//! A unit's sheet as a document on A4, in the layout of official documents: every criterion with its answer and points, the
//! sums, room for signatures, and the fingerprint of the file that it belongs to.

use super::html::{push_element, push_text};
use super::qr::{fingerprint_text, qr_svg};
use super::unit_rows::{Row, rows, scale, total};
use crate::engine::criteria::{CriteriaFile, Unit};
use crate::engine::draft::{Draft, ExportRecord, PersonEntry};
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::sheet::{Outcome, Total};
use crate::engine::signed::{FileHash, digits};
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

/// An explanation of more letters may be divided between two pages.
const LONG_LETTERS: usize = 500;

/// The sheet as HTML. `exported` is the file that says the same as this draft, if there is one.
pub fn unit_paper(file: &CriteriaFile, unit: &Unit, draft: &Draft, exported: Option<&ExportRecord>) -> String {
    let rows = rows(file, unit, draft);
    let mut out = String::from("<article class=\"paper\">");
    push_head(&mut out, file, unit, draft);
    push_table(&mut out, file, unit, draft, &rows, exported);
    push_sums(&mut out, &rows);
    push_signatures(&mut out, draft);
    push_fingerprint(&mut out, unit, draft, exported);
    out.push_str("</article>");
    out
}

fn push_head(out: &mut String, file: &CriteriaFile, unit: &Unit, draft: &Draft) {
    let source = &file.set.source;
    out.push_str("<header class=\"paper-head\"><div>");
    // A commune stands under the district, and so does a division of it.
    push_element(out, "p", "paper-over", &source.issuer);
    push_element(out, "p", "paper-issuer", &unit.name);
    push_element(out, "p", "paper-number", "Số: ………………");
    out.push_str("</div><div>");
    push_element(out, "p", "paper-nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    push_element(out, "p", "paper-motto", "Độc lập – Tự do – Hạnh phúc");
    push_element(out, "p", "paper-date", "………………, ngày …… tháng …… năm ………");
    out.push_str("</div></header><div class=\"paper-title\">");
    push_element(out, "h1", "", "Phiếu tự chấm điểm");
    push_element(out, "p", "", &format!("{}, năm {}", file.set.title, draft.period));
    let draft_words = if source.draft { " Công văn là bản dự thảo, chưa ghi số và ngày." } else { "" };
    let after = format!(
        "Theo công văn số {}, {}, của {}: {}.{draft_words}",
        source.number, source.date, source.issuer, source.subject
    );
    push_element(out, "p", "paper-source", &after);
    out.push_str("</div>");
}

fn push_table(
    out: &mut String,
    file: &CriteriaFile,
    unit: &Unit,
    draft: &Draft,
    rows: &[Row],
    exported: Option<&ExportRecord>,
) {
    out.push_str("<table class=\"paper-table\"><thead><tr>");
    for (name, class) in COLUMNS {
        out.push_str(&format!("<th scope=\"col\" class=\"paper-{class}\">"));
        push_text(out, name);
        out.push_str("</th>");
    }
    // The foot comes again on every page, where browsers have no page margins to write into.
    out.push_str("</tr></thead><tfoot><tr><td colspan=\"8\">");
    let which = match exported {
        Some(record) => format!("tệp lần {}", record.revision),
        None => "bản nháp".to_owned(),
    };
    push_text(out, &format!("{} – Phiếu tự chấm điểm năm {} – {which}", unit.name, draft.period));
    out.push_str("</td></tr></tfoot><tbody>");
    for group in file.set.groups.iter() {
        let of_group = || rows.iter().filter(move |row| row.group.number == group.number);
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
                        out.push_str("<tr class=\"paper-heading\"><td colspan=\"8\">");
                        push_text(out, heading);
                        out.push_str("</td></tr>");
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
    out.push_str(if row.entry.explanation.chars().count() > LONG_LETTERS { "\" class=\"paper-long\">" } else { "\">" });
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
    push_element(out, "td", "paper-points", &row.outcome.points().map_or_else(|| "—".to_owned(), write_points));
    out.push_str("<td>");
    for evidence in row.entry.evidence.iter().filter(|evidence| !evidence.is_blank()) {
        let file = evidence.file.as_ref().map(|file| format!(" [tệp {}]", file.name)).unwrap_or_default();
        push_element(out, "p", "", &(evidence.in_words() + &file));
    }
    out.push_str("</td></tr>");
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

fn push_signatures(out: &mut String, draft: &Draft) {
    out.push_str("<div class=\"paper-signatures\">");
    for (role, hint, person) in [
        ("Người lập phiếu", "(Ký, ghi rõ họ tên)", &draft.prepared_by),
        ("Thủ trưởng đơn vị", "(Ký, ghi rõ họ tên, đóng dấu)", &draft.approved_by),
    ] {
        push_signature(out, role, hint, person);
    }
    out.push_str("</div>");
}

fn push_signature(out: &mut String, role: &str, hint: &str, person: &PersonEntry) {
    out.push_str("<div>");
    push_element(out, "p", "paper-role", if person.position.trim().is_empty() { role } else { person.position.trim() });
    push_element(out, "p", "paper-hint", hint);
    push_element(out, "p", "paper-name", person.name.trim());
    out.push_str("</div>");
}

fn push_fingerprint(out: &mut String, unit: &Unit, draft: &Draft, exported: Option<&ExportRecord>) {
    let exported = exported.and_then(|record| Some((record, FileHash::parse(&record.sha256)?)));
    out.push_str("<footer class=\"paper-fingerprint\">");
    match exported {
        None => push_element(
            out,
            "p",
            "",
            "Phiếu này in từ bản nháp: chưa xuất tệp, hoặc đã thay đổi sau lần xuất gần nhất, nên chưa có dãy số để đối chiếu với tệp.",
        ),
        Some((record, sha256)) => {
            let text = fingerprint_text(unit.id.as_str(), draft.period, record.revision, &sha256);
            out.push_str(&qr_svg(&text, "Mã QR của tệp").unwrap_or_default());
            out.push_str("<div>");
            push_element(out, "p", "", &format!("Tệp {} (lần {}). Dãy số của tệp:", record.file_name, record.revision));
            push_element(out, "p", "paper-digits", &digits(&sha256));
            push_element(out, "p", "paper-hash", &format!("SHA-256: {sha256}"));
            push_element(
                out,
                "p",
                "paper-hint",
                "Bản in có ký tên, đóng dấu là bản chính; dãy số và mã QR cho biết bản in này thuộc về tệp nào.",
            );
            out.push_str("</div>");
        }
    }
    out.push_str("</footer>");
}
