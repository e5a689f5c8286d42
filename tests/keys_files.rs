//! Key files: what is written opens in OpenSSL and in Python's `cryptography`, what they write opens here, and what
//! is not taken is refused with its reason.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use pem_rfc7468::LineEnding;
use tucham::engine::keys::{ITERATIONS, KeyFileError, KeyFileRandom, SecretKey, read_key_file, write_key_file};

/// With letters outside ASCII, as an officer types them, in NFC.
const PASSPHRASE: &str = "Nam Đông mùa mưa 2018";
const SEED: [u8; 32] = [0x42; 32];

fn key() -> SecretKey {
    SecretKey::from_seed(&SEED)
}

/// Written once: the key's derivation takes some seconds where nothing is optimised.
fn written() -> &'static str {
    static FILE: OnceLock<String> = OnceLock::new();
    FILE.get_or_init(|| write_key_file(&key(), PASSPHRASE, &KeyFileRandom { salt: [1; 16], iv: [2; 16] }))
}

fn public(key: &SecretKey) -> String {
    hex::encode(key.public_key().as_bytes())
}

fn vector(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/pkcs8-ed25519").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn encrypted_pem(der: &[u8]) -> String {
    pem_rfc7468::encode_string("ENCRYPTED PRIVATE KEY", LineEnding::LF, der).expect("PEM")
}

