//! The files that the office has, each once, with what was found of each.

use std::collections::BTreeMap;

use crate::engine::criteria::{CriteriaSet, UnitId};
use crate::engine::office::{
    Content, EnrolmentProblem, JudgedFile, KeptFile, Reason, Roster, Verdict, judge_key, read_enrolment,
};
use crate::engine::signed::{EnrolmentV1, FileHash, write_multikey};

/// The files, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Files {
    judged: Vec<JudgedFile>,
    facts: Vec<FileFacts>,
    places: BTreeMap<FileHash, usize>,
}

/// What the page knows of a file beside its verdict.
#[derive(Debug, Clone)]
pub struct FileFacts {
    /// The name that it came with: anybody's text.
    pub name: String,
    /// What it says if it is an enrolment.
    pub enrolment: Option<Result<EnrolmentV1, EnrolmentProblem>>,
}

/// A key that waits for the officer's telephone call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingKey {
    pub unit: UnitId,
    /// `z6Mk…`
    pub key: String,
    /// Whom to call, as the enrolment says; a key that is known by submissions only has nobody.
    pub contact: Option<(String, Option<String>)>,
    /// The earliest moment at which it is known to have signed, Unix milliseconds.
    pub first_signed_ms: i64,
    /// Submissions that it has signed for the unit.
    pub submissions_count: usize,
}

impl Files {
    /// Adds a file; `false` if it is there already, whatever its name.
    pub fn add(&mut self, set: &CriteriaSet, kept: &KeptFile, judged: JudgedFile) -> bool {
        if self.places.contains_key(&judged.sha256) {
            return false;
        }
        let is_enrolment =
            matches!(&judged.reason, Some(Reason::OtherFormat { format }) if *format == EnrolmentV1::FORMAT);
        let enrolment = match &kept.content {
            Content::Text(text) if is_enrolment => Some(read_enrolment(set, text.as_bytes())),
            _ => None,
        };
        self.places.insert(judged.sha256, self.judged.len());
        self.judged.push(judged.slim());
        self.facts.push(FileFacts { name: kept.name.clone(), enrolment });
        true
    }

    /// Judges every key anew.
    pub fn judge_keys(&mut self, roster: &Roster) {
        for file in &mut self.judged {
            judge_key(roster, file);
        }
    }

    /// The files as they are judged.
    pub fn judged(&self) -> &[JudgedFile] {
        &self.judged
    }

    /// Every file with what is known of it.
    pub fn iter(&self) -> impl Iterator<Item = (&JudgedFile, &FileFacts)> {
        self.judged.iter().zip(&self.facts)
    }

    /// The file with this hash.
    pub fn get(&self, sha256: &FileHash) -> Option<(&JudgedFile, &FileFacts)> {
        let place = *self.places.get(sha256)?;
        Some((self.judged.get(place)?, self.facts.get(place)?))
    }

    pub fn len(&self) -> usize {
        self.judged.len()
    }

    pub fn is_empty(&self) -> bool {
        self.judged.is_empty()
    }

    /// Keys that are on no roster line and that an enrolment or a submission has brought, by unit and key.
    pub fn pending_keys(&self, roster: &Roster) -> Vec<PendingKey> {
        let mut found: BTreeMap<(String, String), PendingKey> = BTreeMap::new();
        for (file, facts) in self.iter() {
            let (unit, key, contact) = match (&facts.enrolment, &file.submission, &file.key) {
                (Some(Ok(enrolment)), _, _) => {
                    let contact = (enrolment.contact.name.clone(), enrolment.contact.phone.clone());
                    (enrolment.unit.id.clone(), write_multikey(&enrolment.public_key), Some(contact))
                }
                (_, Some(submission), Some(key))
                    if matches!(file.verdict, Verdict::UnknownKey | Verdict::ChangedKey) =>
                {
                    (submission.unit.id.clone(), key.clone(), None)
                }
                _ => continue,
            };
            if roster.of_key(&key).next().is_some() {
                continue;
            }
            let signed_ms = file.signed_ms.unwrap_or_default();
            let pending = found.entry((unit.clone(), key.clone())).or_insert_with(|| PendingKey {
                unit: UnitId(unit.into()),
                key,
                contact: None,
                first_signed_ms: signed_ms,
                submissions_count: 0,
            });
            pending.first_signed_ms = pending.first_signed_ms.min(signed_ms);
            match contact {
                Some(contact) => pending.contact = Some(contact),
                None => pending.submissions_count += 1,
            }
        }
        found.into_values().collect()
    }
}
