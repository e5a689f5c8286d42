//! Key files: PKCS#8 version 1, encrypted by PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC, as PEM.
//!
//! The default of `ed25519-dalek` (version 2, scrypt) is read by neither OpenSSL 3.0 nor Node nor Python's
//! `cryptography`; this form is read by all three.

use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use pem_rfc7468::LineEnding;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::SecretKey;
use super::der::{self, INTEGER, NULL, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE};

/// PBKDF2 rounds of a file that is written here.
pub const ITERATIONS: u32 = 600_000;
/// Most PBKDF2 rounds of a file that is read: some seconds of work, so that a file cannot freeze the page for hours.
const MAX_ITERATIONS: u32 = 10_000_000;
/// The label of an encrypted PKCS#8 file (RFC 7468, section 11).
const LABEL: &str = "ENCRYPTED PRIVATE KEY";

/// id-PBES2, 1.2.840.113549.1.5.13 (RFC 8018).
const PBES2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d];
/// id-PBKDF2, 1.2.840.113549.1.5.12 (RFC 8018).
const PBKDF2: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0c];
/// id-hmacWithSHA256, 1.2.840.113549.2.9 (RFC 8018).
const HMAC_SHA256: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x02, 0x09];
/// id-aes256-CBC, 2.16.840.1.101.3.4.1.42 (RFC 3565).
const AES_256_CBC: &[u8] = &[0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2a];
/// id-Ed25519, 1.3.101.112 (RFC 8410).
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// Random bytes that writing a key file takes; never used twice.
pub struct KeyFileRandom {
    pub salt: [u8; 16],
    pub iv: [u8; 16],
}

/// Why a key file does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFileError {
    /// Not a PEM file with the label `ENCRYPTED PRIVATE KEY`, or damaged.
    NotAKeyFile,
    /// Encrypted in a way that is not read here, such as scrypt or 3DES.
    OtherEncryption,
    /// More PBKDF2 rounds than are read here.
    TooManyIterations,
    /// The passphrase does not open it.
    WrongPassphrase,
    /// It opens, and holds a key of another kind.
    OtherKeyKind,
}

impl KeyFileError {
    const ALL: [KeyFileError; 5] = [
        KeyFileError::NotAKeyFile,
        KeyFileError::OtherEncryption,
        KeyFileError::TooManyIterations,
        KeyFileError::WrongPassphrase,
        KeyFileError::OtherKeyKind,
    ];

    /// The error's name between the page and its signer.
    pub fn name(self) -> &'static str {
        match self {
            KeyFileError::NotAKeyFile => "not-a-key-file",
            KeyFileError::OtherEncryption => "other-encryption",
            KeyFileError::TooManyIterations => "too-many-iterations",
            KeyFileError::WrongPassphrase => "wrong-passphrase",
            KeyFileError::OtherKeyKind => "other-key-kind",
        }
    }

    /// The error with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.name() == name)
    }
}

/// Writes a key file. The passphrase is taken as it is; the caller has normalised it to NFC.
pub fn write_key_file(key: &SecretKey, passphrase: &str, random: &KeyFileRandom) -> String {
    let secret = derive(passphrase, &random.salt, ITERATIONS);
    let encrypted = cbc::Encryptor::<Aes256>::new(&(*secret).into(), &random.iv.into())
        .encrypt_padded_vec::<Pkcs7>(&*private_key_info(key));
    let object = |id: &[u8]| der::value(OBJECT_IDENTIFIER, id);
    let prf = der::sequence(&[object(HMAC_SHA256), der::value(NULL, &[])]);
    let kdf = der::sequence(&[
        object(PBKDF2),
        der::sequence(&[der::value(OCTET_STRING, &random.salt), der::integer(ITERATIONS), prf]),
    ]);
    let cipher = der::sequence(&[object(AES_256_CBC), der::value(OCTET_STRING, &random.iv)]);
    let scheme = der::sequence(&[object(PBES2), der::sequence(&[kdf, cipher])]);
    let file = der::sequence(&[scheme, der::value(OCTET_STRING, &encrypted)]);
    // Only a label with forbidden characters could fail.
    pem_rfc7468::encode_string(LABEL, LineEnding::LF, &file).unwrap_or_default()
}

