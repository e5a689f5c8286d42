//! Which of the tabs on one draft may write.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/writer.js")]
extern "C" {
    #[wasm_bindgen(js_name = hold)]
    fn hold_js(name: &str, say: JsValue) -> Hold;

    /// A draft that is held or waited for.
    pub type Hold;

    /// Stops writing and waiting.
    #[wasm_bindgen(method)]
    pub fn release(this: &Hold);

    /// Takes the draft over from whoever writes it.
    #[wasm_bindgen(method)]
    pub fn claim(this: &Hold);
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

/// Asks to write the draft `name`, until the hold is released.
pub fn hold(name: &str, tell: impl Fn(Told) + 'static) -> Hold {
    let say = Closure::<dyn FnMut(JsValue)>::new(move |role: JsValue| {
        tell(match role.as_string().as_deref() {
            Some("writer") => Told::Write,
            Some("hand-over") => Told::HandOver,
            _ => Told::Read,
        });
    });
    // JavaScript keeps it as long as it may call it.
    hold_js(name, say.into_js_value())
}
