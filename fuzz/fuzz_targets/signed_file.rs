//! Any bytes, as a file that came by mail: the reader never panics, and what it reads it writes again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::assignment::Leads;
use tucham::engine::builtin::builtin;
use tucham::engine::json::{Json, read_json, write_canonical, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::office::{JudgedFile, Office, Roster, judge, rescore};
use tucham::engine::signed::{EnrolmentV1, Head, ReadError, SubmissionV1, file_hash, read_signed, sign, verify};

fuzz_target!(|bytes: &[u8]| {
    tucham_fuzz::limit_memory();
    let read = read_signed(bytes);
    let Ok(document) = read_json(bytes) else {
        assert!(matches!(read, Err(ReadError::Json(_))));
        return;
    };
    assert_eq!(read.map(|(_, proof)| proof), verify(&document).map_err(ReadError::Proof));
    assert_writes_again(&document);
    // Nearly nothing that is made at random is signed: what stands behind the signature is read without it too.
    if let Ok(submission) = SubmissionV1::read(&document) {
        assert_read_whole(&document, &submission.head, &submission.to_json());
        let differences = rescore(&Leads::of(&builtin().set), &submission);
        let judged = judge_as_signed(&document);
        assert!(judged.differences.is_empty() || Ok(judged.differences) == differences);
    }
    if let Ok(enrolment) = EnrolmentV1::read(&document) {
        assert_read_whole(&document, &enrolment.head, &enrolment.to_json());
    }
});

fn assert_writes_again(document: &Json) {
    assert_eq!(read_json(write_pretty(document).as_bytes()).as_ref(), Ok(document));
    let canonical = write_canonical(document);
    let again = read_json(canonical.as_bytes()).expect("canonical JSON is JSON");
    assert_eq!(write_canonical(&again), canonical);
    assert_eq!(file_hash(&again), file_hash(document));
}

/// Not a member of the file is lost in between, but for the proof and how its time was spelt.
fn assert_read_whole(document: &Json, head: &Head, written: &Json) {
    let (Json::Object(before), Json::Object(after)) = (document, written) else { panic!("a file is an object") };
    let without_proof = before.iter().filter(|(name, _)| name != "proof");
    assert_eq!(without_proof.count(), after.len());
    for (name, value) in after.iter().filter(|(name, _)| name != "created") {
        assert_eq!(document.member(name).map(write_canonical), Some(write_canonical(value)), "{name}");
    }
    assert_eq!(written.member("created").and_then(Json::as_text), Some(&*head.created()));
}

/// The file with a signature that stands, as the office judges it.
fn judge_as_signed(document: &Json) -> JudgedFile {
    let Json::Object(members) = document else { panic!("a submission is an object") };
    let created = document.member("created").and_then(Json::as_text).expect("a submission has its time");
    let unsigned = Json::Object(members.iter().filter(|(name, _)| name != "proof").cloned().collect());
    let file = write_pretty(&sign(unsigned, created, &SecretKey::from_seed(&[7; 32])));
    let (signed, _) = read_signed(file.as_bytes()).expect("what was signed is read");
    let leads = Leads::of(&builtin().set);
    let office =
        Office { set: &builtin().set, leads: &leads, roster: &Roster::default(), period: None, now_ms: Some(0) };
    let judged = judge(office, file.as_bytes());
    assert_eq!(judged.sha256, file_hash(&signed));
    assert!(judged.submission.is_some(), "{:?}", judged.reason);
    judged
}
