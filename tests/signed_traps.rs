//! Reading is strict: every trap that was measured in other readers is shown closed, on really signed files.
//!
//! What is changed inside the signed part is signed again, so that the trap itself is what is caught.

mod signed_documents;

use signed_documents::{at, bytes, enrolment, head, key, remove, set, signed, submission};
use tucham::engine::json::{
    Json, JsonError, JsonFault, MAX_BYTES, MAX_INTEGER, read_json, write_canonical, write_pretty,
};
use tucham::engine::keys::SecretKey;
use tucham::engine::signed::{
    CONTEXT, EnrolmentV1, MultikeyError, ProofError, ReadError, ReadProblem, SubmissionV1, parse_time, read_signed,
    sign, write_multikey, write_time,
};

type Problem = ReadProblem;

fn read(bytes: &[u8]) -> Result<SubmissionV1, ReadError> {
    read_signed(bytes).and_then(|(document, _)| SubmissionV1::read(&document))
}

/// Reads a submission that was changed and then signed.
fn read_changed(change: impl FnOnce(&mut Json)) -> Result<SubmissionV1, ReadError> {
    let mut document = submission().to_json();
    change(&mut document);
    read(&bytes(&signed(document)))
}

/// Reads a submission whose text was changed after signing: only what no signature can show.
fn read_replaced(from: &str, to: &str) -> Result<SubmissionV1, ReadError> {
    let text = write_pretty(&signed(submission().to_json()));
    assert_eq!(text.matches(from).count(), 1, "{from}");
    read(text.replacen(from, to, 1).as_bytes())
}

fn read_with_proof(change: impl FnOnce(&mut Json)) -> Result<SubmissionV1, ReadError> {
    let mut document = signed(submission().to_json());
    change(&mut document);
    read(&bytes(&document))
}

fn member(place: &str, problem: Problem) -> Result<SubmissionV1, ReadError> {
    Err(ReadError::Member { place: place.to_owned(), problem })
}

fn proof(error: ProofError) -> Result<SubmissionV1, ReadError> {
    Err(ReadError::Proof(error))
}

