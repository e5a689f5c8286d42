//! Tables as a workbook (Office Open XML): a sheet for each, typed numbers, frozen heads, filters.

use rust_decimal::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use super::tables::{Cell, Table};

/// The longest text that a cell takes, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Reserved places of the format: a mark after two decimals, and groups of thousands, each as the reader's machine writes it.
const DECIMALS: &str = "#,##0.00##";
const WHOLE: &str = "#,##0";

/// The workbook's bytes, the same for the same tables and time. `created_s`: Unix seconds, which the file's properties say.
pub fn workbook(title: &str, tables: &[Table], created_s: i64) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(created_s)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_background_color(0x00E6_E6E6);
    let decimals = Format::new().set_num_format(DECIMALS).set_align(FormatAlign::Top);
    let whole = Format::new().set_num_format(WHOLE).set_align(FormatAlign::Top);
    // Quoted: what begins like a formula stays a text even when an officer edits the cell.
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(&table.name)?;
        for (place, column) in (0_u16..).zip(&table.columns) {
            sheet.set_column_width(place, f64::from(column.width))?;
            sheet.write_string_with_format(0, place, &column.heading, &head)?;
        }
        for (line, row) in (1_u32..).zip(&table.rows) {
            for (place, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Empty => {}
                    Cell::Text(words) => {
                        sheet.write_string_with_format(line, place, storable(words), &text)?;
                    }
                    Cell::Number(number) => {
                        sheet.write_number_with_format(line, place, nearest(*number), &decimals)?;
                    }
                    // Counts stay far below 2^53.
                    Cell::Whole(number) => {
                        sheet.write_number_with_format(line, place, *number as f64, &whole)?;
                    }
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        let last_row = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        let last_column = u16::try_from(table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.set_landscape();
        sheet.set_paper_size(9);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
    }
    workbook.save_to_buffer()
}

/// The float that a workbook has for a decimal. It is the nearest one, so it reads back as the same decimal: those of the
/// wire have at most 15 digits.
fn nearest(number: Decimal) -> f64 {
    // A decimal is always written as a float reads it.
    number.to_string().parse().unwrap_or(f64::NAN)
}

/// What XML 1.0 can hold, and no more than fits into a cell.
fn storable(text: &str) -> String {
    let mut length = 0;
    text.replace("\r\n", "\n")
        .chars()
        .map(|letter| match letter {
            // XML makes every line end one of these.
            '\r' => '\n',
            '\t' | '\n' => letter,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            other => other,
        })
        .take_while(|letter| {
            length += letter.len_utf16();
            length <= LONGEST_TEXT
        })
        .collect()
}
