//! Digits to read over a telephone, so that two people can compare a key or a file.

use super::{FileHash, key_bytes_of};

/// Six groups of five digits: group i is bytes 5i…5i+4 as a big-endian integer modulo 100 000.
pub fn digits(hash: &FileHash) -> String {
    let groups = hash.0.chunks_exact(5).take(6).map(|bytes| {
        let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        format!("{:05}", number % 100_000)
    });
    groups.collect::<Vec<_>>().join(" ")
}

/// The digits of a key that is a text already, `z6Mk…`; empty for what is no key.
pub fn key_digits(key: &str) -> String {
    key_bytes_of(key).map(|bytes| digits(&FileHash::of_key_bytes(&bytes))).unwrap_or_default()
}