/// A folder of this test run, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tucham-keys-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a temporary folder");
        Folder(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).expect("a temporary file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs a program that must be there and must succeed; what it printed.
fn output(command: &mut Command, install: &str) -> Vec<u8> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|error| panic!("{name} is needed ({install}): {error}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn openssl(arguments: &[&str], files: &[(&str, &Path)]) -> Vec<u8> {
    let mut command = Command::new("openssl");
    command.args(arguments);
    for (option, path) in files {
        command.arg(option).arg(path);
    }
    output(&mut command, "apt install openssl")
}

/// Runs a Python script with `cryptography`; `TUCHAM_PYTHON` names the interpreter that has it.
fn python(script: &str, input: &str) -> String {
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut child = Command::new(&python)
        .args(["-c", script])
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{python} is needed: {error}"));
    child.stdin.take().expect("piped").write_all(input.as_bytes()).expect("the script reads its input");
    let output = child.wait_with_output().expect("the script ends");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{python} with the package `cryptography` is needed (set TUCHAM_PYTHON; `cargo xtask test` does): {errors}"
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn what_is_written_opens_with_its_passphrase_and_no_other() {
    let file = written();
    assert_eq!(read_key_file(file, PASSPHRASE).map(|key| public(&key)), Ok(public(&key())));
    for wrong in ["", "nam đông mùa mưa 2018", "Nam Đo\u{302}ng mùa mưa 2018"] {
        assert_eq!(read_key_file(file, wrong).err(), Some(KeyFileError::WrongPassphrase), "{wrong:?}");
    }
}

#[test]
fn a_key_file_says_pkcs_8_pbes2_pbkdf2_sha_256_and_aes_256_cbc() {
    assert_eq!(ITERATIONS, 600_000);
    let file = written();
    assert!(file.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    assert!(file.ends_with("-----END ENCRYPTED PRIVATE KEY-----\n"));
    let folder = Folder::new("asn1");
    let path = folder.file("key.pem", file.as_bytes());
    let parsed = String::from_utf8(openssl(&["asn1parse"], &[("-in", &path)])).expect("ASCII");
    for said in [":PBES2", ":PBKDF2", ":0927C0", ":hmacWithSHA256", ":aes-256-cbc", &"01".repeat(16), &"02".repeat(16)]
    {
        assert!(parsed.contains(said), "{said} in {parsed}");
    }
}

#[test]
fn other_random_bytes_give_another_file() {
    let other = write_key_file(&key(), PASSPHRASE, &KeyFileRandom { salt: [3; 16], iv: [2; 16] });
    assert_ne!(written(), other);
}

#[test]
fn openssl_opens_what_is_written() {
    let folder = Folder::new("openssl-opens");
    let path = folder.file("key.pem", written().as_bytes());
    let passphrase = format!("pass:{PASSPHRASE}");
    let plain = openssl(&["pkey", "-passin", &passphrase, "-outform", "DER"], &[("-in", &path)]);
    // PKCS#8 version 1: version 0, Ed25519, the seed, and nothing after it.
    assert_eq!(hex::encode(plain), format!("302e020100300506032b657004220420{}", hex::encode(SEED)));
    let der = openssl(&["pkey", "-passin", &passphrase, "-pubout", "-outform", "DER"], &[("-in", &path)]);
    assert!(hex::encode(der).ends_with(&public(&key())));
}

#[test]
fn what_openssl_writes_opens() {
    let folder = Folder::new("openssl-writes");
    let plain = folder.0.join("plain.pem");
    openssl(&["genpkey", "-algorithm", "ed25519"], &[("-out", &plain)]);
    let der = openssl(&["pkey", "-pubout", "-outform", "DER"], &[("-in", &plain)]);
    let passout = format!("pass:{PASSPHRASE}");
    let pkcs8 = ["pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", &passout];
    let file = String::from_utf8(openssl(&pkcs8, &[("-in", &plain)])).expect("PEM");
    // Saved by an editor on Windows.
    assert!(read_key_file(&file.replace('\n', "\r\n"), PASSPHRASE).is_ok());
    for more in [&[][..], &["-v2prf", "hmacWithSHA256", "-iter", "600000"]] {
        let file = openssl(&[&pkcs8[..], more].concat(), &[("-in", &plain)]);
        let file = String::from_utf8(file).expect("PEM");
        let found = read_key_file(&file, PASSPHRASE).expect("a key file").public_key();
        assert!(hex::encode(&der).ends_with(&hex::encode(found.as_bytes())));
    }
    for (arguments, error) in [
        (&["-v2", "aes-128-cbc"][..], KeyFileError::OtherEncryption),
        (&["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA1"], KeyFileError::OtherEncryption),
        (&["-v2", "aes-256-cbc", "-v2prf", "hmacWithSHA512"], KeyFileError::OtherEncryption),
        (&["-v2", "des3"], KeyFileError::OtherEncryption),
        (&["-scrypt", "-scrypt_N", "1024"], KeyFileError::OtherEncryption),
        (&["-v1", "PBE-SHA1-3DES"], KeyFileError::OtherEncryption),
        (&["-v2", "aes-256-cbc", "-nocrypt"], KeyFileError::NotAKeyFile),
    ] {
        let file = openssl(&[&["pkcs8", "-topk8", "-passout", &passout], arguments].concat(), &[("-in", &plain)]);
        let file = String::from_utf8(file).expect("PEM");
        assert_eq!(read_key_file(&file, PASSPHRASE).err(), Some(error), "{arguments:?}");
    }
    let other = folder.0.join("other.pem");
    for (algorithm, options) in [("X25519", None), ("ED448", None), ("EC", Some("ec_paramgen_curve:P-256"))] {
        let option = options.map_or(vec![], |option| vec!["-pkeyopt", option]);
        openssl(&[&["genpkey", "-algorithm", algorithm], &option[..]].concat(), &[("-out", &other)]);
        let file = String::from_utf8(openssl(&pkcs8, &[("-in", &other)])).expect("PEM");
        assert_eq!(read_key_file(&file, PASSPHRASE).err(), Some(KeyFileError::OtherKeyKind), "{algorithm}");
    }
}

#[test]
fn pythons_cryptography_opens_what_is_written() {
    const SCRIPT: &str = "
import sys
from cryptography.hazmat.primitives.serialization import load_pem_private_key, Encoding, PublicFormat
passphrase, pem = sys.stdin.buffer.read().split(b'\\n', 1)
key = load_pem_private_key(pem, passphrase)
print(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex())
";
    let printed = python(SCRIPT, &format!("{PASSPHRASE}\n{}", written()));
    assert_eq!(printed.trim(), public(&key()));
}

#[test]
fn what_pythons_cryptography_writes_opens() {
    const SCRIPT: &str = "
import sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
key = Ed25519PrivateKey.from_private_bytes(bytes([0x42] * 32))
encryption = BestAvailableEncryption(sys.stdin.buffer.read())
sys.stdout.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode())
";
    let file = python(SCRIPT, PASSPHRASE);
    assert_eq!(read_key_file(&file, PASSPHRASE).map(|key| public(&key)), Ok(public(&key())));
    assert_eq!(read_key_file(&file, "x").err(), Some(KeyFileError::WrongPassphrase));
}

#[test]
fn of_the_vectors_the_scheme_of_the_specification_opens() {
    let der = vector("ed25519-pub.der");
    let expected = hex::encode(&der[der.len() - 32..]);
    let pem = String::from_utf8(vector("ed25519-encpriv-aes256-pbkdf2-sha256.pem")).expect("PEM");
    for file in [pem, encrypted_pem(&vector("ed25519-encpriv-aes256-pbkdf2-sha256.der"))] {
        assert_eq!(read_key_file(&file, "hunter42").map(|key| public(&key)).as_ref(), Ok(&expected));
        assert_eq!(read_key_file(&file, "hunter2").err(), Some(KeyFileError::WrongPassphrase));
    }
}

#[test]
fn of_the_vectors_every_other_scheme_is_refused_as_such() {
    for name in [
        "ed25519-encpriv-aes128-gcm-scrypt.der",
        "ed25519-encpriv-aes128-pbkdf2-sha1.der",
        "ed25519-encpriv-aes256-gcm-scrypt.der",
        "ed25519-encpriv-aes256-scrypt.der",
        "ed25519-encpriv-des-pbkdf2-sha256.der",
        "ed25519-encpriv-des3-pbkdf2-sha256.der",
    ] {
        let file = encrypted_pem(&vector(name));
        assert_eq!(read_key_file(&file, "hunter42").err(), Some(KeyFileError::OtherEncryption), "{name}");
    }
    let pem = String::from_utf8(vector("ed25519-encpriv-aes256-scrypt.pem")).expect("PEM");
    assert_eq!(read_key_file(&pem, "hunter42").err(), Some(KeyFileError::OtherEncryption));
    for name in ["ed25519-priv-pkcs8v1.pem", "ed25519-priv-pkcs8v2.pem", "ed25519-pub.pem"] {
        let pem = String::from_utf8(vector(name)).expect("PEM");
        assert_eq!(read_key_file(&pem, "hunter42").err(), Some(KeyFileError::NotAKeyFile), "{name}: not encrypted");
    }
    // Not encrypted, under the label of what is.
    let file = encrypted_pem(&vector("ed25519-priv-pkcs8v1.der"));
    assert_eq!(read_key_file(&file, "hunter42").err(), Some(KeyFileError::NotAKeyFile));
}

#[test]
fn a_file_cannot_ask_for_hours_of_work_or_for_none() {
    let der = hex::encode(vector("ed25519-encpriv-aes256-pbkdf2-sha256.der"));
    let start = der.find("040879d982e70df91a8802020800").expect("salt and rounds");
    // The salt gives the bytes that the rounds take more or less.
    for (rounds, error) in [
        ("040679d982e70df902047fffffff", KeyFileError::TooManyIterations),
        ("040679d982e70df9020400989681", KeyFileError::TooManyIterations),
        ("040679d982e70df90204ffffffff", KeyFileError::OtherEncryption),
        ("040979d982e70df91a8888020100", KeyFileError::OtherEncryption),
        ("040879d982e70df91a8802020000", KeyFileError::OtherEncryption),
        ("040879d982e70df91a8802028000", KeyFileError::OtherEncryption),
    ] {
        let mut changed = der.clone();
        changed.replace_range(start..start + rounds.len(), rounds);
        let file = encrypted_pem(&hex::decode(changed).expect("hex"));
        assert_eq!(read_key_file(&file, "hunter42").err(), Some(error), "{rounds}");
    }
}

#[test]
fn a_damaged_file_is_not_taken_for_a_wrong_passphrase() {
    let der = vector("ed25519-encpriv-aes256-pbkdf2-sha256.der");
    let length = der.len();
    // The file ends with 64 encrypted bytes; the two lengths around them are made to fit what is left.
    assert_eq!((der[1], der[2], der[length - 66], der[length - 65]), (0x81, (length - 3) as u8, 4, 64));
    for cut in [1, 15, 17, 64] {
        let mut damaged = der[..length - cut].to_vec();
        damaged[2] -= cut as u8;
        damaged[length - 65] -= cut as u8;
        let found = read_key_file(&encrypted_pem(&damaged), "hunter42").err();
        assert_eq!(found, Some(KeyFileError::NotAKeyFile), "{cut} bytes short");
    }
}

#[test]
fn what_is_no_key_file_is_refused_without_a_panic() {
    let file = String::from_utf8(vector("ed25519-encpriv-aes256-pbkdf2-sha256.pem")).expect("PEM");
    for text in [
        String::new(),
        "không phải khoá".to_owned(),
        file.replace("ENCRYPTED PRIVATE KEY", "PRIVATE KEY"),
        file.replace("ENCRYPTED PRIVATE KEY", "CERTIFICATE"),
        file[..file.len() / 2].to_owned(),
        file.replacen('M', "!", 1),
        encrypted_pem(&[]),
        encrypted_pem(&[0x30]),
        encrypted_pem(&[0x30, 0x80, 0, 0]),
        encrypted_pem(&[vector("ed25519-encpriv-aes256-pbkdf2-sha256.der"), vec![0]].concat()),
    ] {
        assert_eq!(read_key_file(&text, "hunter42").err(), Some(KeyFileError::NotAKeyFile), "{text:.60}");
    }
    let der = vector("ed25519-encpriv-aes256-pbkdf2-sha256.der");
    for index in 0..der.len() {
        assert!(read_key_file(&encrypted_pem(&der[..index]), "hunter42").is_err(), "cut at {index}");
    }
}
