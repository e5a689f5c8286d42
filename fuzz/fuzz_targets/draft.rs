//! Any text, as a stored draft or a draft's file: the reader never panics, and nothing typed is dropped.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tucham::engine::builtin::builtin;
use tucham::engine::draft::{read_draft, read_draft_file, restore, write_draft, write_draft_file};

fuzz_target!(|text: &str| {
    let set = &builtin().set;
    for stored in [read_draft(text).ok(), read_draft_file(text).ok()].into_iter().flatten() {
        let entries_count = stored.entries.len();
        let unit = set.unit(&stored.unit);
        let draft = restore(set, stored);
        // Each entry is in its place, among the misfits, or was empty; one on another scale is in both.
        assert!(draft.entries.len() <= entries_count + draft.misfits.len());
        let written = write_draft(set, &draft);
        let again = restore(set, read_draft(&written).expect("what is written is read"));
        assert_eq!(write_draft(set, &again), written, "a draft that is opened and stored again stays the same");
        if let Some(unit) = unit {
            let file = write_draft_file(set, unit, &draft);
            let read = restore(set, read_draft_file(&file).expect("a file that was written is read"));
            assert_eq!(write_draft(set, &read), written);
        }
    }
});
