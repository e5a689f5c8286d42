//! Makes workbooks for both pages: a Wasm of its own, because it weighs as much as a page and is needed once a year.

use tucham::engine::json::{Json, read_json_within};
use tucham::handover::tables::Table;
use tucham::handover::workbook;
use wasm_bindgen::prelude::wasm_bindgen;

/// What the page hands over is its own; a year of ten thousand units has less.
const LIMIT_BYTES: usize = 1 << 29;

fn main() {}

/// The workbook of tables as [`Table::to_json`] writes them in an array; nothing if they are not, or do not fit into one.
#[wasm_bindgen]
pub fn make_workbook(title: &str, tables: &str, created_s: f64) -> Option<Vec<u8>> {
    let json = read_json_within(tables.as_bytes(), LIMIT_BYTES).ok()?;
    let Json::Array(tables) = json else { return None };
    let tables = tables.iter().map(Table::of_json).collect::<Option<Vec<_>>>()?;
    // Seconds since 1970 are whole and far below 2^53.
    workbook::workbook(title, &tables, created_s as i64).ok()
}
