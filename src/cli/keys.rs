//! `tucham keygen` and `tucham sign`: a key that is encrypted with a passphrase, and what it signs.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use tucham::engine::json::{Json, read_json, write_pretty};
use tucham::engine::keys::{KeyFileRandom, SecretKey, read_key_file, write_key_file};
use tucham::engine::signed::{self, FileHash, digits, write_multikey};
use tucham::messages;

use crate::{Outcome, input, out};

/// Fewest characters of a new passphrase, as in the page.
const PASSPHRASE_LENGTH: usize = 8;

/// Makes a key; its file is written only where none is.
pub fn generate(out: &Path) -> Result<Outcome, String> {
    let passphrase = passphrase("Mật khẩu khoá mới: ")?;
    if passphrase.chars().count() < PASSPHRASE_LENGTH {
        return Err("mật khẩu khoá cần ít nhất 8 ký tự".to_owned());
    }
    let random = zeroize::Zeroizing::new(random::<64>()?);
    let (seed, rest) = random.split_first_chunk().expect("64 bytes hold 32");
    let (salt, rest) = rest.split_first_chunk().expect("32 bytes hold 16");
    let key = SecretKey::from_seed(seed);
    let file_random = KeyFileRandom { salt: *salt, iv: *rest.first_chunk().expect("16 bytes") };
    input::write_new(out, &write_key_file(&key, &passphrase, &file_random))?;
    let public = key.public_key();
    out::line(format!("{}\n{}", write_multikey(&public), digits(&FileHash::of_key(&public))));
    Ok(Outcome::AllTrusted)
}

/// Signs a document that has its `@context` and no proof yet.
pub fn sign(key_file: &Path, document: &Path, out: Option<&Path>) -> Result<Outcome, String> {
    let text = input::text_of(document)?;
    let document = read_json(text.as_bytes()).map_err(|error| messages::office::json_error(&error))?;
    if document.member("proof").is_some() {
        return Err("tài liệu đã có chữ ký".to_owned());
    }
    if document.member("@context") != Some(&Json::Array(vec![Json::text(signed::CONTEXT)])) {
        return Err(format!("tài liệu phải có \"@context\": [\"{}\"]", signed::CONTEXT));
    }
    let key = open(key_file)?;
    let created = document.member("created").and_then(Json::as_text).map(str::to_owned);
    let created = created.or_else(now).ok_or("đồng hồ của máy sai")?;
    input::give(out, &write_pretty(&signed::sign(document, &created, &key)))?;
    Ok(Outcome::AllTrusted)
}

/// Opens a key file with the passphrase that is asked for.
pub fn open(key_file: &Path) -> Result<SecretKey, String> {
    read_key_file(&input::text_of(key_file)?, &passphrase("Mật khẩu khoá: ")?)
        .map_err(|error| messages::key_file_error(error).to_owned())
}

/// Random bytes.
pub fn random<const N: usize>() -> Result<[u8; N], String> {
    let mut random = [0_u8; N];
    getrandom::fill(&mut random).map_err(|error| format!("máy không cho số ngẫu nhiên: {error}"))?;
    Ok(random)
}

/// The machine's clock, Unix milliseconds.
pub fn now_ms() -> Option<i64> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    i64::try_from(since.as_millis()).ok()
}

fn now() -> Option<String> {
    signed::write_time(now_ms()?)
}

/// The passphrase from the environment, for scripts, else from the terminal without showing it.
fn passphrase(question: &str) -> Result<zeroize::Zeroizing<String>, String> {
    let typed = match std::env::var("TUCHAM_PASSPHRASE") {
        Ok(text) => text,
        Err(_) => rpassword::prompt_password(question).map_err(|error| format!("không hỏi được mật khẩu: {error}"))?,
    };
    // As in the page, so that one file opens in both.
    use unicode_normalization::UnicodeNormalization;
    Ok(zeroize::Zeroizing::new(typed.nfc().collect()))
}
