//! A criteria set as a file: it comes back the same set, and what is wrong in it is named by criterion and field.

mod office_files;

use office_files::{CREATED_MS, key_of, roster};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaFile, check};
use tucham::engine::json::{Json, read_json, write_pretty};
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1, ReadError, ReadProblem, read_signed, sign};

fn document() -> Json {
    let head = Head { id: FileId::new(CREATED_MS, &[3; 10]), created_ms: CREATED_MS };
    let office = OfficeV1 {
        name: builtin().office.name.to_string(),
        phone: Some("0234 3875 000".into()),
        ..OfficeV1::default()
    };
    CriteriaSetV1::document(&head, builtin(), &roster().lines, &office)
}

fn checked(document: &Json) -> Result<CriteriaFile, String> {
    let read = CriteriaSetV1::read(document).map_err(|error| format!("{error:?}"))?;
    check(&read.set).map_err(|problem| problem.to_string())
}

#[test]
fn the_set_comes_back_from_its_file_with_the_same_hash() {
    let key = key_of("van-phong", 0);
    let signed = sign(document(), "2018-10-12T08:30:00+07:00", &key);
    let (read, proof) = read_signed(write_pretty(&signed).as_bytes()).unwrap();
    assert_eq!(proof.key, key.public_key());
    let file = checked(&read).unwrap();
    assert_eq!(file.set, builtin().set);
    assert_eq!(file.due, builtin().due);
    let read = CriteriaSetV1::read(&read).unwrap();
    assert_eq!(read.roster, roster().lines);
    assert_eq!(read.office.phone.as_deref(), Some("0234 3875 000"));
    assert_eq!(CriteriaSetV1::file_name(builtin()), "tucham_botieuchi_nam-dong-2018_v1.json");
}

#[test]
fn a_wrong_set_is_named_by_criterion_and_field() {
    let text = write_pretty(&document());
    for (from, to, words) in [
        // The first criterion's maximum: sums no longer agree.
        ("\"maximum\": \"1\"", "\"maximum\": \"1.234\"", "tiêu chí 1.I.1"),
        ("\"rule\": \"pool\"", "\"rule\": \"median\"", "rule"),
        ("\"lead\": [\n", "\"lead\": [\n\"xa-khong-co\",\n", "lead"),
        ("\"deadline\": \"10-30\"", "\"deadline\": \"30/10\"", "due_before"),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text, "{from}");
        let problem = checked(&read_json(changed.as_bytes()).unwrap()).unwrap_err();
        assert!(problem.contains(words), "{problem}");
    }
    for (from, to, place, problem) in [
        ("\"title\":", "\"titel\":", "set.title", ReadProblem::Missing),
        (
            "\"kind\": \"choice\"",
            "\"kind\": \"choose\"",
            "set.groups[0].sections[0].criteria[1].scale.kind",
            ReadProblem::Invalid,
        ),
    ] {
        let changed = text.replacen(from, to, 1);
        let error = CriteriaSetV1::read(&read_json(changed.as_bytes()).unwrap()).unwrap_err();
        assert_eq!(error, ReadError::Member { place: place.to_owned(), problem });
    }
    let without_rule = text.replacen("\"criterion\": \"1.I.2\",", "\"criterion\": \"9.I.2\",", 1);
    let error = CriteriaSetV1::read(&read_json(without_rule.as_bytes()).unwrap()).unwrap_err();
    assert_eq!(error, ReadError::Member { place: "set.rules (1.I.2)".to_owned(), problem: ReadProblem::Missing });
}
