//! A place that keeps texts under names, as a browser's storage does, and may fail at every call.

/// Keeps texts. The page puts the browser's storage behind it; the tests put storage that fails.
pub trait Shelf {
    /// The text under `key`; `Ok(None)` if there is none.
    fn read(&self, key: &str) -> Result<Option<String>, ShelfError>;

    /// Puts a text under `key`. Success says only that nothing was refused: see [`write_back`].
    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError>;
}

/// Why something is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShelfError {
    /// There is no shelf here, or it does not answer.
    Disabled,
    /// The write was refused; most often the shelf is full.
    Refused,
    /// What was read back is not what was written.
    NotKept,
}

/// Puts a text and reads it back, so that "saved" is said only of what is there.
pub fn write_back(shelf: &dyn Shelf, key: &str, text: &str) -> Result<(), ShelfError> {
    shelf.put(key, text)?;
    match shelf.read(key) {
        Ok(Some(kept)) if kept == text => Ok(()),
        _ => Err(ShelfError::NotKept),
    }
}
