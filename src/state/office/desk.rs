//! The desk of the office for one year: what was received, whose keys are known, what was decided; every change is kept.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

use super::district_score::DistrictScore;
use super::files::{Files, PendingKey};
use super::keeping::Keeping;
use crate::browser::office_store::{self, Found};
use crate::browser::{clock, many_files, page, writer};
use crate::engine::assignment::Leads;
use crate::engine::criteria::CriteriaFile;
use crate::engine::json::{read_json, write_pretty};
use crate::engine::office::{
    Appraisals, Consolidation, Decisions, JudgedFile, KeptFile, MAX_FILES, Office, Override, Roster, Workspace,
    consolidate,
};
use crate::engine::signed::{FileHash, RosterLine, SetReference};
use crate::state::follow::follow;

/// What stands before the name of a year whose facts could not be read.
pub const ASIDE: &str = "aside ";

/// How often new files are shown and kept while more come in.
const SHOW_EVERY_MS: i64 = 500;

/// The desk.
#[derive(Clone, Copy)]
pub struct Desk {
    pub file: &'static CriteriaFile,
    leads: &'static Leads<'static>,
    /// The criteria-set file letter for letter, where the set is not the built-in one.
    pub criteria_file: StoredValue<Option<String>>,
    pub period: u16,
    pub files: RwSignal<Files>,
    pub roster: RwSignal<Roster>,
    pub decisions: RwSignal<Decisions>,
    /// A signal of its own: the district's points do not follow from it, and are not computed anew as an officer types.
    pub appraisals: RwSignal<Appraisals>,
    /// What files and decisions come to.
    pub score: RwSignal<DistrictScore>,
    pub keeping: Keeping,
    pub opening: RwSignal<Opening>,
    /// Files that are coming in now.
    pub intake: RwSignal<Option<Intake>>,
    /// What the last ones were.
    pub last_intake: RwSignal<Option<Intake>>,
    /// Whether this tab is the one that may change things.
    pub may_write: RwSignal<bool>,
    /// Whether something typed waits to be kept.
    pub(super) is_save_due: StoredValue<bool>,
    hold: StoredValue<Option<writer::Hold>, LocalStorage>,
}

/// How far the desk is with what was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// Files that came so far.
    Coming {
        files_count: usize,
    },
    Open,
    /// The browser gives nothing: the desk is empty, and nothing is kept.
    Refused,
    /// What was kept cannot be read; here it is. The files that could be read are on the desk.
    Damaged {
        text: String,
    },
}

/// Files on their way to the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Intake {
    pub total: usize,
    pub read: usize,
    pub new: usize,
    /// Files that were there already.
    pub known: usize,
    /// Files that the browser could not read.
    pub unreadable: usize,
    /// Files that were not taken because the desk is full.
    pub too_many: usize,
    pub is_cancelled: bool,
}

impl Desk {
    /// Opens the desk of a year with what this browser has kept.
    pub fn open(file: &'static CriteriaFile, criteria_file: Option<String>, period: u16) -> Self {
        let desk = Desk {
            file,
            // Stays as long as the set, which is the page's: a few kilobytes for each year that is opened.
            leads: Box::leak(Box::new(Leads::of(&file.set))),
            criteria_file: StoredValue::new(criteria_file),
            period,
            files: RwSignal::new(Files::default()),
            roster: RwSignal::new(Roster::default()),
            decisions: RwSignal::new(Decisions::default()),
            appraisals: RwSignal::new(Appraisals::default()),
            score: RwSignal::new(DistrictScore::default()),
            keeping: Keeping::new(),
            opening: RwSignal::new(Opening::Coming { files_count: 0 }),
            intake: RwSignal::new(None),
            last_intake: RwSignal::new(None),
            may_write: RwSignal::new(false),
            is_save_due: StoredValue::new(false),
            hold: StoredValue::new_local(None),
        };
        follow(Box::new(move || desk.score.set(desk.with_result(|result| DistrictScore::of(file, result)))));
        desk.load();
        let hold = writer::hold(&format!("office {}", desk.year()), move |told| {
            // What waits is kept while this tab still has the lock; what is being read goes to nobody.
            if told != writer::Told::Write {
                desk.save_if_due();
                desk.cancel_intake();
            }
            let is_writer = told == writer::Told::Write;
            let was_reader = desk.may_write.try_get_untracked() == Some(false);
            let _ = desk.may_write.try_set(is_writer);
            // What another tab did meanwhile is on the disk.
            if is_writer && was_reader && desk.opening.try_get_untracked() == Some(Opening::Open) {
                desk.load();
            }
        });
        desk.hold.set_value(Some(hold));
        on_cleanup(move || {
            desk.save_if_due();
            desk.hold.with_value(|hold| hold.iter().for_each(writer::Hold::release));
        });
        desk
    }

