//! What printed documents have in common: the head of official documents, tables, signatures, and the fingerprint of a file.

use super::html::{push_element, push_text};
use super::qr::qr_svg;
use crate::engine::criteria::{CriteriaSet, UnitId};
use crate::engine::number::write_points;
use crate::engine::signed::{FileHash, digits, write_time};
use rust_decimal::Decimal;

/// A text of more letters may be divided between two pages.
const LONG_LETTERS: usize = 500;

/// Who signs, and where.
pub struct Signature<'a> {
    pub role: &'a str,
    pub hint: &'a str,
    /// Printed below the room for the signature.
    pub name: &'a str,
}

/// The head of official documents: whose it is and its number, the national title, the motto, place and date.
pub fn push_head(out: &mut String, over: &str, issuer: &str, number: &str) {
    out.push_str("<header class=\"paper-head\"><div>");
    // An office that stands under nobody is named once.
    if over != issuer {
        push_element(out, "p", "paper-over", over);
    }
    push_element(out, "p", "paper-issuer", issuer);
    push_element(out, "p", "paper-number", number);
    out.push_str("</div><div>");
    push_element(out, "p", "paper-nation", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    push_element(out, "p", "paper-motto", "Độc lập – Tự do – Hạnh phúc");
    push_element(out, "p", "paper-date", "………………, ngày …… tháng …… năm ………");
    out.push_str("</div></header>");
}

/// The title, what it is about, and the dispatch that it follows.
pub fn push_title(out: &mut String, title: &str, set: &CriteriaSet, period: u16) {
    let source = &set.source;
    out.push_str("<div class=\"paper-title\">");
    push_element(out, "h1", "", title);
    push_element(out, "p", "", &format!("{}, năm {period}", set.title));
    let draft_words = if source.draft { " Công văn là bản dự thảo, chưa ghi số và ngày." } else { "" };
    let after = format!(
        "Theo công văn số {}, {}, của {}: {}.{draft_words}",
        source.number, source.date, source.issuer, source.subject
    );
    push_element(out, "p", "paper-source", &after);
    out.push_str("</div>");
}

/// Begins a table whose head comes again on every page; each column with its class, which says how wide it is.
pub fn open_table(out: &mut String, class: &str, columns: &[(&str, &str)]) {
    out.push_str(&format!("<table class=\"paper-table {class}\"><thead><tr>"));
    for (name, class) in columns {
        out.push_str(&format!("<th scope=\"col\" class=\"paper-{class}\">"));
        push_text(out, name);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>");
}

/// The foot of a table with so many columns: it comes again on every page, where browsers have no page margins to write into.
pub fn push_foot(out: &mut String, columns_count: usize, words: &str) {
    out.push_str(&format!("<tfoot><tr><td colspan=\"{columns_count}\">"));
    push_text(out, words);
    out.push_str("</td></tr></tfoot>");
}

/// A row that is one text across a table.
pub fn push_wide_row(out: &mut String, class: &str, columns_count: usize, text: &str) {
    out.push_str(&format!("<tr class=\"{class}\"><td colspan=\"{columns_count}\">"));
    push_text(out, text);
    out.push_str("</td></tr>");
}

/// One row of a simple table: what it is about, and a text for each column.
pub type Row<'a> = (&'a str, Vec<String>);

/// A simple table: every cell is a text.
pub fn push_table(out: &mut String, class: &str, columns: &[(&str, &str)], rows: &[Row]) {
    open_table(out, class, columns);
    out.push_str("<tbody>");
    for (about, cells) in rows {
        out.push_str("<tr data-row=\"");
        push_text(out, about);
        out.push_str(if cells.iter().any(|cell| is_long(cell)) { "\" class=\"paper-long\">" } else { "\">" });
        for (cell, (_, class)) in cells.iter().zip(columns) {
            push_element(out, "td", &format!("paper-{class}"), cell);
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table>");
}

/// Whether a row with this text may be divided between two pages.
pub fn is_long(text: &str) -> bool {
    text.chars().count() > LONG_LETTERS
}

/// Room for signatures, side by side.
pub fn push_signatures(out: &mut String, signatures: &[Signature]) {
    out.push_str("<div class=\"paper-signatures\">");
    for signature in signatures {
        out.push_str("<div>");
        push_element(out, "p", "paper-role", signature.role);
        push_element(out, "p", "paper-hint", signature.hint);
        push_element(out, "p", "paper-name", signature.name);
        out.push_str("</div>");
    }
    out.push_str("</div>");
}

/// The end of what an office sends out: who receives it, beside who signs it.
pub fn push_end(out: &mut String, signatures: &[Signature]) {
    out.push_str("<div class=\"paper-end\"><div class=\"paper-copies\">");
    push_element(out, "p", "paper-to", "Nơi nhận:");
    for line in ["- ……………………………;", "- ……………………………;", "- Lưu: VT, ………"]
    {
        push_element(out, "p", "", line);
    }
    out.push_str("</div>");
    push_signatures(out, signatures);
    out.push_str("</div>");
}

/// The file that the paper says the same as: its code and its digits. `code` is what the QR code says, `words` name the file.
pub fn push_fingerprint(out: &mut String, code: &str, words: &str, sha256: &FileHash) {
    out.push_str("<footer class=\"paper-fingerprint\">");
    out.push_str(&qr_svg(code, "Mã QR của tệp").unwrap_or_default());
    out.push_str("<div>");
    push_element(out, "p", "", words);
    push_element(out, "p", "paper-digits", &digits(sha256));
    push_element(out, "p", "paper-hash", &format!("SHA-256: {sha256}"));
    push_element(
        out,
        "p",
        "paper-hint",
        "Bản in có ký tên, đóng dấu là bản chính; dãy số và mã QR cho biết bản in này thuộc về tệp nào.",
    );
    out.push_str("</div></footer>");
}

/// In the place of the fingerprint: why there is none.
pub fn push_no_fingerprint(out: &mut String, words: &str) {
    out.push_str("<footer class=\"paper-fingerprint\">");
    push_element(out, "p", "", words);
    out.push_str("</footer>");
}

/// Points, or the dash that stands where there are none: no points are not 0.
pub fn points_or_dash(points: Option<Decimal>) -> String {
    points.map_or_else(|| "—".to_owned(), write_points)
}

/// A unit's name as the set has it.
pub fn unit_name(set: &CriteriaSet, id: &UnitId) -> String {
    set.unit(id.as_str()).map_or_else(|| id.to_string(), |unit| unit.name.to_string())
}

/// The day of a moment in Việt Nam, as people write it: `12/10/2018`.
pub fn day_in_words(unix_ms: i64) -> String {
    let time = write_time(unix_ms).unwrap_or_default();
    let parts: Vec<&str> = time.get(..10).unwrap_or_default().split('-').collect();
    match parts.as_slice() {
        [year, month, date] => format!("{date}/{month}/{year}"),
        _ => time,
    }
}
