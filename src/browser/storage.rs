//! Local storage that never panics: it may be disabled, full, or throw at any call.

use gloo_storage::Storage as _;
use serde::Serialize;

use crate::engine::json::{Json, read_json};

/// Why something is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The browser offers no local storage here, or refuses it.
    Disabled,
    /// The write was refused; storage is most often full.
    Refused,
    /// What was read back is not what was written.
    NotKept,
}

/// The text under `key`; `Ok(None)` if there is none.
pub fn read_text(key: &str) -> Result<Option<String>, StorageError> {
    storage()?.get_item(key).map_err(|_| StorageError::Disabled)
}

/// Writes the text and reads it back, so that "saved" is said only of what is there.
pub fn write_text(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = storage()?;
    storage.set_item(key, text).map_err(|_| StorageError::Refused)?;
    match storage.get_item(key) {
        Ok(Some(kept)) if kept == text => Ok(()),
        _ => Err(StorageError::NotKept),
    }
}

/// Reads a short text that a setting or the key ring keeps; unreadable counts as absent.
///
/// `gloo_storage` would read any value, and brings 8 KB of reading that the page has already.
pub fn read_value(key: &str) -> Option<String> {
    match read_json(read_text(key).ok()??.as_bytes()) {
        Ok(Json::String(text)) => Some(text),
        _ => None,
    }
}

/// Writes a short value as JSON and reads it back.
pub fn write_value<T: Serialize>(key: &str, value: &T) -> Result<(), StorageError> {
    let storage = storage()?;
    gloo_storage::LocalStorage::set(key, value).map_err(|_| StorageError::Refused)?;
    let written = serde_json::to_string(value).map_err(|_| StorageError::NotKept)?;
    match storage.get_item(key) {
        Ok(Some(kept)) if kept == written => Ok(()),
        _ => Err(StorageError::NotKept),
    }
}

/// The storage, if it answers. `gloo_storage` panics where access itself throws, so nothing reaches it before this.
fn storage() -> Result<web_sys::Storage, StorageError> {
    web_sys::window().and_then(|window| window.local_storage().ok().flatten()).ok_or(StorageError::Disabled)
}
