//! Unicode normalisation by the browser, which has the tables that the Wasm need not carry.

/// The text in NFC.
pub fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

/// Copies a text for pasting elsewhere; calls `done` with whether the browser did.
#[cfg(feature = "office")]
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    copy_js(
        text,
        wasm_bindgen::closure::Closure::once_into_js(move |is_copied: wasm_bindgen::JsValue| {
            done(is_copied.is_truthy());
        }),
    );
}

#[cfg(feature = "office")]
#[wasm_bindgen::prelude::wasm_bindgen(module = "/src/browser/clipboard.js")]
extern "C" {
    #[wasm_bindgen(js_name = copy)]
    fn copy_js(text: &str, done: wasm_bindgen::JsValue);
}
