//! The SHA-256 of a file of any size, which stays on this machine.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use sha2::{Digest, Sha256};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

use crate::engine::signed::FileHash;

#[wasm_bindgen(module = "/src/browser/file_hash.js")]
extern "C" {
    fn read_slices(file: &File, take: JsValue, done: JsValue);
}

/// Hashes a file. `read` is told how many bytes are read so far and says whether to go on; `done` gets the hash, or nothing
/// if the file could not be read to its end or was given up.
pub fn hash_file(file: &File, read: impl Fn(f64) -> bool + 'static, done: impl FnOnce(Option<FileHash>) + 'static) {
    #[cfg(feature = "widget")]
    let done = super::shadow::kept_with(done);
    let hasher = Rc::new(RefCell::new((Sha256::new(), 0.0)));
    let fed = hasher.clone();
    let take = Closure::<dyn FnMut(JsValue) -> bool>::new(move |bytes: JsValue| {
        let bytes = bytes.unchecked_into::<Uint8Array>();
        let mut hasher = fed.borrow_mut();
        hasher.0.update(bytes.to_vec());
        hasher.1 += f64::from(bytes.length());
        read(hasher.1)
    });
    let take_js = take.as_ref().clone();
    let done = Closure::once_into_js(move |is_whole: JsValue| {
        let hash = is_whole.is_truthy().then(|| FileHash(hasher.borrow().0.clone().finalize().into()));
        // What fed the hash is needed no longer.
        drop(take);
        done(hash);
    });
    read_slices(file, take_js, done);
}
