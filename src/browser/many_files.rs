//! Files that come in by the hundred.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Event, HtmlInputElement};

use crate::engine::json::MAX_BYTES;

#[wasm_bindgen(module = "/src/browser/many_files.js")]
extern "C" {
    /// Whether a folder can be chosen here.
    pub fn takes_folders() -> bool;
    /// The files that were chosen; the input is empty afterwards.
    pub fn chosen(input: &HtmlInputElement) -> js_sys::Array;
    #[wasm_bindgen(js_name = dropped)]
    fn dropped_js(event: &Event, done: JsValue);
    #[wasm_bindgen(js_name = read_all)]
    fn read_all_js(files: &js_sys::Array, limit: usize, each: JsValue, done: JsValue);
}

/// A file that was read.
pub struct ReadFile {
    pub name: String,
    /// All of them, or as many as it takes to see that the file is too large; none if it cannot be read.
    pub bytes: Option<Vec<u8>>,
}

/// Calls `done` with the files that were dropped, those in dropped folders too.
pub fn dropped(event: &Event, done: impl FnOnce(js_sys::Array) + 'static) {
    dropped_js(event, Closure::once_into_js(done));
}

/// Reads one file after the other and hands each to `take`, which says whether to go on; then calls `done`.
pub fn read_all(files: &js_sys::Array, take: impl Fn(ReadFile) -> bool + 'static, done: impl FnOnce() + 'static) {
    let each = Closure::<dyn FnMut(String, JsValue) -> bool>::new(move |name: String, bytes: JsValue| {
        let bytes = (!bytes.is_null()).then(|| js_sys::Uint8Array::new(&bytes).to_vec());
        take(ReadFile { name, bytes })
    });
    read_all_js(files, MAX_BYTES, each.into_js_value(), Closure::once_into_js(done));
}
