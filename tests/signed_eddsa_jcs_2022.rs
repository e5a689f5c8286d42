//! The worked example of *Data Integrity EdDSA Cryptosuites v1.0* (`eddsa-jcs-2022`), step by step.
//!
//! Its credential has other contexts than our files, so `verify` refuses it (as it must); every step that `verify`
//! takes is shown on it here.

use sha2::{Digest, Sha256};
use tucham::engine::json::{Json, read_json, write_canonical};
use tucham::engine::signed::{ProofError, public_key_of, verify, write_multikey};

const SIGNED: &[u8] = include_bytes!("vectors/eddsa-jcs-2022/signedJCS.json");
const CANONICAL_DOCUMENT: &str = include_str!("vectors/eddsa-jcs-2022/canonDocJCS.txt");
const DOCUMENT_HASH: &str = include_str!("vectors/eddsa-jcs-2022/docHashJCS.txt");
const PROOF_CONFIG: &[u8] = include_bytes!("vectors/eddsa-jcs-2022/proofConfigJCS.json");
const CANONICAL_PROOF: &str = include_str!("vectors/eddsa-jcs-2022/proofCanonJCS.txt");
const PROOF_HASH: &str = include_str!("vectors/eddsa-jcs-2022/proofHashJCS.txt");
const COMBINED_HASH: &str = include_str!("vectors/eddsa-jcs-2022/combinedHashJCS.txt");
const SIGNATURE_HEX: &str = include_str!("vectors/eddsa-jcs-2022/sigHexJCS.txt");
const SIGNATURE_BASE58: &str = include_str!("vectors/eddsa-jcs-2022/sigBTC58JCS.txt");
const MULTIKEY: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

fn signed() -> Json {
    read_json(SIGNED).expect("JSON")
}

fn without(object: &Json, left_out: &str) -> Json {
    let Json::Object(members) = object else { panic!("an object") };
    Json::Object(members.iter().filter(|(name, _)| name != left_out).cloned().collect())
}

fn proof_config() -> Json {
    without(signed().member("proof").expect("a proof"), "proofValue")
}

#[test]
fn the_document_without_its_proof_has_the_canonical_form_and_hash() {
    let canonical = write_canonical(&without(&signed(), "proof"));
    assert_eq!(canonical, CANONICAL_DOCUMENT.trim());
    assert_eq!(hex::encode(Sha256::digest(canonical)), DOCUMENT_HASH.trim());
}

#[test]
fn the_proof_without_its_value_has_the_canonical_form_and_hash() {
    let canonical = write_canonical(&proof_config());
    assert_eq!(canonical, write_canonical(&read_json(PROOF_CONFIG).expect("JSON")));
    assert_eq!(canonical, CANONICAL_PROOF.trim());
    assert_eq!(hex::encode(Sha256::digest(canonical)), PROOF_HASH.trim());
}

#[test]
fn the_key_verifies_the_proof_hash_followed_by_the_document_hash() {
    let combined = [
        Sha256::digest(write_canonical(&proof_config())),
        Sha256::digest(write_canonical(&without(&signed(), "proof"))),
    ]
    .concat();
    assert_eq!(hex::encode(&combined), COMBINED_HASH.trim());
    let key = public_key_of(MULTIKEY).expect("a key");
    let signature: [u8; 64] = hex::decode(SIGNATURE_HEX.trim()).unwrap().try_into().unwrap();
    assert!(key.verify(&combined, &signature));
    let mut changed = combined;
    changed[63] ^= 1;
    assert!(!key.verify(&changed, &signature));
}

#[test]
fn the_signature_in_the_file_is_the_one_in_hex() {
    let signed = signed();
    let value = signed.member("proof").and_then(|proof| proof.member("proofValue")).and_then(Json::as_text);
    assert_eq!(value, Some(SIGNATURE_BASE58.trim()));
    let bytes = bs58::decode(&SIGNATURE_BASE58.trim()[1..]).into_vec().unwrap();
    assert_eq!(hex::encode(bytes), SIGNATURE_HEX.trim());
}

#[test]
fn the_key_reads_and_writes_as_a_multikey() {
    assert_eq!(write_multikey(&public_key_of(MULTIKEY).expect("a key")), MULTIKEY);
}

#[test]
fn the_example_as_a_file_is_refused_for_its_contexts() {
    assert_eq!(verify(&signed()), Err(ProofError::Member { name: "@context" }));
}
