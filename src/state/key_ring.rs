//! The key of this device: encrypted in local storage, open only while something is signed.

use std::cell::{Cell, RefCell};

use crate::browser::signer::{self, KeyError, NewKey, OpenKey};
use crate::browser::{clock, storage};
use crate::engine::signed::key_digits;

/// Where a unit's key is kept.
const UNIT_KEY: &str = "tucham/key";
/// Where the office's is: on one machine a unit's page and the office's have each their own.
pub const OFFICE_KEY: &str = "tucham/office-key";

/// Fewest characters of a new passphrase.
pub const PASSPHRASE_LENGTH: usize = 8;

/// The key as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptKey {
    /// `z6Mk…`
    pub public_key: String,
    /// The encrypted key file.
    pub pem: String,
    /// Unix milliseconds by the machine's clock.
    pub made_at_ms: i64,
    /// Whether it is stored; one that is not goes with the page, and a backup is the way to keep it.
    pub is_stored: bool,
}

thread_local! {
    static NAME: Cell<&'static str> = const { Cell::new(UNIT_KEY) };
    /// A key that could not be stored: it still signs, or a full disk would keep the officer from exporting.
    static UNSTORED: RefCell<Option<KeptKey>> = const { RefCell::new(None) };
}

/// Says whose key this page is about: a unit's unless this was called.
pub fn keep_under(name: &'static str) {
    NAME.set(name);
}

/// Whether the page is the office's.
pub fn is_office() -> bool {
    NAME.get() == OFFICE_KEY
}

/// The key of this device, if one was made or imported.
pub fn kept_key() -> Option<KeptKey> {
    UNSTORED.with_borrow(Clone::clone).or_else(stored_key)
}

fn stored_key() -> Option<KeptKey> {
    let text: String = storage::read_value(NAME.get())?;
    let mut lines = text.splitn(3, '\n');
    let (public_key, made_at_ms, pem) = (lines.next()?, lines.next()?.parse().ok()?, lines.next()?);
    Some(KeptKey { public_key: public_key.to_owned(), pem: pem.to_owned(), made_at_ms, is_stored: true })
}

/// Makes a key and keeps it. Takes part of a second: PBKDF2 is slow on purpose.
pub fn make_key(passphrase: &str) -> Result<(KeptKey, OpenKey), KeyError> {
    signer::make(passphrase).map(keep)
}

/// Opens a key file from elsewhere and keeps it, encrypted anew with the same passphrase.
pub fn import_key(file: &str, passphrase: &str) -> Result<(KeptKey, OpenKey), KeyError> {
    signer::import(file, passphrase).map(keep)
}

/// Opens the kept key.
pub fn unlock(kept: &KeptKey, passphrase: &str) -> Result<OpenKey, KeyError> {
    signer::open(&kept.pem, passphrase)
}

impl KeptKey {
    /// The digits to compare over a telephone.
    pub fn digits(&self) -> String {
        key_digits(&self.public_key)
    }
}

fn keep(new: NewKey) -> (KeptKey, OpenKey) {
    let mut kept = KeptKey { public_key: new.public_key, pem: new.file, made_at_ms: clock::now_ms(), is_stored: true };
    // Public key and time on a line each, then the key file as it is.
    let text = format!("{}\n{}\n{}", kept.public_key, kept.made_at_ms, kept.pem);
    kept.is_stored = storage::write_value(NAME.get(), &text).is_ok();
    UNSTORED.set((!kept.is_stored).then(|| kept.clone()));
    (kept, new.open)
}
