//! The drafts' second home, IndexedDB, and the browser's word on keeping what is stored.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/mirror.js")]
extern "C" {
    /// Writes a text in the background.
    pub fn put(key: &str, text: &str);

    #[wasm_bindgen(js_name = get)]
    fn get_js(key: &str, limit_ms: i32, done: JsValue);

    #[wasm_bindgen(js_name = persist)]
    fn persist_js(say: JsValue);
}

/// Calls `done` once, with the text under `key`, or `None` if there is none or the browser does not say in time.
pub fn get(key: &str, limit_ms: i32, done: impl FnOnce(Option<String>) + 'static) {
    get_js(key, limit_ms, Closure::once_into_js(move |text: JsValue| done(text.as_string())));
}

/// What the browser answers when asked to keep what is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    Kept,
    /// It may be cleared when the disk runs low.
    NotPromised,
    Unknown,
}

/// Asks the browser to keep what is stored, even when the disk runs low.
pub fn persist(say: impl FnOnce(Persistence) + 'static) {
    persist_js(Closure::once_into_js(move |answer: JsValue| {
        say(match answer.as_string().as_deref() {
            Some("kept") => Persistence::Kept,
            Some("maybe") => Persistence::NotPromised,
            _ => Persistence::Unknown,
        });
    }));
}
