//! Draft files: what goes out comes back; a changed file is refused; differences are named.

use tucham::engine::builtin::builtin;
use tucham::engine::criteria::CriterionCode;
use tucham::engine::draft::{
    Difference, Draft, DraftError, DraftFileError, ExportRecord, differences, draft_file_name, joined_exports,
    read_draft_file, restore, write_draft, write_draft_file,
};
use tucham::engine::sheet::Entry;

fn code(code: &str) -> CriterionCode {
    CriterionCode(code.to_owned().into())
}

fn draft(numerator: &str) -> Draft {
    let mut draft = Draft::new(builtin().set.unit("xa-huong-phu").unwrap().id.clone(), 2018);
    let entry = Entry {
        numerator: numerator.into(),
        denominator: "30".into(),
        explanation: "ộ \"\\".into(),
        ..Entry::default()
    };
    draft.entries.push((code("1.I.15"), entry));
    draft.saved_at_ms = 1_539_307_800_000;
    draft.saves_count = 7;
    draft
}

fn export(revision: u64, id: &str) -> ExportRecord {
    ExportRecord {
        revision,
        id: id.into(),
        created_ms: 1_539_307_800_000 + revision as i64,
        file_name: format!("tucham_2018_xa-huong-phu_r{revision}.json"),
        sha256: format!("{revision:0>63}{id}"),
        points: "0.9".into(),
        answers_sha256: "11".repeat(32),
    }
}

fn written(draft: &Draft) -> String {
    let set = &builtin().set;
    write_draft_file(set, set.unit("xa-huong-phu").unwrap(), draft)
}

#[test]
fn a_draft_comes_back_from_its_file() {
    let draft = draft("27");
    let text = written(&draft);
    assert_eq!(restore(&builtin().set, read_draft_file(&text).unwrap()), draft);
    assert_eq!(draft_file_name(&draft), "tucham_nhap_2018_xa-huong-phu.json");
    // A person can read whose it is and when it was saved.
    assert!(text.contains("\"unit_name\": \"UBND xã Hương Phú\""), "{text}");
    assert!(text.contains("\"saved\": \"2018-10-12T08:30:00+07:00\""), "{text}");
}

#[test]
fn a_draft_as_it_was_stored_is_read_too() {
    let draft = draft("27");
    assert_eq!(restore(&builtin().set, read_draft_file(&write_draft(&builtin().set, &draft)).unwrap()), draft);
}

#[test]
fn a_changed_or_damaged_file_is_refused() {
    let text = written(&draft("27"));
    let changed = text.replace("\"27\"", "\"28\"");
    assert_ne!(changed, text);
    assert_eq!(read_draft_file(&changed), Err(DraftFileError::Changed));
    for cut in [0, 1, text.len() / 2, text.len() - 3] {
        let cut = &text[..text.floor_char_boundary(cut)];
        assert!(matches!(read_draft_file(cut), Err(DraftFileError::Draft(DraftError::NotJson(_)))), "{cut}");
    }
    for (from, to, member) in [("\"sha256\":", "\"sha257\":", "sha256"), ("\"draft\":", "\"drafts\":", "draft")] {
        // The first `sha256` is the file's own.
        let wrong = text.replacen(from, to, 1);
        assert_eq!(read_draft_file(&wrong), Err(DraftFileError::Draft(DraftError::WrongShape { member })));
    }
    assert_eq!(
        read_draft_file("{\"format\":\"tucham/submission/1\"}"),
        Err(DraftFileError::Draft(DraftError::OtherFormat))
    );
    assert_eq!(
        read_draft_file("{\"format\":\"tucham/draft/8\"}"),
        Err(DraftFileError::Draft(DraftError::NewerVersion { version: 8 }))
    );
}

#[test]
fn differences_name_every_place() {
    let codes = [code("1.I.5"), code("1.I.15")];
    let here = draft("27");
    assert_eq!(differences(codes.iter(), &here, &here), []);
    let mut there = draft("28");
    there.entries.push((code("1.I.5"), Entry { level: Some(1), ..Entry::default() }));
    there.prepared_by.name = "Bé".into();
    there.approved_by.position = "Chủ tịch".into();
    there.exports.push(export(2, "a"));
    let found = differences(codes.iter(), &here, &there);
    assert_eq!(found.len(), 5);
    // In the order of the codes, whichever draft touched them first.
    assert!(matches!(&found[0], Difference::Criterion { code, here, there }
        if code.as_str() == "1.I.5" && here.is_untouched() && there.level == Some(1)));
    assert!(
        matches!(&found[1], Difference::Criterion { here, there, .. } if here.numerator == "27" && there.numerator == "28")
    );
    assert_eq!(found[2..], [Difference::PreparedBy, Difference::ApprovedBy, Difference::Exports { here: 0, there: 2 }]);
}

#[test]
fn no_revision_is_given_twice_after_joining() {
    let here = [export(1, "a"), export(2, "b")];
    let there = [export(1, "a"), export(2, "c"), export(3, "d")];
    let joined = joined_exports(&here, &there);
    assert_eq!(
        joined.iter().map(|export| (export.revision, export.id.as_str())).collect::<Vec<_>>(),
        [(1, "a"), (2, "b"), (2, "c"), (3, "d")]
    );
    let by_another_id = ExportRecord { id: "e".into(), ..export(3, "d") };
    assert_eq!(joined_exports(&joined, &[by_another_id]), joined, "the same file");
    let draft = Draft { exports: joined_exports(&there, &here), ..draft("1") };
    assert_eq!(draft.next_revision(), 4);
}