    /// Takes the year over from the tab that works on it.
    pub fn take_over(self) {
        self.hold.with_value(|hold| hold.iter().for_each(writer::Hold::claim));
    }

    /// The name of this year's work in the browser.
    pub fn year(self) -> String {
        year_of(self.file, self.period)
    }

    fn load(self) {
        self.opening.set(Opening::Coming { files_count: 0 });
        let year = self.year();
        office_store::get(&year.clone(), move |found| match found {
            Found::Refused => {
                let _ = self.opening.try_set(Opening::Refused);
            }
            Found::Nothing => self.load_files(&year, Files::default(), Opening::Open),
            Found::Text(text) => match Workspace::read(text.as_bytes()) {
                Ok(kept) if kept.check(&self.file.set).is_ok() => {
                    let _ = self.roster.try_set(kept.roster);
                    let _ = self.decisions.try_set(kept.decisions);
                    let _ = self.appraisals.try_set(kept.appraisals);
                    self.load_files(&year, Files::default(), Opening::Open);
                }
                Ok(_) | Err(_) => {
                    // The next change writes over it; it stays to be looked at.
                    office_store::put_text(&format!("{ASIDE}{year}"), Some(text.clone()), |_| {});
                    self.load_files(&year, Files::default(), Opening::Damaged { text });
                }
            },
        });
    }

    fn load_files(self, year: &str, files: Files, then: Opening) {
        let files = Rc::new(RefCell::new(files));
        let coming = Rc::clone(&files);
        let shown_ms = RefCell::new(clock::now_ms());
        let each = move |_: String, text: String| {
            let Some(kept) = read_json(text.as_bytes()).ok().and_then(|json| KeptFile::read(&json).ok()) else {
                return;
            };
            // The year may have been left meanwhile.
            let Some(judged) = self.roster.try_with_untracked(|roster| kept.judge(self.office(roster))) else {
                return;
            };
            let mut files = coming.borrow_mut();
            files.add(&self.file.set, &kept, judged);
            if clock::now_ms() - *shown_ms.borrow() > SHOW_EVERY_MS {
                *shown_ms.borrow_mut() = clock::now_ms();
                let _ = self.opening.try_set(Opening::Coming { files_count: files.len() });
            }
        };
        office_store::files(year, each, move |is_whole| {
            let _ = self.files.try_set(files.take());
            let _ = self.opening.try_set(if is_whole { then } else { Opening::Refused });
        });
    }

    /// Whether what is done here now is kept: this tab writes, and what was kept before is on the desk.
    pub fn takes_changes(self) -> bool {
        self.may_write.get() && !self.opening.with(|opening| matches!(opening, Opening::Coming { .. }))
    }