/// Opens a key file that this program, OpenSSL or Python's `cryptography` wrote.
pub fn read_key_file(text: &str, passphrase: &str) -> Result<SecretKey, KeyFileError> {
    let (label, file) = pem_rfc7468::decode_vec(text.trim().as_bytes()).map_err(|_| KeyFileError::NotAKeyFile)?;
    if label != LABEL {
        return Err(KeyFileError::NotAKeyFile);
    }
    let (scheme, encrypted) = parts(&file).ok_or(KeyFileError::NotAKeyFile)?;
    let Parameters { salt, iterations, iv } = parameters(scheme).ok_or(KeyFileError::OtherEncryption)?;
    if iterations > MAX_ITERATIONS {
        return Err(KeyFileError::TooManyIterations);
    }
    // No passphrase opens what is not whole blocks.
    if encrypted.is_empty() || encrypted.len() % 16 != 0 {
        return Err(KeyFileError::NotAKeyFile);
    }
    let secret = derive(passphrase, salt, iterations);
    // A wrong passphrase shows as wrong padding, or, once in 256 times, as bytes that are no key.
    let plain = cbc::Decryptor::<Aes256>::new(&(*secret).into(), &iv.into())
        .decrypt_padded_vec::<Pkcs7>(encrypted)
        .map_err(|_| KeyFileError::WrongPassphrase)?;
    let plain = Zeroizing::new(plain);
    let (kind, private_key) = private_key_of(&plain).ok_or(KeyFileError::WrongPassphrase)?;
    let mut inner = Reader::new(private_key);
    let seed = inner.take(OCTET_STRING).filter(|_| kind == ED25519 && inner.is_empty());
    let mut seed: [u8; 32] = seed.and_then(|seed| seed.try_into().ok()).ok_or(KeyFileError::OtherKeyKind)?;
    let key = SecretKey::from_seed(&seed);
    seed.zeroize();
    Ok(key)
}

/// PKCS#8 version 1 around an Ed25519 seed (RFC 8410, section 7). All lengths are fixed, so that it is put together in
/// one place, which is wiped, and no part of it stays in memory that was given back.
fn private_key_info(key: &SecretKey) -> Zeroizing<[u8; 48]> {
    const BEFORE_SEED: [u8; 16] = [
        SEQUENCE,
        46,
        INTEGER,
        1,
        0,
        SEQUENCE,
        5,
        OBJECT_IDENTIFIER,
        3,
        0x2b,
        0x65,
        0x70,
        OCTET_STRING,
        34,
        OCTET_STRING,
        32,
    ];
    let mut info = Zeroizing::new([0; 48]);
    info[..16].copy_from_slice(&BEFORE_SEED);
    info[16..].copy_from_slice(key.seed());
    info
}

/// The kind of a private key and its bytes; what may follow them (attributes, the public key of version 2) is not read.
fn private_key_of(plain: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut outer = Reader::new(plain);
    let mut info = outer.sequence()?;
    info.integer().filter(|version| *version <= 1)?;
    let kind = info.sequence()?.take(OBJECT_IDENTIFIER)?;
    let private_key = info.take(OCTET_STRING)?;
    outer.is_empty().then_some((kind, private_key))
}

/// How a file is encrypted, and the encrypted bytes (RFC 5958, section 3).
fn parts(file: &[u8]) -> Option<(Reader<'_>, &[u8])> {
    let mut outer = Reader::new(file);
    let mut info = outer.sequence()?;
    let scheme = info.sequence()?;
    let encrypted = info.take(OCTET_STRING)?;
    (info.is_empty() && outer.is_empty()).then_some((scheme, encrypted))
}

struct Parameters<'a> {
    salt: &'a [u8],
    iterations: u32,
    iv: [u8; 16],
}

/// Reads the one scheme that is taken (RFC 8018, appendix A).
fn parameters(mut scheme: Reader<'_>) -> Option<Parameters<'_>> {
    scheme.take(OBJECT_IDENTIFIER).filter(|id| *id == PBES2)?;
    let mut both = scheme.sequence()?;
    let mut kdf = both.sequence()?;
    kdf.take(OBJECT_IDENTIFIER).filter(|id| *id == PBKDF2)?;
    let mut kdf = kdf.sequence()?;
    let salt = kdf.take(OCTET_STRING)?;
    // RFC 8018 counts from 1; the library would take 0 for 1.
    let iterations = kdf.integer().filter(|rounds| *rounds > 0)?;
    // An absent key length is that of the cipher.
    if kdf.optional_integer().is_some_and(|length| length != 32) {
        return None;
    }
    // An absent PRF would be HMAC-SHA1.
    kdf.sequence()?.take(OBJECT_IDENTIFIER).filter(|id| *id == HMAC_SHA256)?;
    let mut cipher = both.sequence()?;
    cipher.take(OBJECT_IDENTIFIER).filter(|id| *id == AES_256_CBC)?;
    let iv = cipher.take(OCTET_STRING)?.try_into().ok()?;
    (kdf.is_empty() && cipher.is_empty()).then_some(Parameters { salt, iterations, iv })
}

fn derive(passphrase: &str, salt: &[u8], iterations: u32) -> Zeroizing<[u8; 32]> {
    let mut secret = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(passphrase.as_bytes(), salt, iterations, &mut *secret);
    secret
}
