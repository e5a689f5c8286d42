//! The rest of the program, which the page brings when it is first needed: a Wasm with every page, in place of the first.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = bring)]
    fn bring_js(leave: JsValue, failed: JsValue);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = tuchamCarried)]
    static CARRIED: Option<String>;
}

/// Brings the rest. Once it is there, `leave` is called: it ends the program that runs and gives what the next one has to
/// go on with, or nothing if the program is to stay. `failed` is called if the rest does not come.
pub fn bring(leave: impl FnOnce() -> Option<String> + 'static, failed: impl FnOnce() + 'static) {
    let leave = Closure::once_into_js(move || leave().map_or(JsValue::NULL, JsValue::from));
    bring_js(leave, Closure::once_into_js(failed));
}

/// What the program before this one gave; nothing if this one is the first.
pub fn carried() -> Option<String> {
    CARRIED.with(Option::clone)
}
