//! A set as packed lines: every checked set comes back as it was, also one that came out of a file.

mod small_set;

use sha2::{Digest, Sha256};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaFile, check, hash_set, packed};
use tucham::engine::json::Json;
use tucham::engine::signed::{CriteriaSetV1, FileId, Head, OfficeV1};

fn small() -> CriteriaFile {
    check(&small_set::source()).unwrap()
}

#[cfg(feature = "toml-source")]
fn of_2020() -> CriteriaFile {
    use tucham::engine::criteria::toml_source::{read_overlay, read_toml};
    let owned = |files: &[(&str, &str)]| -> Vec<(String, String)> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let base = owned(&[
        ("set.toml", include_str!("../criteria/nam-dong-2018/set.toml")),
        ("units.toml", include_str!("../criteria/nam-dong-2018/units.toml")),
        ("notes.toml", include_str!("../criteria/nam-dong-2018/notes.toml")),
        ("group-1.toml", include_str!("../criteria/nam-dong-2018/group-1.toml")),
        ("group-2.toml", include_str!("../criteria/nam-dong-2018/group-2.toml")),
        ("group-3.toml", include_str!("../criteria/nam-dong-2018/group-3.toml")),
    ]);
    let overlay = owned(&[("overlay.toml", include_str!("../criteria/nam-dong-2020/overlay.toml"))]);
    let overlay = read_overlay(&overlay).unwrap().expect("an overlay");
    check(&overlay.apply(read_toml(&base).unwrap()).unwrap()).unwrap()
}

fn comes_back(file: &CriteriaFile) {
    let lines = packed::pack(file);
    let back = packed::unpack(lines.clone().leak());
    assert_eq!(back, *file);
    assert_eq!(packed::pack(&back), lines);
    assert_eq!(hash_set(&back.set), *file.set.sha256);
}

#[test]
fn the_built_in_set_and_the_small_one_come_back_from_their_lines() {
    comes_back(builtin());
    comes_back(&small());
}

#[cfg(feature = "toml-source")]
#[test]
fn the_set_of_2020_comes_back_from_its_lines() {
    let file = of_2020();
    assert_eq!(&*file.set.id, "nam-dong-2020");
    comes_back(&file);
}

#[test]
fn another_order_of_the_lines_is_another_layout() {
    let sum = hex::encode(Sha256::digest(packed::pack(&small())));
    assert_eq!(
        (packed::LAYOUT, &sum[..16]),
        ("1", "0fbde549c96415e9"),
        "unless only the small set was changed, raise packed::LAYOUT; then write both here"
    );
}

/// Puts `text` in the place of each text of the document in turn.
fn with_each_text(json: &Json, text: &str, run: &mut dyn FnMut(Json)) {
    match json {
        Json::String(_) => run(Json::text(text)),
        Json::Array(items) => {
            for index in 0..items.len() {
                with_each_text(&items[index], text, &mut |changed| {
                    let mut items = items.clone();
                    items[index] = changed;
                    run(Json::Array(items));
                });
            }
        }
        Json::Object(members) => {
            for index in 0..members.len() {
                with_each_text(&members[index].1, text, &mut |changed| {
                    let mut members = members.clone();
                    members[index].1 = changed;
                    run(Json::Object(members));
                });
            }
        }
        _ => {}
    }
}

#[test]
fn whatever_stands_in_a_text_of_a_file_a_set_that_passes_the_check_comes_back_from_its_lines() {
    let head = Head { id: FileId::new(small_set::CREATED_MS, &[3; 10]), created_ms: small_set::CREATED_MS };
    let office = OfficeV1 { name: "Phòng".into(), email: Some("a@b.vn".into()), ..OfficeV1::default() };
    let document = CriteriaSetV1::document(&head, &small(), &[], &office);
    let (mut tried, mut passed) = (0, 0);
    for text in ["a\nb", "\n", "", "a\r", "=x", "*x", "0", "1", "4294967295", "\u{2028}", "\u{85}", "a\u{b}b"] {
        with_each_text(&document, text, &mut |changed| {
            tried += 1;
            let Ok(read) = CriteriaSetV1::read(&changed) else { return };
            let Ok(file) = check(&read.set) else { return };
            passed += 1;
            comes_back(&file);
        });
    }
    assert!(tried > 1000 && passed > 50, "{tried} tried, {passed} passed");
}
