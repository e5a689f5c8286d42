//! A unit's sheet as tables: every criterion with its answer and points, the documents that prove it, and the sums.

use rust_decimal::Decimal;

use super::tables::{Cell, Table, answer_words, number, table, text};
use super::unit_rows::{Row, rows, scale, total};
use crate::engine::answer::Answer;
use crate::engine::criteria::{CriteriaFile, Unit};
use crate::engine::draft::Draft;
use crate::engine::sheet::{Entry, Outcome, Total};
use crate::messages;

/// Every table of the sheet as it stands in this draft, finished or not.
pub fn unit_tables(file: &CriteriaFile, unit: &Unit, draft: &Draft) -> Vec<Table> {
    let rows = rows(file, unit, draft);
    vec![sheet(&rows), evidence(&rows), sums(&rows, unit, draft)]
}

fn sheet(rows: &[Row]) -> Table {
    let lines = rows.iter().map(|row| {
        let (first, second) = numbers(&row.outcome);
        vec![
            Cell::Text(format!("{}. {}", row.group.number, row.group.title)),
            Cell::Text(format!("{}. {}", row.section.number, row.section.title)),
            text(row.criterion.code.as_str()),
            text(&row.criterion.title),
            Cell::Text(scale(row.criterion)),
            Cell::Number(row.criterion.maximum),
            Cell::Text(answer(row)),
            number(first),
            number(second),
            number(row.outcome.points()),
            filled(why(row)),
            filled(row.entry.explanation.trim().to_owned()),
        ]
    });
    table(
        "Phiếu",
        &[
            ("Nhóm", 24),
            ("Mục", 24),
            ("Mã", 9),
            ("Tiêu chí", 60),
            ("Thang điểm", 36),
            ("Điểm tối đa", 10),
            ("Trả lời", 24),
            ("Số lượng hoặc tử số", 14),
            ("Mẫu số", 12),
            ("Điểm tự chấm", 10),
            ("Cách tính, việc còn phải làm", 40),
            ("Giải trình", 60),
        ],
        lines.collect(),
    )
}

/// The count or the numerator, and the denominator, of an answer that has them.
fn numbers(outcome: &Outcome) -> (Option<Decimal>, Option<Decimal>) {
    match outcome.answer() {
        Some(Answer::Count { value }) => (Some(value), None),
        Some(Answer::Ratio { numerator, denominator } | Answer::RatioBands { numerator, denominator }) => {
            (Some(numerator), Some(denominator))
        }
        Some(Answer::Choice { .. } | Answer::Share { .. } | Answer::NotApplicable) | None => (None, None),
    }
}

/// The answer in a few words, and what was typed or picked where it is no answer yet.
fn answer(row: &Row) -> String {
    match row.outcome.answer().or_else(|| picked(&row.entry)) {
        Some(answer) => answer_words(row.criterion, &answer),
        None if row.entry.has_answer() => typed(&row.entry),
        None => "chưa trả lời".to_owned(),
    }
}

/// What was picked and does not count yet, because something beside it is missing.
fn picked(entry: &Entry) -> Option<Answer> {
    if entry.not_applicable {
        return Some(Answer::NotApplicable);
    }
    let level = entry.level.map(|level| Answer::Choice { level });
    level.or(entry.share.map(|value| Answer::Share { value }))
}

fn typed(entry: &Entry) -> String {
    let or_dots = |text: &str| if text.is_empty() { "…".to_owned() } else { text.to_owned() };
    match [&entry.count, &entry.numerator, &entry.denominator].map(|text| text.trim()) {
        [count, "", ""] => count.to_owned(),
        [_, numerator, denominator] => format!("{} trên {}", or_dots(numerator), or_dots(denominator)),
    }
}

/// How the answer became points, or what is still wrong with it, in the words of the sheet.
fn why(row: &Row) -> String {
    match &row.outcome {
        Outcome::Problem(problems) => {
            let words: Vec<String> = problems.iter().map(|problem| messages::problem(row.criterion, problem)).collect();
            words.join("\n")
        }
        other => messages::outcome(row.criterion, other),
    }
}

fn evidence(rows: &[Row]) -> Table {
    let lines = rows.iter().flat_map(|row| {
        row.entry.evidence.iter().filter(|evidence| !evidence.is_blank()).map(|evidence| {
            let file = evidence.file.as_ref();
            vec![
                text(row.criterion.code.as_str()),
                text(&row.criterion.title),
                filled(evidence.title.trim().to_owned()),
                filled(evidence.reference.trim().to_owned()),
                filled(evidence.place.trim().to_owned()),
                file.map_or(Cell::Empty, |file| text(&file.name)),
                file.map_or(Cell::Empty, |file| Cell::Whole(file.size)),
                file.map_or(Cell::Empty, |file| Cell::Text(file.sha256.to_string())),
            ]
        })
    });
    table(
        "Tài liệu kiểm chứng",
        &[
            ("Mã", 9),
            ("Tiêu chí", 60),
            ("Tên tài liệu", 48),
            ("Số, ký hiệu", 20),
            ("Trang, mục", 16),
            ("Tên tệp", 36),
            ("Dung lượng (byte)", 14),
            ("SHA-256 của tệp", 66),
        ],
        lines.collect(),
    )
}

fn sums(rows: &[Row], unit: &Unit, draft: &Draft) -> Table {
    let mut lines = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|before| rows.get(before));
        if before.is_none_or(|before| before.group.number != row.group.number) {
            let of_group = rows.iter().filter(|other| other.group.number == row.group.number);
            lines.push(sum(row.group.number.to_string(), &row.group.title, total(of_group)));
        }
        if before.is_none_or(|before| !std::ptr::eq(before.section, row.section)) {
            let of_section = rows.iter().filter(|other| std::ptr::eq(other.section, row.section));
            let code = format!("{}.{}", row.group.number, row.section.number);
            lines.push(sum(code, &row.section.title, total(of_section)));
        }
    }
    lines.push(sum("Tất cả".to_owned(), &format!("{}, năm {}", unit.name, draft.period), total(rows.iter())));
    table(
        "Tổng điểm",
        &[
            ("Mã", 8),
            ("Nhóm, mục", 60),
            ("Điểm tự chấm", 10),
            ("Tối đa", 10),
            ("Không phát sinh", 12),
            ("Quy đổi", 10),
            ("Đã trả lời", 10),
            ("Cần sửa", 10),
            ("Số tiêu chí", 10),
        ],
        lines,
    )
}

fn sum(code: String, title: &str, total: Total) -> Vec<Cell> {
    vec![
        Cell::Text(code),
        text(title),
        Cell::Number(total.points),
        Cell::Number(total.maximum),
        Cell::Number(total.excluded),
        Cell::Number(total.converted()),
        Cell::Whole(total.answered as u64),
        Cell::Whole(total.problems as u64),
        Cell::Whole(total.assigned as u64),
    ]
}

fn filled(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}
