//! Stands in for the crate of this name.
//!
//! `server_fn`, which Leptos cannot be without, streams to and from servers with it; no page of ours has a server. What the
//! crate exports to JavaScript is kept by every Wasm that it is linked into, called or not: 4 KB after brotli. Here is what
//! `server_fn` names, and nothing is exported. A stream that is asked for all the same ends at once.

use futures_util::stream::{self, Empty, Stream};
use wasm_bindgen::JsValue;

/// Nothing to read.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Takes a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        ReadableStream(raw)
    }

    /// Takes a stream and leaves it unread.
    pub fn from_stream(_stream: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        ReadableStream(web_sys::ReadableStream::new().unwrap_or_else(|_| JsValue::NULL.into()))
    }

    /// The stream of the browser.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that has ended.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        stream::empty()
    }
}
