//! Makes keys, opens them and signs: a Wasm of its own, so that the form is there before the cryptography.
//!
//! Answers are texts: `ok`, a line end and what was asked for, or the name of what is wrong. An open key stays in this
//! memory and is wiped when it is closed or another is opened.

use std::cell::RefCell;

use tucham::engine::json::{read_json, write_pretty};
use tucham::engine::keys::{KeyFileRandom, SecretKey, read_key_file, write_key_file};
use tucham::engine::signed;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    static OPEN: RefCell<Option<SecretKey>> = const { RefCell::new(None) };
}

/// What the page passes where it calls against these functions' contract.
const WRONG_CALL: &str = "wrong-call";

fn main() {}

/// Makes a key of 64 random bytes (seed, salt, initialisation vector); gives its public key and, after a line end, its
/// file. The key stays open.
#[wasm_bindgen]
pub fn make(random: &[u8], passphrase: &str) -> String {
    let Some((seed, rest)) = random.split_first_chunk() else { return WRONG_CALL.to_owned() };
    keep(SecretKey::from_seed(seed), rest, passphrase)
}

/// Opens a key file and writes it anew with 32 random bytes (salt, initialisation vector); answers as [`make`] does.
#[wasm_bindgen]
pub fn import_key(file: &str, passphrase: &str, random: &[u8]) -> String {
    match read_key_file(file, passphrase) {
        Ok(key) => keep(key, random, passphrase),
        Err(error) => error.name().to_owned(),
    }
}

/// Opens a key file.
#[wasm_bindgen]
pub fn open(file: &str, passphrase: &str) -> String {
    match read_key_file(file, passphrase) {
        Ok(key) => {
            OPEN.set(Some(key));
            "ok\n".to_owned()
        }
        Err(error) => error.name().to_owned(),
    }
}

/// Signs a document with the open key; gives the file.
#[wasm_bindgen]
pub fn sign(document: &str, created: &str) -> String {
    let signed = OPEN.with_borrow(|key| {
        let document = read_json(document.as_bytes()).ok()?;
        Some(write_pretty(&signed::sign(document, created, key.as_ref()?)))
    });
    signed.map_or(WRONG_CALL.to_owned(), |text| format!("ok\n{text}"))
}

/// Closes the open key and wipes it.
#[wasm_bindgen]
pub fn close() {
    OPEN.set(None);
}

fn keep(key: SecretKey, random: &[u8], passphrase: &str) -> String {
    let random = random.split_first_chunk().and_then(|(salt, rest)| Some((*salt, *rest.first_chunk()?)));
    let Some((salt, iv)) = random else { return WRONG_CALL.to_owned() };
    let public_key = signed::write_multikey(&key.public_key());
    let file = write_key_file(&key, passphrase, &KeyFileRandom { salt, iv });
    OPEN.set(Some(key));
    format!("ok\n{public_key}\n{file}")
}
