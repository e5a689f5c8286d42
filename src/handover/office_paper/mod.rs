//! The consolidated report on A4, in the layout of official documents: sums, who has not reported, every criterion of the
//! district, points that the officer set, ranking, files, signatures.

mod criteria;
mod files;
mod units;

use std::collections::BTreeMap;

use super::html::{push_element, push_text};
use super::official::{Signature, open_table, push_end, push_fingerprint, push_foot, push_head, push_title};
use super::qr::result_text;
use crate::engine::criteria::CriteriaFile;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::{Consolidation, DistrictTotal};
use crate::engine::signed::FileHash;

const TITLE: &str = "Báo cáo tổng hợp kết quả tự chấm điểm";

const SUM_COLUMNS: [(&str, &str); 8] = [
    ("Mã", "stt"),
    ("Nhóm, mục", "part"),
    ("Tiêu chí đã có điểm", "points"),
    ("Điểm tối đa", "points"),
    ("Điểm đạt được", "points"),
    ("Không phát sinh", "points"),
    ("Điểm quy đổi", "points"),
    ("Còn có thể thêm", "points"),
];

/// The report as HTML. `names` are those under which files came: what is not trusted has no other.
pub fn office_paper(file: &CriteriaFile, result: &Consolidation, names: &BTreeMap<FileHash, String>) -> String {
    let mut out = String::from("<article class=\"paper\">");
    // One table around it all: its foot comes again on every page, whichever of the tables inside the page ends in.
    out.push_str("<table class=\"paper-sheet\" role=\"presentation\">");
    push_foot(&mut out, 1, &format!("{} – {TITLE} năm {}", file.office.name, result.period));
    out.push_str("<tbody><tr><td>");
    push_head(&mut out, &file.set.source.issuer, &file.office.name, "Số: ………/BC-………");
    push_title(&mut out, TITLE, &file.set, result.period);
    push_part(&mut out, "I. Kết quả chung");
    push_overview(&mut out, result);
    push_part(&mut out, "II. Tình hình gửi phiếu tự chấm điểm");
    units::push_reporting(&mut out, result);
    push_part(&mut out, "III. Điểm từng tiêu chí");
    criteria::push_criteria(&mut out, result);
    push_part(&mut out, "IV. Điểm ấn định");
    criteria::push_overrides(&mut out, result);
    push_part(&mut out, "V. Xếp hạng đơn vị");
    units::push_rankings(&mut out, result);
    push_part(&mut out, "VI. Tệp đã nhận");
    files::push_files(&mut out, result, names);
    push_signed(&mut out, result);
    out.push_str("</td></tr></tbody></table></article>");
    out
}

fn push_part(out: &mut String, title: &str) {
    push_element(out, "h2", "", title);
}

/// The whole result in a few sentences, and by group and section.
fn push_overview(out: &mut String, result: &Consolidation) {
    let set = result.set;
    let total = result.total("");
    let words = format!(
        "{}/{} đơn vị đã gửi phiếu được tính; {}/{} tiêu chí đã có điểm. Toàn huyện đạt ",
        units::reported_count(result),
        set.units.len(),
        total.settled,
        total.criteria
    );
    out.push_str("<p class=\"paper-sums\">");
    push_text(out, &words);
    let points = format!("{} / {} điểm", write_points(total.points), write_vietnamese(total.maximum));
    push_element(out, "strong", "", &points);
    let mut rest = String::new();
    if !total.excluded.is_zero() {
        rest += &format!(
            "; không phát sinh {} điểm, quy đổi {} điểm",
            write_vietnamese(total.excluded),
            write_points(total.converted())
        );
    }
    rest.push('.');
    if !total.could_add.is_zero() {
        rest += &format!(" Các câu trả lời còn thiếu có thể thêm tối đa {} điểm.", write_points(total.could_add));
    }
    push_text(out, &rest);
    out.push_str("</p>");

    open_table(out, "paper-by-part", &SUM_COLUMNS);
    out.push_str("<tbody>");
    for group in set.groups.iter() {
        let code = group.number.to_string();
        push_total(out, "paper-group", &code, &group.title, result.total(&format!("{code}.")));
        for section in group.sections.iter() {
            let code = format!("{}.{}", group.number, section.number);
            push_total(out, "", &code, &section.title, result.total(&format!("{code}.")));
        }
    }
    push_total(out, "paper-group", "", "Tổng cộng", total);
    out.push_str("</tbody></table>");
}

fn push_total(out: &mut String, class: &str, code: &str, title: &str, total: DistrictTotal) {
    out.push_str("<tr data-part=\"");
    push_text(out, if code.is_empty() { "all" } else { code });
    out.push_str(&format!("\" class=\"{class}\">"));
    push_element(out, "td", "paper-stt", code);
    push_element(out, "td", "", title);
    push_element(out, "td", "paper-points", &format!("{}/{}", total.settled, total.criteria));
    for points in [
        write_vietnamese(total.maximum),
        write_points(total.points),
        write_vietnamese(total.excluded),
        write_points(total.converted()),
        write_points(total.could_add),
    ] {
        push_element(out, "td", "paper-points", &points);
    }
    out.push_str("</tr>");
}

/// Signatures, and the digits of the result as a file.
fn push_signed(out: &mut String, result: &Consolidation) {
    let signature = |role, hint| Signature { role, hint, name: "" };
    push_end(
        out,
        &[
            signature("Người tổng hợp", "(Ký, ghi rõ họ tên)"),
            signature("Thủ trưởng cơ quan", "(Ký, ghi rõ họ tên, đóng dấu)"),
        ],
    );
    let sha256 = result.sha256();
    let code = result_text(&result.set.id, result.period, &sha256);
    let words = format!("Tệp {}. Dãy số của tệp:", result.file_name());
    push_fingerprint(out, &code, &words, &sha256);
}
