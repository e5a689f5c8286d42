//! A table as CSV for the spreadsheets of Việt Nam: UTF-8 with its mark, semicolons, decimal commas, and no formula.

use super::tables::{Cell, Table};
use crate::engine::decimal::write_wire;

/// The table's text. Where the comma is the decimal mark, spreadsheets part columns by semicolons. A line that
/// said so (`sep=;`) would make Excel forget the mark, and with it every Vietnamese letter. A text that a spreadsheet would run as a formula begins with an apostrophe.
pub fn csv(table: &Table) -> String {
    // The mark makes Excel read UTF-8.
    let mut out = String::from("\u{feff}");
    push_row(&mut out, table.columns.iter().map(|column| column.heading.clone()));
    for row in &table.rows {
        push_row(&mut out, row.iter().map(shown));
    }
    out
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        // Without groups of thousands: a dot would make a text of it.
        Cell::Number(number) => write_wire(*number).replace('.', ","),
        Cell::Whole(number) => number.to_string(),
        Cell::Text(text) => harmless(text),
    }
}

/// `=`, `+`, `-`, `@` and some controls begin a formula, also behind spaces.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠' | '−') => format!("'{text}"),
        _ => text.to_owned(),
    }
}

fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            out.push(';');
        }
        // RFC 4180, with the separator that is used here.
        if cell.contains([';', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::handover::tables::Column;

    #[test]
    fn numbers_have_commas_and_formulas_lose_their_sign() {
        let table = Table {
            name: "Điểm".into(),
            columns: vec![Column { heading: "Tên; mã".into(), width: 9 }, Column { heading: "Điểm".into(), width: 9 }],
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Number(Decimal::new(123_456, 2))],
                vec![Cell::Text("nói \"có\"\nhết".into()), Cell::Whole(1234)],
                vec![Cell::Text(" @SUM(A1)".into()), Cell::Empty],
                vec![Cell::Text("3 − 2".into()), Cell::Number(Decimal::new(5, 1))],
            ],
        };
        assert_eq!(
            csv(&table),
            "\u{feff}\"Tên; mã\";Điểm\r\n'=1+1;1234,56\r\n\"nói \"\"có\"\"\nhết\";1234\r\n' @SUM(A1);\r\n3 − 2;0,5\r\n"
        );
    }
}
