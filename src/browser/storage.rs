//! Local storage that never panics: it may be disabled, full, or throw at any call.

use gloo_storage::Storage as _;
use serde::Serialize;

use crate::engine::draft::{Shelf, ShelfError};
use crate::engine::json::{Json, read_json};

/// The browser's local storage.
#[derive(Debug, Clone, Copy)]
pub struct LocalStorage;

impl Shelf for LocalStorage {
    fn read(&self, key: &str) -> Result<Option<String>, ShelfError> {
        storage()?.get_item(key).map_err(|_| ShelfError::Disabled)
    }

    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError> {
        storage()?.set_item(key, text).map_err(|_| ShelfError::Refused)
    }
}

/// The text under `key`, if there is one that can be read.
pub fn read_text(key: &str) -> Option<String> {
    LocalStorage.read(key).ok()?
}

/// Takes a text away. Where that fails it stays, and is listed again.
pub fn remove(key: &str) {
    if let Ok(storage) = storage() {
        let _ = storage.remove_item(key);
    }
}

/// Every key that begins with `prefix`, in order; none where storage does not answer.
pub fn keys(prefix: &str) -> Vec<String> {
    let Ok(storage) = storage() else { return Vec::new() };
    let count = storage.length().unwrap_or_default();
    let mut keys: Vec<String> = (0..count)
        .filter_map(|index| storage.key(index).ok().flatten())
        .filter(|key| key.starts_with(prefix))
        .collect();
    keys.sort();
    keys
}

/// Reads a short text that a setting or the key ring keeps; unreadable counts as absent.
///
/// `gloo_storage` would read any value, and brings 8 KB of reading that the page has already.
pub fn read_value(key: &str) -> Option<String> {
    match read_json(read_text(key)?.as_bytes()) {
        Ok(Json::String(text)) => Some(text),
        _ => None,
    }
}

/// Writes a short value as JSON and reads it back.
pub fn write_value<T: Serialize>(key: &str, value: &T) -> Result<(), ShelfError> {
    let storage = storage()?;
    gloo_storage::LocalStorage::set(key, value).map_err(|_| ShelfError::Refused)?;
    let written = serde_json::to_string(value).map_err(|_| ShelfError::NotKept)?;
    match storage.get_item(key) {
        Ok(Some(kept)) if kept == written => Ok(()),
        _ => Err(ShelfError::NotKept),
    }
}

/// The storage, if it answers. `gloo_storage` panics where access itself throws, so nothing reaches it before this.
fn storage() -> Result<web_sys::Storage, ShelfError> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(ShelfError::Disabled)
}
