//! Any text, as a stored draft or a draft's file: the reader never panics, and nothing typed is dropped, neither when the
//! draft is opened and stored again nor when it is exported.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::assignment::{Leads, assign};
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{CriteriaSet, Criterion, Unit};
use tucham::engine::draft::{
    Draft, DraftV1, PersonEntry, read_draft, read_draft_file, restore, write_draft, write_draft_file,
};
use tucham::engine::export::{ExportDetails, submission};
use tucham::engine::office::rescore;
use tucham::engine::sheet::{Entry, assess};
use tucham::engine::signed::{FileId, Head, SubmissionV1};

fuzz_target!(|text: &str| {
    tucham_fuzz::limit_memory();
    let set = &builtin().set;
    for stored in [read_draft(text).ok(), read_draft_file(text).ok()].into_iter().flatten() {
        let unit = set.unit(&stored.unit);
        let draft = restore(set, stored.clone());
        assert_nothing_is_dropped(&stored, &draft);
        assert_stays_the_same(set, unit, &draft);
        if let Some(unit) = unit {
            assert_export_is_read(set, unit, &draft);
        }
    }
});

fn assert_nothing_is_dropped(stored: &DraftV1, draft: &Draft) {
    let old_misfits = stored.misfits.iter().map(|misfit| (&misfit.criterion, &misfit.entry));
    for (code, entry) in stored.entries.iter().map(|(code, entry)| (code, entry)).chain(old_misfits) {
        let typed = entry.clone().into_entry();
        let is_in_place = draft.entry(code) == Some(&typed);
        let is_kept =
            || draft.misfits.iter().any(|misfit| misfit.criterion.as_str() == code && misfit.stored == *entry);
        assert!(typed.is_untouched() || is_in_place || is_kept(), "{code}: {entry:?}");
    }
    assert_eq!((&draft.prepared_by, &draft.approved_by), (&stored.prepared_by, &stored.approved_by));
    assert_eq!(draft.exports, stored.exports);
}

fn assert_stays_the_same(set: &CriteriaSet, unit: Option<&Unit>, draft: &Draft) {
    let written = write_draft(set, draft);
    let again = restore(set, read_draft(&written).expect("what is written is read"));
    assert_eq!(write_draft(set, &again), written, "a draft that is opened and stored again stays the same");
    if let Some(unit) = unit {
        let file = write_draft_file(set, unit, draft);
        let read = restore(set, read_draft_file(&file).expect("a file that was written is read"));
        assert_eq!(write_draft(set, &read), written);
    }
}

/// Whatever can be exported is read by the office, which finds every number as the form shows it.
fn assert_export_is_read(set: &CriteriaSet, unit: &Unit, draft: &Draft) {
    // What is wrong as typed keeps a sheet from being exported; here it is left out, so that the rest goes.
    let entry = |criterion: &Criterion| {
        let typed = draft.entry(criterion.code.as_str()).cloned();
        typed.filter(|entry| !assess(criterion, entry).blocks_export()).unwrap_or_default()
    };
    let led = assign(set, &draft.unit).led;
    let rows: Vec<(&Criterion, Entry)> = led.into_iter().map(|criterion| (criterion, entry(criterion))).collect();
    let person = |entry: &PersonEntry| {
        let mut person = entry.clone();
        person.name.insert(0, 'B');
        person
    };
    let details = ExportDetails {
        head: Head { id: FileId::new(0, &[0; 10]), created_ms: 0 },
        period: 2018,
        revision: 1,
        supersedes: None,
        prepared_by: &person(&draft.prepared_by),
        approved_by: &person(&draft.approved_by),
        nfc: &|text| text.to_owned(),
    };
    let exported = submission(set, unit, &rows, details).expect("nothing is in the way of an export");
    assert_eq!(SubmissionV1::read(&exported.to_json()).as_ref(), Ok(&exported));
    assert_eq!(rescore(&Leads::of(set), &exported).as_deref(), Ok(&[][..]));
}
