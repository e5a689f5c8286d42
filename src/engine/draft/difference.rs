//! Where two drafts of one unit differ, for an officer to see before one takes the other's place.

use super::{Draft, ExportRecord};
use crate::engine::criteria::CriterionCode;
use crate::engine::sheet::Entry;

/// A place where two drafts differ.
#[derive(Debug, Clone, PartialEq)]
pub enum Difference {
    /// A criterion with what is entered in either draft.
    Criterion {
        code: CriterionCode,
        here: Box<Entry>,
        there: Box<Entry>,
    },
    PreparedBy,
    ApprovedBy,
    /// The last revision that was exported; 0 for none.
    Exports {
        here: u64,
        there: u64,
    },
}

/// Every place where `there` differs from `here`: criteria in the order of `codes`, then the rest.
pub fn differences<'a>(codes: impl Iterator<Item = &'a CriterionCode>, here: &Draft, there: &Draft) -> Vec<Difference> {
    let entry = |draft: &Draft, code: &CriterionCode| draft.entry(code.as_str()).cloned().unwrap_or_default();
    let mut found: Vec<Difference> = codes
        .map(|code| (code, entry(here, code), entry(there, code)))
        .filter(|(_, here, there)| here != there)
        .map(|(code, here, there)| Difference::Criterion {
            code: code.clone(),
            here: Box::new(here),
            there: Box::new(there),
        })
        .collect();
    if here.prepared_by != there.prepared_by {
        found.push(Difference::PreparedBy);
    }
    if here.approved_by != there.approved_by {
        found.push(Difference::ApprovedBy);
    }
    let last = |draft: &Draft| draft.exports.last().map_or(0, |export| export.revision);
    if here.exports != there.exports || here.contributions != there.contributions {
        found.push(Difference::Exports { here: last(here), there: last(there) });
    }
    found
}

/// The exports that either draft knows, oldest first. A file that went out stays on record whichever draft is kept:
/// its revision must not be given a second time. The same file counts once, by whichever id it is known.
pub fn joined_exports(here: &[ExportRecord], there: &[ExportRecord]) -> Vec<ExportRecord> {
    let mut joined: Vec<ExportRecord> = Vec::new();
    for export in here.iter().chain(there) {
        if !joined.iter().any(|known| known.id == export.id || known.sha256 == export.sha256) {
            let age = |export: &ExportRecord| (export.revision, export.created_ms);
            joined.insert(joined.partition_point(|known| age(known) <= age(export)), export.clone());
        }
    }
    joined
}
