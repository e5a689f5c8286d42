//! Which of the tabs on one draft may write.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/writer.js")]
extern "C" {
    #[wasm_bindgen(js_name = hold)]
    fn hold_js(name: &str, say: JsValue);

    /// Stops writing and waiting.
    pub fn release();

    /// Takes the draft over from the tab that writes it.
    #[wasm_bindgen(js_name = takeOver)]
    pub fn take_over();
}

/// What a tab is told about the draft that it has open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// This tab may write.
    Write,
    /// Another tab writes.
    Read,
    /// Another tab wants to write: what is unsaved is to be saved now.
    HandOver,
}

/// Asks to write the draft `name`, until [`release`] or the next call.
pub fn hold(name: &str, tell: impl Fn(Told) + 'static) {
    let say = Closure::<dyn FnMut(JsValue)>::new(move |role: JsValue| {
        tell(match role.as_string().as_deref() {
            Some("writer") => Told::Write,
            Some("hand-over") => Told::HandOver,
            _ => Told::Read,
        });
    });
    // JavaScript keeps it as long as it may call it.
    hold_js(name, say.into_js_value());
}
