//! What opens criteria-set files, which the page brings when it is first needed.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

// The other side is `src/criteria_reader.rs`.
#[wasm_bindgen(module = "/src/browser/criteria_reader.js")]
extern "C" {
    #[wasm_bindgen(js_name = ready)]
    fn ready_js(done: JsValue);
    #[wasm_bindgen(js_name = open_criteria)]
    fn open_criteria_js(file: &[u8]) -> String;
}

/// A criteria set out of a file, as the form asks about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedSet {
    pub title: String,
    /// Its identifier, version, year and size, in words.
    pub name: String,
    /// Who signed it: `z6Mk…`
    pub key: String,
    pub digits: String,
    /// The set in the form in which the program carries its own.
    pub packed: String,
}

/// Calls `run` once the reader is there, with whether it came.
pub fn ready(run: impl FnOnce(bool) + 'static) {
    ready_js(Closure::once_into_js(move |is_there: JsValue| run(is_there.is_truthy())));
}

/// Opens a criteria-set file, once the reader is there; says what is wrong with it.
pub fn open_criteria(file: &[u8]) -> Result<OfferedSet, String> {
    let answer = open_criteria_js(file);
    let mut lines = answer.splitn(6, '\n');
    let mut next = || lines.next().unwrap_or_default().to_owned();
    match &*next() {
        "ok" => Ok(OfferedSet { title: next(), name: next(), key: next(), digits: next(), packed: next() }),
        _ => Err(next()),
    }
}
