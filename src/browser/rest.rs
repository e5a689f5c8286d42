//! The rest of the program, which the page brings when it is first needed: a Wasm with every page, in place of the first.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = bring)]
    fn bring_js(settle: JsValue, end: JsValue, failed: JsValue);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = tuchamCarried)]
    static CARRIED: Option<String>;
}

/// What the first part gives before all drafts for an officer who wants to see the criteria set.
pub const CRITERIA: &str = "criteria";

/// Stands between several drafts; no JSON has it.
pub const BETWEEN: char = '\u{1e}';

/// Brings the rest. Once it is there, `settle` gives what the next program has to go on with, or nothing if this one is to
/// stay; a turn later `end` ends this one. `failed` is called if the rest does not come.
pub fn bring(
    settle: impl FnOnce() -> Option<String> + 'static,
    end: impl FnOnce() + 'static,
    failed: impl FnOnce() + 'static,
) {
    let settle = Closure::once_into_js(move || settle().map_or(JsValue::NULL, JsValue::from));
    bring_js(settle, Closure::once_into_js(end), Closure::once_into_js(failed));
}

/// Whether the officer wanted to see the criteria set.
pub fn is_for_criteria() -> bool {
    carried().is_some_and(|carried| carried.split(BETWEEN).next() == Some(CRITERIA))
}

/// What the program before this one gave; nothing if this one is the first.
pub fn carried() -> Option<String> {
    CARRIED.with(Option::clone)
}