    fn office(self, roster: &Roster) -> Office<'_> {
        Office {
            set: &self.file.set,
            leads: self.leads,
            roster,
            period: Some(self.period),
            now_ms: Some(clock::now_ms()),
        }
    }

    /// Reads files, judges each, and keeps them. Goes on while the officer works, until it is cancelled.
    pub fn receive(self, list: &js_sys::Array) {
        let total = list.length() as usize;
        if total == 0 || !untrack(|| self.takes_changes()) || self.intake.with_untracked(Option::is_some) {
            return;
        }
        self.last_intake.set(None);
        self.intake.set(Some(Intake { total, ..Intake::default() }));
        let batch = Rc::new(RefCell::new(Batch { shown_ms: clock::now_ms(), ..Batch::default() }));
        let last = Rc::clone(&batch);
        let take = move |file: many_files::ReadFile| {
            // Cancelled, or the year was left.
            let Some(Some(mut intake)) = self.intake.try_get_untracked() else { return false };
            let mut batch = batch.borrow_mut();
            intake.read += 1;
            match file.bytes {
                None => intake.unreadable += 1,
                Some(_) if self.files.with_untracked(Files::len) + batch.files.len() >= MAX_FILES => {
                    intake.too_many += 1;
                }
                Some(bytes) => {
                    let received =
                        self.roster.with_untracked(|roster| KeptFile::receive(self.office(roster), &file.name, &bytes));
                    batch.files.push(received);
                }
            }
            let is_time = clock::now_ms() - batch.shown_ms > SHOW_EVERY_MS || intake.read == total;
            if is_time {
                batch.shown_ms = clock::now_ms();
                self.take_in(&mut intake, std::mem::take(&mut batch.files));
            }
            // Shown with the batch: painting the number after each file would take longer than reading it.
            if is_time {
                self.intake.set(Some(intake));
            } else {
                self.intake.update_untracked(|shown| *shown = Some(intake));
            }
            !intake.is_cancelled
        };
        many_files::read_all(list, take, move || {
            let Some(Some(mut intake)) = self.intake.try_get_untracked() else { return };
            self.take_in(&mut intake, std::mem::take(&mut last.borrow_mut().files));
            self.last_intake.set(Some(intake));
            self.intake.set(None);
        });
    }

    /// Stops reading after the file that is being read.
    pub fn cancel_intake(self) {
        if let Some(Some(mut intake)) = self.intake.try_get_untracked() {
            intake.is_cancelled = true;
            self.intake.set(Some(intake));
        }
    }

    /// Whether this tab has the lock: what it does without it would take another tab's work away.
    pub(super) fn is_writer(self) -> bool {
        self.may_write.try_get_untracked() == Some(true)
    }

    fn take_in(self, intake: &mut Intake, batch: Vec<(KeptFile, JudgedFile)>) {
        if batch.is_empty() || !self.is_writer() {
            return;
        }
        // Files count whole seconds.
        let now_ms = clock::now_ms().div_euclid(1000) * 1000;
        let mut new: Vec<FileHash> = Vec::new();
        self.files.update(|files| {
            for (kept, judged) in batch {
                let sha256 = judged.sha256;
                if files.add(&self.file.set, &kept, judged) {
                    self.keeping.add_file(sha256.to_string(), write_pretty(&kept.to_json()));
                    new.push(sha256);
                    intake.new += 1;
                } else {
                    intake.known += 1;
                }
            }
        });
        if !new.is_empty() {
            self.decide(|decisions| {
                for sha256 in new {
                    decisions.received.entry(sha256).or_insert(now_ms);
                }
            });
        }
    }

    /// Changes what was decided, and keeps it.
    pub fn decide(self, change: impl FnOnce(&mut Decisions)) {
        if !self.is_writer() {
            return;
        }
        self.decisions.update(change);
        self.save(false);
    }

    /// Lets the file stand in its conflict, in place of the others.
    pub fn settle(self, files: &[FileHash], chosen: FileHash) {
        self.decide(|decisions| {
            for other in files {
                decisions.settled.remove(other);
            }
            decisions.settled.insert(chosen);
        });
    }

    /// Sets an officer's own points in place of others for the criterion.
    pub fn set_override(self, given: Override) {
        self.decide(|decisions| {
            decisions.overrides.retain(|other| other.criterion != given.criterion);
            decisions.overrides.push(given);
            // The same decisions are the same file, in whatever order they were made.
            decisions.overrides.sort_by(|left, right| left.criterion.cmp(&right.criterion));
        });
    }

    /// Enrols a key whose digits were compared.
    pub fn enrol(self, pending: &PendingKey) {
        let line = RosterLine::enrolled(pending.unit.clone(), pending.key.clone(), pending.first_signed_ms);
        self.change_roster(|roster| roster.lines.push(line));
    }

    /// Changes the roster, judges every file by it, and keeps it.
    pub fn change_roster(self, change: impl FnOnce(&mut Roster)) {
        if !self.is_writer() {
            return;
        }
        self.roster.update(change);
        self.files.update(|files| self.roster.with_untracked(|roster| files.judge_keys(roster)));
        self.save(false);
    }

    /// Puts another whole workspace in the place of this one; its set and year are this desk's. Calls `done` when it
    /// lies there.
    pub fn replace(self, mut workspace: Workspace, done: impl FnOnce() + 'static) {
        self.opening.set(Opening::Coming { files_count: 0 });
        let mut files = Files::default();
        let mut left = std::mem::take(&mut workspace.files).into_iter();
        let mut workspace = Some((workspace, done));
        page::in_slices(move || {
            if let (Some(kept), Some((workspace, _))) = (left.next(), &workspace) {
                let judged = kept.judge(self.office(&workspace.roster));
                self.keeping.add_file(judged.sha256.to_string(), write_pretty(&kept.to_json()));
                files.add(&self.file.set, &kept, judged);
                return true;
            }
            // The year may have been left meanwhile; then nothing of it has changed.
            if let (Some((workspace, done)), Some(_)) = (workspace.take(), self.opening.try_get_untracked()) {
                self.roster.set(workspace.roster);
                self.decisions.set(workspace.decisions);
                self.appraisals.set(workspace.appraisals);
                self.files.set(std::mem::take(&mut files));
                self.opening.set(Opening::Open);
                self.save(true);
                done();
            }
            false
        });
    }

    /// Writes everything to the browser's disk.
    pub fn save(self, is_whole: bool) {
        if !self.is_writer() {
            return;
        }
        self.keeping.save(&self.year(), self.workspace(Vec::new()).to_text(), is_whole);
    }

    /// The desk as a document, with these files.
    fn workspace(self, files: Vec<KeptFile>) -> Workspace {
        Workspace {
            set: SetReference::of(&self.file.set),
            criteria_file: self.criteria_file.get_value(),
            period: self.period,
            saved_ms: clock::now_ms().div_euclid(1000) * 1000,
            roster: self.roster.get_untracked(),
            decisions: self.decisions.get_untracked(),
            appraisals: self.appraisals.get_untracked(),
            files,
        }
    }

    /// Calls `done` with the whole workspace, files too; with `None` if the browser does not give what it keeps.
    pub fn whole_workspace(self, done: impl FnOnce(Option<Workspace>) + 'static) {
        // By hash, so that the same work is the same file.
        let texts = Rc::new(RefCell::new(self.keeping.waiting_files()));
        let coming = Rc::clone(&texts);
        let each = move |sha256: String, text: String| {
            coming.borrow_mut().insert(sha256, text);
        };
        office_store::files(&self.year(), each, move |_| {
            let read = |text: &String| KeptFile::read(&read_json(text.as_bytes()).ok()?).ok();
            let files: Vec<KeptFile> = texts.take().values().filter_map(read).collect();
            let Some(expected) = self.files.try_with_untracked(Files::len) else { return };
            done((files.len() == expected).then(|| self.workspace(files)));
        });
    }

    /// The district's score as it stands; follows the signals that it is made of.
    pub fn with_result<T>(self, show: impl FnOnce(&Consolidation) -> T) -> T {
        self.files.with(|files| {
            self.decisions.with(|decisions| {
                show(&consolidate(&self.file.set, self.file.due, self.period, files.judged(), decisions))
            })
        })
    }
}

/// The name of a year's work in the browser.
pub fn year_of(file: &CriteriaFile, period: u16) -> String {
    format!("{}/{}/{period}", file.set.id, file.set.version)
}

#[derive(Default)]
struct Batch {
    files: Vec<(KeptFile, JudgedFile)>,
    shown_ms: i64,
}
