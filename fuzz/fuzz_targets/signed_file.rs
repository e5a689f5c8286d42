//! Any bytes, as a file that came by mail: the reader never panics, and what it reads it writes again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::json::{read_json, write_canonical, write_pretty};
use tucham::engine::signed::{EnrolmentV1, SubmissionV1, file_hash, read_signed, verify};

fuzz_target!(|bytes: &[u8]| {
    // Nearly nothing that is made at random is signed: what stands behind the signature is read without it too.
    if let Ok(document) = read_json(bytes) {
        assert_eq!(read_json(write_pretty(&document).as_bytes()).as_ref(), Ok(&document));
        let canonical = write_canonical(&document);
        let again = read_json(canonical.as_bytes()).expect("canonical JSON is JSON");
        assert_eq!(write_canonical(&again), canonical);
        assert_eq!(file_hash(&again), file_hash(&document));
        let _ = verify(&document);
        if let Ok(submission) = SubmissionV1::read(&document) {
            let written = submission.to_json();
            for member in ["unit", "answers", "totals", "prepared_by", "approved_by"] {
                let (read, written) = (document.member(member), written.member(member));
                assert_eq!(read.map(write_canonical), written.map(write_canonical), "{member}");
            }
        }
        if let Ok(enrolment) = EnrolmentV1::read(&document) {
            assert_eq!(document.member("public_key"), enrolment.to_json().member("public_key"));
        }
    }
    let _ = read_signed(bytes);
});
