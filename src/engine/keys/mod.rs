//! The Ed25519 key of a device: made from random bytes, kept only encrypted, written so that OpenSSL opens it.

mod der;
mod pem;
mod secret_key;

pub use pem::{ITERATIONS, KeyFileError, KeyFileRandom, read_key_file, write_key_file};
pub use secret_key::{PublicKey, SecretKey};
