//! Ed25519 against RFC 8032, Wycheproof and the edge cases on which libraries differ.

use serde_json::Value;
use tucham::engine::keys::{PublicKey, SecretKey};

/// What a signed file's reader does: no key, no signature, or the key's word.
fn verifies(key: &str, message: &str, signature: &str) -> bool {
    let key = PublicKey::from_bytes(&bytes(key).try_into().expect("32 bytes"));
    let signature = <[u8; 64]>::try_from(bytes(signature)).ok();
    key.zip(signature).is_some_and(|(key, signature)| key.verify(&bytes(message), &signature))
}

fn bytes(text: &str) -> Vec<u8> {
    hex::decode(text).expect("hex")
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().expect(name)
}

#[test]
fn the_vectors_of_rfc_8032_are_signed_and_verified() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/rfc8032/ed25519.json")).unwrap();
    let cases = vectors["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let name = text(case, "name");
        let key = SecretKey::from_seed(&bytes(text(case, "secret")).try_into().unwrap());
        assert_eq!(hex::encode(key.public_key().as_bytes()), text(case, "public"), "{name}");
        assert_eq!(hex::encode(key.sign(&bytes(text(case, "msg")))), text(case, "sig"), "{name}");
        assert!(verifies(text(case, "public"), text(case, "msg"), text(case, "sig")), "{name}");
        assert!(!verifies(text(case, "public"), &format!("{}00", text(case, "msg")), text(case, "sig")), "{name}");
    }
}

#[test]
fn all_cases_of_wycheproof_are_judged_as_they_say() {
    let vectors: Value = serde_json::from_str(include_str!("vectors/wycheproof/ed25519_test.json")).unwrap();
    let mut valid = 0;
    let mut invalid = 0;
    for group in vectors["testGroups"].as_array().unwrap() {
        for case in group["tests"].as_array().unwrap() {
            let expected = match text(case, "result") {
                "valid" => true,
                "invalid" => false,
                other => panic!("{other}"),
            };
            let found = verifies(text(&group["publicKey"], "pk"), text(case, "msg"), text(case, "sig"));
            assert_eq!(found, expected, "{} {}", case["tcId"], case["comment"]);
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    assert_eq!((valid, invalid), (88, 63));
}

#[test]
fn of_the_edge_cases_only_case_3_is_taken() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("vectors/ed25519-speccheck/cases.json")).unwrap();
    assert_eq!(cases.len(), 12);
    for (index, case) in cases.iter().enumerate() {
        let found = verifies(text(case, "pub_key"), text(case, "message"), text(case, "signature"));
        assert_eq!(found, index == 3, "case {index}");
    }
}

#[test]
fn a_key_of_small_order_is_no_key() {
    // The eight points whose order divides 8, in canonical spelling (y² of each from the torsion subgroup), and
    // spellings with y beyond the field or a sign that zero has not.
    const WEAK: [&str; 14] = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    ];
    for key in WEAK {
        assert_eq!(PublicKey::from_bytes(&bytes(key).try_into().unwrap()), None, "{key}");
    }
}

#[test]
fn a_key_has_one_spelling() {
    // y = 2^255 − 19 + k for small k is k spelt a second time.
    let mut second_spellings = 0;
    for k in 0_u8..19 {
        let mut canonical = [0; 32];
        canonical[0] = k;
        let mut beyond = [0xff; 32];
        beyond[0] = 0xed + k;
        beyond[31] = 0x7f;
        assert_eq!(PublicKey::from_bytes(&beyond), None, "2^255 - 19 + {k}");
        second_spellings += usize::from(PublicKey::from_bytes(&canonical).is_some());
    }
    assert!(second_spellings > 0, "some of these y belong to keys of full order");
}
