//! The hash that names a file or a key.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::engine::json::{Json, write_canonical};
use crate::engine::keys::PublicKey;

/// A SHA-256 hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileHash(pub [u8; 32]);

/// The file hash: SHA-256 of the canonical JSON of the whole document, proof included.
pub fn file_hash(document: &Json) -> FileHash {
    FileHash(Sha256::digest(write_canonical(document)).into())
}

impl FileHash {
    /// The hash of a public key's 32 bytes, which its digits come from.
    pub fn of_key(key: &PublicKey) -> Self {
        Self::of_key_bytes(key.as_bytes())
    }

    /// The same, of bytes that were not judged.
    pub fn of_key_bytes(key: &[u8; 32]) -> Self {
        FileHash(Sha256::digest(key).into())
    }

    /// Reads 64 lower-case hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let is_lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
        (is_lower && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(FileHash(bytes))
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&hex::encode(self.0))
    }
}
