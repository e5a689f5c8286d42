//! The proof of a signed file: W3C Data Integrity with cryptosuite `eddsa-jcs-2022`
//! (Data Integrity EdDSA Cryptosuites v1.0, section 3.3).

use sha2::{Digest, Sha256};

use super::multikey::{MultikeyError, key_of_method, read_base58, write_base58, write_method};
use super::time::parse_time;
use crate::engine::json::{Json, write_canonical};
use crate::engine::keys::{PublicKey, SecretKey};

/// The one entry of `@context`, in the document and in its proof. Nothing is ever fetched for it.
pub const CONTEXT: &str = "https://w3id.org/security/data-integrity/v2";

/// What a good proof says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proof {
    pub key: PublicKey,
    /// Unix milliseconds of the proof's `created`, at which the key's validity is judged.
    pub created_ms: i64,
}

/// Why a document's signature does not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofError {
    /// The document is no object, or has no `proof` that is one.
    Missing,
    /// A member of the proof is missing or not of the kind that it must be.
    Member { name: &'static str },
    /// A member of the proof that no proof has.
    UnknownMember { name: String },
    /// `verificationMethod` is no Ed25519 `did:key`.
    Key(MultikeyError),
    /// The key did not sign this document.
    Signature,
}

/// Appends the proof to a document that has its `@context` and no proof. `created` is the document's own.
pub fn sign(document: Json, created: &str, key: &SecretKey) -> Json {
    let mut proof = vec![
        ("@context".to_owned(), context()),
        ("type".to_owned(), Json::text("DataIntegrityProof")),
        ("cryptosuite".to_owned(), Json::text("eddsa-jcs-2022")),
        ("created".to_owned(), Json::text(created)),
        ("verificationMethod".to_owned(), Json::text(write_method(&key.public_key()))),
        ("proofPurpose".to_owned(), Json::text("assertionMethod")),
    ];
    let signature = key.sign(&signed_bytes(&Json::Object(proof.clone()), &document));
    proof.push(("proofValue".to_owned(), Json::text(write_base58(&signature))));
    let mut members = match document {
        Json::Object(members) => members,
        other => vec![("content".to_owned(), other)],
    };
    members.push(("proof".to_owned(), Json::Object(proof)));
    Json::Object(members)
}

/// Verifies a document's proof and every member of it.
pub fn verify(document: &Json) -> Result<Proof, ProofError> {
    let Json::Object(members) = document else {
        return Err(ProofError::Missing);
    };
    let Some(Json::Object(proof)) = document.member("proof") else {
        return Err(ProofError::Missing);
    };
    if document.member("@context") != Some(&context()) {
        return Err(ProofError::Member { name: "@context" });
    }
    const NAMES: [&str; 7] =
        ["@context", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"];
    if let Some((name, _)) = proof.iter().find(|(name, _)| !NAMES.contains(&name.as_str())) {
        return Err(ProofError::UnknownMember { name: name.clone() });
    }
    let member = |name: &'static str| {
        proof.iter().find(|(found, _)| found == name).map(|(_, value)| value).ok_or(ProofError::Member { name })
    };
    let text = |name: &'static str| member(name)?.as_text().ok_or(ProofError::Member { name });
    if member("@context")? != &context() {
        return Err(ProofError::Member { name: "proof.@context" });
    }
    let fixed =
        [("type", "DataIntegrityProof"), ("cryptosuite", "eddsa-jcs-2022"), ("proofPurpose", "assertionMethod")];
    for (name, expected) in fixed {
        if text(name)? != expected {
            return Err(ProofError::Member { name });
        }
    }
    let created_ms = parse_time(text("created")?).ok_or(ProofError::Member { name: "created" })?;
    let key = key_of_method(text("verificationMethod")?).map_err(ProofError::Key)?;
    let signature = read_base58(text("proofValue")?)
        .and_then(|bytes| <[u8; 64]>::try_from(bytes).ok())
        .ok_or(ProofError::Member { name: "proofValue" })?;
    let without = |members: &[(String, Json)], left_out: &str| {
        Json::Object(members.iter().filter(|(name, _)| name != left_out).cloned().collect())
    };
    let bytes = signed_bytes(&without(proof, "proofValue"), &without(members, "proof"));
    if !key.verify(&bytes, &signature) {
        return Err(ProofError::Signature);
    }
    Ok(Proof { key, created_ms })
}

/// SHA-256(JCS(proof without proofValue)) ‖ SHA-256(JCS(document without proof)).
fn signed_bytes(proof: &Json, document: &Json) -> [u8; 64] {
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(&Sha256::digest(write_canonical(proof)));
    bytes[32..].copy_from_slice(&Sha256::digest(write_canonical(document)));
    bytes
}

pub(super) fn context() -> Json {
    Json::Array(vec![Json::text(CONTEXT)])
}
