//! Files out of the page and into it.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, FileReader, HtmlAnchorElement, HtmlInputElement, Url};

/// Gives `text` to the browser as a download. `false` if the browser refused at once.
pub fn download_text(file_name: &str, media_type: &str, text: &str) -> bool {
    offer(file_name, media_type, &text.into()).is_ok()
}

/// Gives bytes to the browser as a download. `false` if the browser refused at once.
pub fn download_bytes(file_name: &str, media_type: &str, bytes: &[u8]) -> bool {
    offer(file_name, media_type, &js_sys::Uint8Array::from(bytes)).is_ok()
}

fn offer(file_name: &str, media_type: &str, content: &JsValue) -> Result<(), JsValue> {
    let document =
        web_sys::window().and_then(|window| window.document()).ok_or_else(|| JsValue::from_str("no document"))?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(content), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(file_name);
    link.click();
    // The download reads the blob after this call; a minute later it has surely started.
    let release = Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    if let Some(window) = web_sys::window() {
        window.set_timeout_with_callback_and_timeout_and_arguments_0(release.unchecked_ref(), 60_000)?;
    }
    Ok(())
}

/// Gives the text of the file that was chosen in `input` to `take`, or `None` where there is none, it has more than
/// `limit` bytes, or it cannot be read.
pub fn chosen_text(input: &HtmlInputElement, limit: f64, take: impl Fn(Option<String>) + 'static) {
    let file = input.files().and_then(|files| files.get(0)).filter(|file| file.size() <= limit);
    let Some((file, reader)) = file.zip(FileReader::new().ok()) else {
        return take(None);
    };
    let done = reader.clone();
    let listener = Closure::once_into_js(move || take(done.result().ok().and_then(|text| text.as_string())));
    reader.set_onloadend(Some(listener.unchecked_ref()));
    // A file that cannot be read ends the loading too, without a text.
    let _ = reader.read_as_text(&file);
}
