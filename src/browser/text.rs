//! Unicode normalisation by the browser, which has the tables that the Wasm need not carry.

/// The text in NFC.
pub fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}
