//! Where the office's work is kept in this browser: IndexedDB, for it has more than local storage holds.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/office_store.js")]
extern "C" {
    #[wasm_bindgen(js_name = get)]
    fn get_js(key: &str, done: JsValue);
    #[wasm_bindgen(js_name = keys)]
    fn keys_js(prefix: &str, done: JsValue);
    #[wasm_bindgen(js_name = files)]
    fn files_js(year: &str, each: JsValue, done: JsValue);
    #[wasm_bindgen(js_name = file)]
    fn file_js(year: &str, hash: &str, done: JsValue);
    #[wasm_bindgen(js_name = put)]
    fn put_js(year: &str, facts: &str, hashes: Vec<String>, texts: Vec<String>, is_whole: bool, done: JsValue);
    #[wasm_bindgen(js_name = put_text)]
    fn put_text_js(key: &str, text: Option<String>, done: JsValue);
}

/// What the browser has under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    Text(String),
    Nothing,
    /// The browser keeps nothing here, or does not give it.
    Refused,
}

/// Calls `done` with what is kept under `key`.
pub fn get(key: &str, done: impl FnOnce(Found) + 'static) {
    get_js(key, found(done));
}

/// Calls `done` with one file of a year, by its hash.
pub fn file(year: &str, hash: &str, done: impl FnOnce(Found) + 'static) {
    file_js(year, hash, found(done));
}

fn found(done: impl FnOnce(Found) + 'static) -> JsValue {
    Closure::once_into_js(move |text: JsValue| {
        done(match text.as_string() {
            Some(text) => Found::Text(text),
            None if text.is_null() => Found::Nothing,
            None => Found::Refused,
        });
    })
}

/// Calls `done` with every key that begins with `prefix`.
pub fn keys(prefix: &str, done: impl FnOnce(Vec<String>) + 'static) {
    keys_js(
        prefix,
        Closure::once_into_js(move |keys: js_sys::Array| {
            done(keys.iter().filter_map(|key| key.as_string()).collect());
        }),
    );
}

/// Calls `each` with the hash and text of every file of a year, each in a task of its own, then `done` with whether all came.
pub fn files(year: &str, each: impl Fn(String, String) + 'static, done: impl FnOnce(bool) + 'static) {
    let each = Closure::<dyn FnMut(String, String)>::new(each);
    files_js(year, each.into_js_value(), Closure::once_into_js(move |is_whole: JsValue| done(is_whole.is_truthy())));
}

/// Writes a year's facts and adds files (hash and text), all or nothing; `is_whole` says that it has no others. Calls
/// `done` with whether it is on the disk.
pub fn put(year: &str, facts: &str, files: Vec<(String, String)>, is_whole: bool, done: impl FnOnce(bool) + 'static) {
    let (hashes, texts) = files.into_iter().unzip();
    let done = Closure::once_into_js(move |is_kept: JsValue| done(is_kept.is_truthy()));
    put_js(year, facts, hashes, texts, is_whole, done);
}

/// Writes or takes away a text. Calls `done` with whether that is on the disk.
pub fn put_text(key: &str, text: Option<String>, done: impl FnOnce(bool) + 'static) {
    put_text_js(key, text, Closure::once_into_js(move |is_kept: JsValue| done(is_kept.is_truthy())));
}
