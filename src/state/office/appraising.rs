//! What the desk says of a submission beside the unit's own points: kept as it is typed, and the appraisals that went out.

use leptos::prelude::*;

use super::desk::Desk;
use super::keeping::Kept;
use crate::browser::office_store::{self, Found};
use crate::browser::page;
use crate::engine::appraisal::appraise;
use crate::engine::json::read_json;
use crate::engine::office::{Appraising, Content, KeptFile, SentAppraisal};
use crate::engine::signed::{AppraisalTotals, FileHash, SubmissionV1};

impl Desk {
    /// Changes what the office says of a submission, and keeps it a moment later: it is typed letter by letter, and the
    /// facts of a year may be long.
    pub fn appraise(self, submission: FileHash, change: impl FnOnce(&mut Appraising)) {
        if !self.is_writer() {
            return;
        }
        self.appraisals.update(|appraisals| appraisals.change(submission, change));
        if !self.is_save_due.get_value() {
            self.is_save_due.set_value(true);
            self.keeping.state.set(Kept::Saving);
            page::after_painting(move || self.save_if_due());
        }
    }

    /// Keeps at once what waits to be kept.
    pub(super) fn save_if_due(self) {
        // The year may have been left meanwhile; then this was called as it was.
        if self.is_save_due.try_get_value() == Some(true) {
            self.is_save_due.set_value(false);
            self.save(false);
        }
    }

    /// Notes that an appraisal went out, and keeps that with its text, to download it again; `false` if another tab has
    /// taken the desk over, and nothing may go out from here.
    pub fn note_sent(self, sent: SentAppraisal, text: &str) -> bool {
        if !self.is_writer() {
            return false;
        }
        office_store::put_text(&sent_key(&sent.sha256), Some(text.to_owned()), |_| {});
        self.appraisals.update(|appraisals| appraisals.sent.push(sent));
        self.save(false);
        true
    }

    /// Calls `done` with the text of an appraisal that went out, if this browser still has it.
    pub fn sent_text(self, sha256: &FileHash, done: impl FnOnce(Option<String>) + 'static) {
        office_store::get(&sent_key(sha256), move |found| {
            done(match found {
                Found::Text(text) => Some(text),
                Found::Nothing | Found::Refused => None,
            });
        });
    }

    /// What a submission earns by the unit and by the office.
    pub fn appraised(self, submission: &FileHash) -> Option<AppraisalTotals> {
        self.files.with(|files| {
            let (file, _) = files.get(submission)?;
            self.appraisals.with(|appraisals| {
                let work = appraisals.work.get(submission);
                let given = |code: &str| work.and_then(|work| work.given.get(code));
                Some(appraise(&self.file.set, file.submission.as_ref()?, given).1)
            })
        })
    }

    /// Calls `done` with a submission as it came, long texts and all; the desk itself keeps only what adding up needs.
    pub fn whole_submission(self, sha256: FileHash, done: impl FnOnce(Option<SubmissionV1>) + 'static) {
        let read = |text: &str| {
            let kept = KeptFile::read(&read_json(text.as_bytes()).ok()?).ok()?;
            match kept.content {
                Content::Text(text) => SubmissionV1::read(&read_json(text.as_bytes()).ok()?).ok(),
                Content::Unreadable { .. } => None,
            }
        };
        let hash = sha256.to_string();
        if let Some(text) = self.keeping.waiting_files().get(&hash) {
            return done(read(text));
        }
        office_store::file(&self.year(), &hash, move |found| {
            done(match found {
                Found::Text(text) => read(&text),
                Found::Nothing | Found::Refused => None,
            });
        });
    }
}

/// The name under which an appraisal that went out is kept; no year's name looks so.
fn sent_key(sha256: &FileHash) -> String {
    format!("sent {sha256}")
}
