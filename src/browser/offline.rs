//! Whether the page is kept for work without a network, and whether another version of it stands ready.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/offline.js")]
extern "C" {
    #[wasm_bindgen(js_name = watch)]
    fn watch_js(on_state: JsValue);

    /// Lets the version that waits take over, and loads this page again. What is unsaved is to be saved before.
    pub fn take_update();
}

/// How this page stands to the versions that the browser keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfflineState {
    /// The browser keeps nothing here: a single file, an insecure address, or it refuses. Also as long as it has not yet
    /// kept everything.
    Unavailable,
    /// This version is kept whole and opens without a network.
    Ready,
    /// Another version is kept whole too, and waits for consent.
    Update,
    /// Another tab took another version; this page still runs the one before.
    Replaced,
}

/// Begins to keep the page, and calls `run` with the state now and after each change.
pub fn watch(run: impl Fn(OfflineState) + 'static) {
    let on_state = Closure::<dyn FnMut(JsValue)>::new(move |state: JsValue| {
        run(match state.as_string().as_deref() {
            Some("ready") => OfflineState::Ready,
            Some("update") => OfflineState::Update,
            Some("replaced") => OfflineState::Replaced,
            _ => OfflineState::Unavailable,
        });
    });
    // JavaScript keeps it as long as it may call it.
    watch_js(on_state.into_js_value());
}