/// That the JSON itself is refused for this, with a line named.
fn assert_json_refused(result: Result<SubmissionV1, ReadError>, expected: JsonFault) {
    match result {
        Err(ReadError::Json(JsonError::Syntax { fault, line, .. })) => {
            assert_eq!(fault, expected);
            assert!(line > 1, "the place is named");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_signed_file_reads_back_as_it_was_written() {
    let (document, found) = read_signed(&bytes(&signed(submission().to_json()))).expect("a good file");
    assert_eq!(SubmissionV1::read(&document), Ok(submission()));
    assert_eq!(found.key, key().public_key());
    assert_eq!(found.created_ms, head().created_ms);
    let (document, _) = read_signed(&bytes(&signed(enrolment().to_json()))).expect("a good file");
    assert_eq!(EnrolmentV1::read(&document), Ok(enrolment()));
}

#[test]
fn any_change_breaks_the_signature() {
    for (from, to) in [
        ("\"0.86\"", "\"0.87\""),
        ("UBND xã Hương Phú", "UBND xã Hương Sơn"),
        ("\"supersedes\": null", "\"supersedes\": \"\""),
        ("\"revision\": 1", "\"revision\": 2"),
        // The same letters in another normal form: a reader that normalised would not notice.
        ("Trần Thị Bé", "Tra\u{302}\u{300}n Thị Bé"),
    ] {
        assert_eq!(read_replaced(from, to), proof(ProofError::Signature), "{to}");
    }
    assert_eq!(
        read_with_proof(|document| set(document, "proof", "created", Json::text("2018-10-12T08:30:01+07:00"))),
        proof(ProofError::Signature)
    );
}

#[test]
fn white_space_and_order_of_members_are_no_part_of_the_signature() {
    let document = signed(submission().to_json());
    assert_eq!(read(write_canonical(&document).as_bytes()), Ok(submission()));
}

#[test]
fn a_member_that_stands_twice_is_refused_at_any_depth() {
    for (from, to, name) in [
        ("\"period\": 2018", "\"period\": 2018,\n\"period\": 2018", "period"),
        ("\"level\": 0", "\"level\": 0,\n\"level\": 0", "level"),
        ("\"size\": 48211", "\"size\": 48211, \"size\": 48211", "size"),
        // The same name spelt with an escape.
        ("\"size\": 48211", "\"size\": 48211, \"s\\u0069ze\": 48211", "size"),
        ("\"proof\": {", "\"proof\": {},\n\"proof\": {", "proof"),
        ("\"type\": ", "\"type\": \"x\", \"type\": ", "type"),
    ] {
        assert_json_refused(read_replaced(from, to), JsonFault::DuplicateMember(name.to_owned()));
    }
}

#[test]
fn an_unknown_member_is_refused_with_its_place() {
    for (path, place) in [
        ("", "note"),
        ("criteria_set", "criteria_set.note"),
        ("unit", "unit.note"),
        ("prepared_by", "prepared_by.note"),
        ("approved_by", "approved_by.note"),
        ("answers[0]", "answers[0].note"),
        ("answers[0].answer", "answers[0].answer.note"),
        ("answers[5].answer", "answers[5].answer.note"),
        ("answers[1].evidence[1]", "answers[1].evidence[1].note"),
        ("answers[1].evidence[0].file", "answers[1].evidence[0].file.note"),
        ("totals", "totals.note"),
    ] {
        let result = read_changed(|document| set(document, path, "note", Json::Null));
        assert_eq!(result, member(place, Problem::Unknown), "{path}");
    }
    let result = read_changed(|document| set(document, "answers[0].answer", "value", Json::text("1")));
    assert_eq!(result, member("answers[0].answer.value", Problem::Unknown), "of another kind of answer");
}

#[test]
fn a_missing_member_is_refused_with_its_place() {
    for (path, name, place) in [
        ("", "format", "format"),
        ("", "id", "id"),
        ("", "created", "created"),
        ("", "criteria_set", "criteria_set"),
        ("criteria_set", "sha256", "criteria_set.sha256"),
        ("", "period", "period"),
        ("unit", "name", "unit.name"),
        ("", "revision", "revision"),
        ("", "supersedes", "supersedes"),
        ("prepared_by", "name", "prepared_by.name"),
        ("approved_by", "position", "approved_by.position"),
        ("", "answers", "answers"),
        ("answers[6]", "answer", "answers[6].answer"),
        ("answers[1].answer", "denominator", "answers[1].answer.denominator"),
        ("answers[1].evidence[0]", "title", "answers[1].evidence[0].title"),
        ("answers[1].evidence[0].file", "size", "answers[1].evidence[0].file.size"),
        ("totals", "converted", "totals.converted"),
    ] {
        let result = read_changed(|document| remove(document, path, name));
        assert_eq!(result, member(place, Problem::Missing), "{place}");
    }
}

#[test]
fn every_member_of_the_proof_must_be_there_and_no_other() {
    for name in ["type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"] {
        let result = read_with_proof(|document| remove(document, "proof", name));
        assert_eq!(result, proof(ProofError::Member { name }));
    }
    let result = read_with_proof(|document| remove(document, "proof", "@context"));
    assert_eq!(result, proof(ProofError::Member { name: "@context" }));
    for name in ["id", "expires", "domain", "challenge", "previousProof", "nonce", "Type"] {
        let result = read_with_proof(|document| set(document, "proof", name, Json::text("x")));
        assert_eq!(result, proof(ProofError::UnknownMember { name: name.to_owned() }));
    }
}

/// Signs a proof of one's own making, as a key holder can.
fn signed_with(change: impl FnOnce(&mut Json)) -> Json {
    use sha2::{Digest, Sha256};
    let document = submission().to_json();
    let mut whole = signed(document.clone());
    remove(&mut whole, "proof", "proofValue");
    change(at(&mut whole, "proof"));
    let hashes = [Sha256::digest(write_canonical(at(&mut whole, "proof"))), Sha256::digest(write_canonical(&document))];
    let value = format!("z{}", bs58::encode(key().sign(&hashes.concat())).into_string());
    set(&mut whole, "proof", "proofValue", Json::text(value));
    whole
}

#[test]
fn the_proofs_fixed_members_must_be_exactly_the_ones_of_the_format_though_signed() {
    let other = |name: &str, value: Json| read(&bytes(&signed_with(|proof| set(proof, "", name, value))));
    assert_eq!(
        read(&bytes(&signed_with(|proof| set(proof, "", "created", Json::text("2017-01-01T00:00:00Z")))))
            .map(|submission| submission.period),
        Ok(2018),
        "what these are measured against: a proof of one's own making, back-dated, is read"
    );
    for (name, value) in [
        ("type", "Ed25519Signature2020"),
        ("type", "dataIntegrityProof"),
        ("cryptosuite", "eddsa-rdfc-2022"),
        ("cryptosuite", "eddsa-jcs-2022 "),
        ("proofPurpose", "authentication"),
        ("proofPurpose", ""),
    ] {
        let name: &'static str = name;
        assert_eq!(other(name, Json::text(value)), proof(ProofError::Member { name }), "{value}");
        assert_eq!(other(name, Json::Array(vec![Json::text(value)])), proof(ProofError::Member { name }));
    }
    for context in [
        Json::text(CONTEXT),
        Json::Array(Vec::new()),
        Json::Array(vec![Json::text(CONTEXT), Json::text(CONTEXT)]),
        Json::Array(vec![Json::text("https://w3id.org/security/data-integrity/v1")]),
        Json::Null,
    ] {
        let result = other("@context", context);
        assert_eq!(result, proof(ProofError::Member { name: "proof.@context" }));
    }
    // A member more is refused though the key holder signed it.
    assert_eq!(
        other("expires", Json::text("2017-01-01T00:00:00Z")),
        proof(ProofError::UnknownMember { name: "expires".to_owned() })
    );
}

#[test]
fn the_documents_context_must_be_the_one_of_the_format() {
    for context in [
        Json::text(CONTEXT),
        Json::Array(vec![Json::text(CONTEXT), Json::text("https://example.vn/")]),
        Json::Array(Vec::new()),
        Json::Null,
    ] {
        let result = read_changed(|document| set(document, "", "@context", context));
        assert_eq!(result, proof(ProofError::Member { name: "@context" }));
    }
    let result = read_changed(|document| remove(document, "", "@context"));
    assert_eq!(result, proof(ProofError::Member { name: "@context" }));
}

#[test]
fn a_file_without_a_proof_is_refused() {
    for document in [submission().to_json(), Json::Null, Json::Array(Vec::new()), Json::Object(Vec::new())] {
        assert_eq!(read(&bytes(&document)), proof(ProofError::Missing));
    }
    for value in [Json::Null, Json::Array(vec![]), Json::text("z"), Json::Bool(true)] {
        let result = read_with_proof(|document| set(document, "", "proof", value));
        assert_eq!(result, proof(ProofError::Missing));
    }
}

#[test]
fn another_format_is_refused() {
    for format in ["tucham/submission/2", "tucham/submission/01", "tucham/enrolment/1", "Tucham/submission/1", ""] {
        let result = read_changed(|document| set(document, "", "format", Json::text(format)));
        assert_eq!(result, member("format", Problem::Invalid), "{format}");
    }
    let (document, _) = read_signed(&bytes(&signed(submission().to_json()))).expect("a good file");
    assert!(EnrolmentV1::read(&document).is_err(), "a submission is no enrolment");
}

#[test]
fn integers_beyond_two_to_the_fifty_three_are_refused() {
    let size = |size: &str| read_replaced("\"size\": 48211", &format!("\"size\": {size}"));
    for text in [
        "9007199254740992",
        "9007199254740993",
        "18446744073709551615",
        "18446744073709551616",
        "123456789012345678901234567890",
        "-9007199254740992",
    ] {
        assert_json_refused(size(text), JsonFault::IntegerTooLarge);
    }
    let result = read_changed(|document| {
        set(document, "answers[1].evidence[0].file", "size", Json::integer(MAX_INTEGER));
    });
    let read = result.expect("the largest integer");
    assert_eq!(read.answers[1].evidence[0].file.as_ref().map(|file| file.size), Some(9_007_199_254_740_991));
}

#[test]
fn integers_have_no_fraction_exponent_sign_or_leading_zero() {
    // 1.0 and 1e0 have the canonical form of 1, so the signature would stand.
    for text in ["1.0", "1e0", "1E0", "10e-1", "1.00", "-0", "+1", "01", "0x1", "1.", ".1", "NaN", "\"1\"", "true"] {
        assert!(read_replaced("\"revision\": 1", &format!("\"revision\": {text}")).is_err(), "{text}");
        assert!(read_replaced("\"version\": 1", &format!("\"version\": {text}")).is_err(), "{text}");
    }
    for text in ["2018.0", "2.018e3", "2018e0", "20180e-1"] {
        assert!(read_replaced("\"period\": 2018", &format!("\"period\": {text}")).is_err(), "{text}");
    }
    for (path, name, value) in [
        ("", "revision", 0),
        ("", "revision", -1),
        ("", "period", 2017),
        ("", "period", 10_000),
        ("criteria_set", "version", 0),
        ("answers[0].answer", "level", -1),
        ("answers[0].answer", "level", 1 << 32),
        ("totals", "answered", -1),
    ] {
        let place = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let result = read_changed(|document| set(document, path, name, Json::integer(value)));
        assert_eq!(result, member(&place, Problem::Invalid), "{value}");
    }
}

#[test]
fn decimals_have_one_spelling() {
    for text in [
        "31.50",
        "31.0",
        "1.",
        ".5",
        "1e2",
        "01",
        "00.5",
        "+1",
        "-1",
        "-0",
        "1,5",
        " 1",
        "1 ",
        "",
        "0.0",
        "１",
        "1234567890123456",
        "0.000000000000001",
        "NaN",
        "Infinity",
    ] {
        let result = read_changed(|document| set(document, "totals", "points", Json::text(text)));
        assert_eq!(result, member("totals.points", Problem::Invalid), "{text:?}");
        let result = read_changed(|document| set(document, "answers[1].answer", "numerator", Json::text(text)));
        assert_eq!(result, member("answers[1].answer.numerator", Problem::Invalid), "{text:?}");
        let result = read_changed(|document| set(document, "answers[0]", "points", Json::text(text)));
        assert_eq!(result, member("answers[0].points", Problem::Invalid), "{text:?}");
    }
    let result = read_changed(|document| set(document, "totals", "points", Json::integer(31)));
    assert_eq!(result, member("totals.points", Problem::Invalid), "an integer is no decimal");
    for text in ["0", "31.5", "0.86", "123456789012345", "0.00000000000001"] {
        let result = read_changed(|document| set(document, "totals", "points", Json::text(text)));
        assert_eq!(result.map(|read| read.totals.points.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn a_key_of_small_order_signs_nothing() {
    // With the neutral point for a key and R, and S = 0, a lax verifier takes the signature for any document.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    let multikey = format!("z{}", bs58::encode([&[0xed, 0x01][..], &neutral].concat()).into_string());
    let signature = format!("z{}", bs58::encode([&neutral[..], &[0; 32]].concat()).into_string());
    let result = read_with_proof(|document| {
        set(document, "proof", "verificationMethod", Json::text(format!("did:key:{multikey}#{multikey}")));
        set(document, "proof", "proofValue", Json::text(signature));
    });
    assert_eq!(result, proof(ProofError::Key(MultikeyError::NotAKey)));
    let mut document = enrolment().to_json();
    set(&mut document, "", "public_key", Json::text(multikey));
    let (document, _) = read_signed(&bytes(&signed(document))).expect("signed by another key");
    assert_eq!(
        EnrolmentV1::read(&document),
        Err(ReadError::Member { place: "public_key".into(), problem: Problem::Invalid })
    );
}

fn proof_value() -> Vec<u8> {
    let mut document = signed(submission().to_json());
    let text = at(&mut document, "proof.proofValue").as_text().expect("a text").to_owned();
    bs58::decode(&text[1..]).into_vec().expect("base58")
}

#[test]
fn a_signature_whose_s_is_beyond_the_order_is_refused() {
    // 2^252 + 27742317777372353535851937790883648493, little-endian; S + L verifies where S is not checked.
    const ORDER: &str = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    let order = hex::decode(ORDER).unwrap();
    let mut value = proof_value();
    let mut carry = 0;
    for (byte, addend) in value[32..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(addend) + carry;
        *byte = sum as u8;
        carry = sum >> 8;
    }
    assert_eq!(carry, 0, "S + L still fits 32 bytes");
    let text = format!("z{}", bs58::encode(value).into_string());
    let result = read_with_proof(|document| set(document, "proof", "proofValue", Json::text(text)));
    assert_eq!(result, proof(ProofError::Signature));
}

#[test]
fn base58_has_one_spelling() {
    let value = proof_value();
    let base58 = bs58::encode(&value).into_string();
    let flickr = bs58::encode(&value).with_alphabet(bs58::Alphabet::FLICKR).into_string();
    for text in [
        base58.clone(),
        format!("Z{flickr}"),
        format!("f{}", hex::encode(&value)),
        format!("Z{base58}"),
        format!("z1{base58}"),
        format!("z{base58} "),
        format!(" z{base58}"),
        format!("z{base58}\n"),
        format!("z{base58}1"),
        format!("z{}", bs58::encode(&value[..63]).into_string()),
        format!("z{}", base58.replacen(&base58[5..6], "0", 1)),
        format!("z{}", "1".repeat(100_000)),
        "z".to_owned(),
        String::new(),
    ] {
        let result = read_with_proof(|document| set(document, "proof", "proofValue", Json::text(&*text)));
        assert_eq!(result, proof(ProofError::Member { name: "proofValue" }), "{text:.100}");
    }
}

#[test]
fn the_verification_method_has_one_spelling() {
    let good = write_multikey(&key().public_key());
    let other = write_multikey(&SecretKey::from_seed(&[8; 32]).public_key());
    let secp = format!("z{}", bs58::encode([&[0xe7, 0x01][..], &[2; 33]].concat()).into_string());
    for (method, error) in [
        (good.clone(), MultikeyError::Spelling),
        (format!("did:key:{good}"), MultikeyError::Spelling),
        (format!("did:key:{good}#"), MultikeyError::Spelling),
        (format!("did:key:{good}#{other}"), MultikeyError::Spelling),
        (format!("did:key:{good}#key-1"), MultikeyError::Spelling),
        (format!("DID:key:{good}#{good}"), MultikeyError::Spelling),
        (format!("did:key:{good}?a=b#{good}"), MultikeyError::Spelling),
        (format!("did:web:{good}#{good}"), MultikeyError::Spelling),
        (format!("did:key:{good} #{good} "), MultikeyError::Spelling),
        (format!("did:key:z1{0}#z1{0}", &good[1..]), MultikeyError::OtherKind),
        (format!("did:key:{secp}#{secp}"), MultikeyError::OtherKind),
    ] {
        let result = read_with_proof(|document| set(document, "proof", "verificationMethod", Json::text(&*method)));
        assert_eq!(result, proof(ProofError::Key(error)), "{method}");
    }
    let result = read_with_proof(|document| {
        set(document, "proof", "verificationMethod", Json::text(format!("did:key:{other}#{other}")));
    });
    assert_eq!(result, proof(ProofError::Signature), "another key");
}

#[test]
fn nesting_beyond_thirty_two_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read_json(nested(32).as_bytes()).is_ok());
    for depth in [33, 129, 100_000] {
        match read_json(nested(depth).as_bytes()) {
            Err(JsonError::Syntax { fault, .. }) => assert_eq!(fault, JsonFault::TooDeep),
            other => panic!("{other:?}"),
        }
    }
    let objects = format!("{}1{}", "{\"a\":".repeat(33), "}".repeat(33));
    assert!(read_json(objects.as_bytes()).is_err());
}

#[test]
fn a_file_beyond_eight_mebibytes_is_refused() {
    let mut file = bytes(&signed(submission().to_json()));
    file.resize(MAX_BYTES, b' ');
    assert_eq!(read(&file), Ok(submission()));
    file.push(b' ');
    assert_eq!(read(&file), Err(ReadError::Json(JsonError::TooLarge { bytes: 8 * 1024 * 1024 + 1 })));
}

#[test]
fn one_byte_order_mark_is_tolerated_and_only_at_the_start() {
    let text = write_pretty(&signed(submission().to_json()));
    assert_eq!(read(format!("\u{feff}{text}").as_bytes()), Ok(submission()));
    assert!(read(format!("\u{feff}\u{feff}{text}").as_bytes()).is_err());
    assert!(read(format!("{text}\u{feff}").as_bytes()).is_err());
    assert!(read(format!(" \u{feff}{text}").as_bytes()).is_err());
    let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&utf16), Err(ReadError::Json(JsonError::NotUtf8)));
}

#[test]
fn bad_utf_8_is_refused() {
    let file = bytes(&signed(submission().to_json()));
    let place = file.windows(3).position(|bytes| bytes == b"UBN").expect("the unit's name");
    for bad in [&b"\xff"[..], b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe1\xbb"] {
        let mut bytes = file.clone();
        bytes.splice(place..place, bad.iter().copied());
        assert_eq!(read(&bytes), Err(ReadError::Json(JsonError::NotUtf8)), "{bad:x?}");
    }
    for lone in ["\\ud800", "\\udc00", "\\ud800x", "\\ud800\\ud800"] {
        assert!(read_replaced("UBND xã", &format!("UBND{lone} xã")).is_err(), "{lone}");
    }
}

#[test]
fn what_follows_the_document_is_refused() {
    let text = write_pretty(&signed(submission().to_json()));
    for tail in ["x", "{}", ",", "\0", "// note", "\u{a0}"] {
        assert!(read(format!("{text}{tail}").as_bytes()).is_err(), "{tail:?}");
    }
    assert!(read(&text.as_bytes()[..text.len() - 3]).is_err(), "a file cut short");
    assert!(read(b"").is_err());
}

#[test]
fn empty_stands_for_absent_nowhere() {
    let text = || Json::text("");
    for (path, name, value, problem) in [
        ("prepared_by", "phone", text(), Problem::Empty),
        ("prepared_by", "email", text(), Problem::Empty),
        ("answers[1]", "explanation", text(), Problem::Empty),
        ("answers[1].evidence[0]", "reference", text(), Problem::Empty),
        ("answers[1]", "evidence", Json::Array(Vec::new()), Problem::Empty),
        ("prepared_by", "phone", Json::Null, Problem::Invalid),
        ("prepared_by", "email", Json::Null, Problem::Invalid),
        ("answers[1]", "explanation", Json::Null, Problem::Invalid),
        ("answers[1]", "evidence", Json::Null, Problem::Invalid),
        ("answers[1]", "points", Json::Null, Problem::Invalid),
        ("answers[1].evidence[0]", "reference", Json::Null, Problem::Invalid),
        ("answers[1].evidence[0]", "file", Json::Null, Problem::Invalid),
    ] {
        let result = read_changed(|document| set(document, path, name, value));
        assert_eq!(result, member(&format!("{path}.{name}"), problem));
    }
}

#[test]
fn members_of_another_kind_are_refused_with_their_place() {
    for (path, name, value) in [
        ("", "criteria_set", Json::Null),
        ("", "unit", Json::text("xa-huong-phu")),
        ("", "answers", Json::Object(Vec::new())),
        ("", "totals", Json::Array(Vec::new())),
        ("", "prepared_by", Json::Array(Vec::new())),
        ("", "supersedes", Json::Bool(false)),
        ("unit", "name", Json::integer(1)),
        ("answers[0]", "answer", Json::Bool(true)),
        ("answers[2].answer", "value", Json::text("true")),
        ("answers[2].answer", "value", Json::integer(1)),
        ("answers[0].answer", "level", Json::text("0")),
        ("answers[0].answer", "kind", Json::text("choose")),
        ("answers[1].evidence[0].file", "sha256", Json::text("cd")),
        ("answers[1].evidence[0].file", "sha256", Json::text("CD".repeat(32))),
        ("criteria_set", "sha256", Json::text("AB".repeat(32))),
        ("criteria_set", "sha256", Json::text("ab".repeat(33))),
    ] {
        let place = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let result = read_changed(|document| set(document, path, name, value));
        assert_eq!(result, member(&place, Problem::Invalid), "{place}");
    }
    let result = read_changed(|document| *at(document, "answers[3]") = Json::Null);
    assert_eq!(result, member("answers[3]", Problem::Invalid));
}

#[test]
fn control_characters_and_bidirectional_overrides_are_refused() {
    for hidden in [
        '\0', '\t', '\u{1b}', '\u{7f}', '\u{85}', '\u{9b}', '\u{200e}', '\u{200f}', '\u{61c}', '\u{202a}', '\u{202b}',
        '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}',
    ] {
        for (path, name) in [
            ("unit", "name"),
            ("unit", "id"),
            ("criteria_set", "id"),
            ("prepared_by", "name"),
            ("prepared_by", "phone"),
            ("approved_by", "position"),
            ("answers[0]", "criterion"),
            ("answers[1]", "explanation"),
            ("answers[1].evidence[0]", "title"),
            ("answers[1].evidence[0].file", "name"),
        ] {
            let text = Json::text(format!("a{hidden}b"));
            let result = read_changed(|document| set(document, path, name, text));
            assert_eq!(result, member(&format!("{path}.{name}"), Problem::HiddenCharacters), "{hidden:?}");
        }
    }
    let result = read_changed(|document| set(document, "answers[1]", "explanation", Json::text("a\nb")));
    assert!(result.is_ok(), "a line break is no hidden character");
}

#[test]
fn times_are_valid_or_refused() {
    for text in [
        "",
        "2018-10-12",
        "2018-10-12T08:30:00",
        "2018-10-12 08:30:00+07:00",
        "2018-10-12t08:30:00+07:00",
        "2018-10-12T08:30:00z",
        "2018-10-12T08:30+07:00",
        "2018-10-12T08:30:00+0700",
        "2018-10-12T08:30:00+07",
        "2018-13-12T08:30:00+07:00",
        "2018-02-29T08:30:00+07:00",
        "2018-10-32T08:30:00+07:00",
        "2018-10-12T24:00:00+07:00",
        "2018-10-12T08:60:00+07:00",
        "2018-10-12T08:30:61+07:00",
        "2018-10-12T08:30:00+24:00",
        "2018-10-12T08:30:00+07:60",
        "2018-10-12T08:30:00\u{2212}07:00",
        "2018-10-12T08:30:00.+07:00",
        "+2018-10-12T08:30:00+07:00",
        "02018-10-12T08:30:00+07:00",
        " 2018-10-12T08:30:00+07:00",
        "2018-10-12T08:30:00+07:00 ",
        "2018-10-12T08:30:00 +07:00",
        "2018-10-12T08:30:00,5+07:00",
        "1539307800",
    ] {
        assert_eq!(parse_time(text), None, "{text:?}");
        let result = read_changed(|document| set(document, "", "created", Json::text(text)));
        assert_eq!(result, member("created", Problem::Invalid), "{text:?}");
        let of_proof = read(&bytes(&sign(submission().to_json(), text, &key())));
        assert_eq!(of_proof, proof(ProofError::Member { name: "created" }), "{text:?}");
    }
}

#[test]
fn any_offset_is_read_and_the_one_of_viet_nam_written() {
    for text in [
        "2018-10-12T08:30:00+07:00",
        "2018-10-12T01:30:00Z",
        "2018-10-11T20:30:00-05:00",
        "2018-10-12T01:30:00.000Z",
        "2018-10-12T07:00:00+05:30",
        "2018-10-12T01:30:00-00:00",
    ] {
        let time = parse_time(text).expect(text);
        assert_eq!(write_time(time).as_deref(), Some("2018-10-12T08:30:00+07:00"), "{text}");
        let result = read_changed(|document| set(document, "", "created", Json::text(text)));
        assert_eq!(result.map(|read| read.head.created_ms), Ok(head().created_ms), "{text}");
    }
    assert_eq!(write_time(-62_167_219_200_000 - 8 * 3_600_000), None, "before the year 0");
    assert_eq!(write_time(i64::MAX), None);
}

#[test]
fn the_proof_may_have_another_time_than_the_document() {
    let file = bytes(&sign(submission().to_json(), "2018-10-12T01:31:00Z", &key()));
    let (document, found) = read_signed(&file).expect("a good file");
    assert_eq!(found.created_ms, head().created_ms + 60_000);
    assert_eq!(SubmissionV1::read(&document), Ok(submission()));
}

#[test]
fn an_id_is_a_lower_case_uuid_of_version_7() {
    for id in [
        "01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01",
        "urn:uuid:01927F3E-5a10-7c4b-9d21-3f6a8b0c1d01",
        "URN:UUID:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01",
        "urn:uuid:01927f3e5a107c4b9d213f6a8b0c1d01",
        "urn:uuid:{01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01}",
        "urn:uuid:urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01",
        "urn:uuid:01927f3e-5a10-4c4b-9d21-3f6a8b0c1d01",
        "urn:uuid:01927f3e-5a10-1c4b-9d21-3f6a8b0c1d01",
        "urn:uuid:01927f3e-5a10-7c4b-1d21-3f6a8b0c1d01",
        "urn:uuid:01927f3e-5a10-7c4b-cd21-3f6a8b0c1d01",
        "urn:uuid:00000000-0000-0000-0000-000000000000",
        "urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d0",
        "urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01 ",
    ] {
        let result = read_changed(|document| set(document, "", "id", Json::text(id)));
        assert_eq!(result, member("id", Problem::Invalid), "{id}");
    }
    let id = "urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01";
    let result = read_changed(|document| set(document, "", "id", Json::text(id)));
    assert_eq!(result.map(|read| read.head.id.urn()).as_deref(), Ok(id));
}

#[test]
fn the_first_revision_supersedes_nothing_and_every_other_something() {
    let hash = || Json::text("ef".repeat(32));
    for (revision, supersedes, is_read) in [
        (1, Json::Null, true),
        (2, hash(), true),
        (MAX_INTEGER, hash(), true),
        (1, hash(), false),
        (2, Json::Null, false),
        (2, Json::text(""), false),
        (2, Json::text("EF".repeat(32)), false),
        (2, Json::text("ef".repeat(31)), false),
        (2, Json::text(format!("{} ", "ef".repeat(31))), false),
    ] {
        let result = read_changed(|document| {
            set(document, "", "revision", Json::integer(revision));
            set(document, "", "supersedes", supersedes.clone());
        });
        match is_read {
            true => assert!(result.is_ok(), "{revision} {supersedes:?}: {result:?}"),
            false => assert_eq!(result, member("supersedes", Problem::Invalid), "{revision} {supersedes:?}"),
        }
    }
}

#[test]
fn identifiers_have_no_letters_that_a_file_name_could_trip_over() {
    for (path, name) in [("unit", "id"), ("criteria_set", "id")] {
        for id in ["", "../x", "a/b", "a\\b", "a.b", "A", "xã", "a b", "-a", "a-", "a--b", "a_b", "a\nb"] {
            let result = read_changed(|document| set(document, path, name, Json::text(id)));
            assert_eq!(result, member(&format!("{path}.{name}"), Problem::Invalid), "{id:?}");
        }
        let result = read_changed(|document| set(document, path, name, Json::text("xa-2-b")));
        assert!(result.is_ok(), "{result:?}");
    }
}

#[test]
fn what_must_be_said_is_not_blank() {
    for (path, name) in [
        ("unit", "name"),
        ("prepared_by", "name"),
        ("approved_by", "name"),
        ("answers[1].evidence[0]", "title"),
        ("answers[1].evidence[0].file", "name"),
        ("answers[5]", "explanation"),
    ] {
        for blank in [" ", "\n", " \u{a0}\u{3000}"] {
            let result = read_changed(|document| set(document, path, name, Json::text(blank)));
            assert_eq!(result, member(&format!("{path}.{name}"), Problem::Blank), "{blank:?}");
        }
    }
}

#[test]
fn the_numbers_of_a_ratio_are_whole_and_a_count_need_not_be() {
    for (answer, name) in [("answers[1]", "numerator"), ("answers[1]", "denominator"), ("answers[4]", "numerator")] {
        let path = format!("{answer}.answer");
        let result = read_changed(|document| set(document, &path, name, Json::text("12.5")));
        assert_eq!(result, member(&format!("{path}.{name}"), Problem::Invalid));
    }
    assert!(read_changed(|document| set(document, "answers[3].answer", "value", Json::text("12.5"))).is_ok());
}

#[test]
fn points_stand_exactly_where_the_answer_scores() {
    for index in [0, 2, 3] {
        let path = format!("answers[{index}]");
        let result = read_changed(|document| remove(document, &path, "points"));
        assert_eq!(result, member(&format!("{path}.points"), Problem::Missing), "choice, share, count");
    }
    for index in [5, 6] {
        let path = format!("answers[{index}]");
        let result = read_changed(|document| set(document, &path, "points", Json::text("0")));
        assert_eq!(result, member(&format!("{path}.points"), Problem::Invalid), "not applicable, unanswered");
    }
    // A denominator of 0 scores only where the dispatch gives a rule, which the criterion knows.
    for index in [1, 4] {
        let result = read_changed(|document| remove(document, &format!("answers[{index}]"), "points"));
        assert!(result.is_ok(), "{result:?}");
    }
}

#[test]
fn not_applicable_is_taken_only_with_a_reason() {
    let result = read_changed(|document| remove(document, "answers[5]", "explanation"));
    assert_eq!(result, member("answers[5].explanation", Problem::Missing));
}
