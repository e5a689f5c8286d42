//! The Wasm that makes keys and signs, which the page brings when it is first needed.

use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use super::random::random_bytes;
use super::text;
use crate::engine::json::{Json, write_pretty};
use crate::engine::keys::KeyFileError;

// The other side is `src/signer.rs`.
#[wasm_bindgen(module = "/src/browser/signer.js")]
extern "C" {
    #[wasm_bindgen(js_name = ready)]
    fn ready_js(done: JsValue);
    #[wasm_bindgen(js_name = make)]
    fn make_js(random: &[u8], passphrase: &str) -> String;
    #[wasm_bindgen(js_name = import_key)]
    fn import_js(file: &str, passphrase: &str, random: &[u8]) -> String;
    #[wasm_bindgen(js_name = open)]
    fn open_js(file: &str, passphrase: &str) -> String;
    #[wasm_bindgen(js_name = sign)]
    fn sign_js(document: &str, created: &str) -> String;
    #[wasm_bindgen(js_name = close)]
    fn close_js();
}

/// Why there is no key to sign with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyError {
    /// The browser gives no random numbers.
    NoRandomness,
    File(KeyFileError),
    /// The signer did not do what it should.
    Signer,
}

/// A key that is open in the signer; dropping this closes it.
pub struct OpenKey(());

/// A new or imported key: its public key (`z6Mk…`) and its encrypted file.
pub struct NewKey {
    pub public_key: String,
    pub file: String,
    pub open: OpenKey,
}

/// Calls `run` once the signer is there, with whether it came.
pub fn ready(run: impl FnOnce(bool) + 'static) {
    ready_js(Closure::once_into_js(move |is_there: JsValue| run(is_there.is_truthy())));
}

/// Makes a key. Takes part of a second and more on an old machine: PBKDF2 is slow on purpose.
pub fn make(passphrase: &str) -> Result<NewKey, KeyError> {
    let random = Zeroizing::new(random_bytes::<64>().ok_or(KeyError::NoRandomness)?);
    new_key(&make_js(&*random, &normalised(passphrase)))
}

/// Opens a key file from elsewhere, and encrypts it anew with the same passphrase.
pub fn import(file: &str, passphrase: &str) -> Result<NewKey, KeyError> {
    let random = random_bytes::<32>().ok_or(KeyError::NoRandomness)?;
    new_key(&import_js(file, &normalised(passphrase), &random))
}

/// Opens a key file.
pub fn open(file: &str, passphrase: &str) -> Result<OpenKey, KeyError> {
    asked_for(&open_js(file, &normalised(passphrase))).map(|_| OpenKey(()))
}

impl OpenKey {
    /// Signs a document, whose members keep their order; gives the file.
    pub fn sign(&self, document: &Json, created: &str) -> Result<String, KeyError> {
        asked_for(&sign_js(&write_pretty(document), created)).map(str::to_owned)
    }
}

impl Drop for OpenKey {
    fn drop(&mut self) {
        close_js();
    }
}

fn new_key(answer: &str) -> Result<NewKey, KeyError> {
    // From here on the key is open in the signer.
    let open = OpenKey(());
    let (public_key, file) = asked_for(answer)?.split_once('\n').ok_or(KeyError::Signer)?;
    Ok(NewKey { public_key: public_key.to_owned(), file: file.to_owned(), open })
}

fn asked_for(answer: &str) -> Result<&str, KeyError> {
    match answer.strip_prefix("ok\n") {
        Some(text) => Ok(text),
        None => Err(KeyFileError::of_name(answer).map_or(KeyError::Signer, KeyError::File)),
    }
}

fn normalised(passphrase: &str) -> Zeroizing<String> {
    Zeroizing::new(text::nfc(passphrase))
}
