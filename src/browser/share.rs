//! The system's own sheet to pass a file on to a mail program or another device.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/browser/share.js")]
extern "C" {
    /// Whether the system would take a file of this name, media type and text.
    pub fn can_share(name: &str, media_type: &str, text: &str) -> bool;

    /// Opens the sheet for a file.
    pub fn share(name: &str, media_type: &str, text: &str);
}
