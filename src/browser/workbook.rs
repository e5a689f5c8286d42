//! The Wasm that makes workbooks, which a page brings when it is first needed.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::engine::json::{Json, write_canonical};
use crate::handover::tables::Table;

// The other side is `src/workbook.rs`.
#[wasm_bindgen(module = "/src/browser/workbook.js")]
extern "C" {
    /// Whether this page can have it: the unit's single file goes without.
    pub fn is_offered() -> bool;
    #[wasm_bindgen(js_name = ready)]
    fn ready_js(done: JsValue);
    #[wasm_bindgen(js_name = make_workbook)]
    fn make_js(title: &str, tables: &str, created_s: f64) -> Option<Vec<u8>>;
}

/// Calls `run` once it is there, with whether it came.
pub fn ready(run: impl FnOnce(bool) + 'static) {
    ready_js(Closure::once_into_js(move |is_there: JsValue| run(is_there.is_truthy())));
}

/// Makes a workbook, once it is there; nothing if the tables do not fit into one.
pub fn make(title: &str, tables: &[Table], created_ms: i64) -> Option<Vec<u8>> {
    let tables = write_canonical(&Json::Array(tables.iter().map(Table::to_json).collect()));
    make_js(title, &tables, created_ms.div_euclid(1000) as f64)
}
