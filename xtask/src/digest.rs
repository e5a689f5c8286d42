//! Digests in the forms that the page uses.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

/// `sha256-…`, as `integrity` and policies write it.
pub fn integrity(content: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", Base64::encode_string(&Sha256::digest(content.as_ref())))
}

/// Sixteen hexadecimal digits for a file's name.
pub fn short(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content.as_ref()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// CRC-32, as gzip and zip have it.
pub fn crc32(content: &[u8]) -> u32 {
    !content.iter().fold(u32::MAX, |remainder, &byte| {
        (0..8).fold(remainder ^ u32::from(byte), |rest, _| rest >> 1 ^ if rest & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        // FIPS 180-4, "abc".
        assert_eq!(short("abc"), "ba7816bf8f01cfea");
        assert_eq!(integrity("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    #[test]
    fn crc32_is_that_of_its_check_value() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
