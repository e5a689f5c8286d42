//! Public keys as text: Multikey in base58btc (`z6Mk…`), and the `did:key` made of it.

use crate::engine::keys::PublicKey;

/// The multicodec prefix of an Ed25519 public key.
const ED25519_PUB: [u8; 2] = [0xed, 0x01];
/// Longest text worth decoding: a signature's 64 bytes take 88 digits, a key's 34 take 47.
const MAX_TEXT: usize = 96;

/// Why a text is not the public key of a signed file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MultikeyError {
    /// Not `z` and base58btc, or not the one spelling of its bytes.
    Spelling,
    /// Another kind of key than Ed25519, or of another length.
    OtherKind,
    /// The bytes are no point of the curve, or one of small order.
    NotAKey,
}

/// Writes a public key: `z6Mk…`.
pub fn write_multikey(key: &PublicKey) -> String {
    write_base58(&[&ED25519_PUB[..], key.as_bytes()].concat())
}

/// Reads a public key from `z6Mk…`.
pub fn public_key_of(text: &str) -> Result<PublicKey, MultikeyError> {
    PublicKey::from_bytes(&key_bytes_of(text)?).ok_or(MultikeyError::NotAKey)
}

/// Reads the 32 bytes of a public key from `z6Mk…` without asking whether they are a point of the curve: enough for
/// the digits of one's own key, and without the curve's code.
pub fn key_bytes_of(text: &str) -> Result<[u8; 32], MultikeyError> {
    let bytes = read_base58(text).ok_or(MultikeyError::Spelling)?;
    let key = bytes.strip_prefix(&ED25519_PUB).and_then(|key| <[u8; 32]>::try_from(key).ok());
    key.ok_or(MultikeyError::OtherKind)
}

/// The key's `did:key`, and in it the one method that it has: `did:key:z6Mk…#z6Mk…`.
pub(super) fn write_method(key: &PublicKey) -> String {
    let multikey = write_multikey(key);
    format!("did:key:{multikey}#{multikey}")
}

/// Reads `did:key:z6Mk…#z6Mk…`; both parts must be the same.
pub(super) fn key_of_method(text: &str) -> Result<PublicKey, MultikeyError> {
    let (did, fragment) = text.split_once('#').ok_or(MultikeyError::Spelling)?;
    if did.strip_prefix("did:key:") != Some(fragment) {
        return Err(MultikeyError::Spelling);
    }
    public_key_of(fragment)
}

/// Writes bytes as multibase base58btc.
pub(super) fn write_base58(bytes: &[u8]) -> String {
    format!("z{}", bs58::encode(bytes).into_string())
}

/// Reads multibase base58btc in its one spelling: decoders take more than one, so the text is written again and
/// compared.
pub(super) fn read_base58(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix('z').filter(|_| text.len() <= MAX_TEXT)?;
    let bytes = bs58::decode(digits).into_vec().ok()?;
    (write_base58(&bytes) == text).then_some(bytes)
}
