//! One unit's sheet for one period: cells, sums above them, and what the draft holds beside the answers.

use std::sync::Arc;

use leptos::prelude::*;

use super::cell::Cell;
use super::recomputed::{Count, Recomputed};
use crate::engine::assignment::assign;
use crate::engine::criteria::{CriteriaFile, Criterion, Group, Section, Unit};
use crate::engine::draft::{Draft, ExportRecord, Misfit, PersonEntry};
use crate::engine::sheet::{Entry, Total};

/// How many sums are added up at once.
const PACK: usize = 16;

/// A unit's sheet. Copying it copies handles; they live as long as the owner that made the sheet.
#[derive(Clone, Copy)]
pub struct Sheet {
    pub file: &'static CriteriaFile,
    pub unit: &'static Unit,
    pub period: u16,
    groups: StoredValue<Arc<[GroupState]>>,
    helping: StoredValue<Arc<[Cell]>>,
    pub total: Memo<Total>,
    pub prepared_by: RwSignal<PersonEntry>,
    pub approved_by: RwSignal<PersonEntry>,
    pub exports: RwSignal<Vec<ExportRecord>>,
    pub contributions: RwSignal<Vec<ExportRecord>>,
    pub misfits: RwSignal<Vec<Misfit>>,
    /// Counts edits, so that one follower can save the draft without reading every cell.
    pub edits_count: RwSignal<u64>,
    /// Counts how often another draft took the place of what was typed, for what does not follow single entries.
    pub replaced_count: RwSignal<u64>,
    recomputed: StoredValue<Arc<Recomputed>>,
}

/// A group of the sheet, with only the criteria that the unit leads.
pub struct GroupState {
    pub group: &'static Group,
    pub sections: Vec<SectionState>,
    pub total: Memo<Total>,
}

/// A section of the sheet, with only the criteria that the unit leads.
pub struct SectionState {
    pub group: &'static Group,
    pub section: &'static Section,
    pub cells: Vec<Cell>,
    pub total: Memo<Total>,
}

impl Sheet {
    /// A sheet that starts from `draft`, which has been restored to the set of `file`.
    pub fn new(file: &'static CriteriaFile, unit: &'static Unit, draft: Draft) -> Self {
        let recomputed = Arc::new(Recomputed::default());
        let assignment = assign(&file.set, &unit.id);
        let cell = |criterion: &'static Criterion| {
            let entry: Entry = draft.entry(criterion.code.as_str()).cloned().unwrap_or_default();
            Cell::new(criterion, entry, recomputed.clone())
        };
        let helping: Vec<Cell> = assignment.coordinated.into_iter().map(cell).collect();
        let mut groups = Vec::new();
        for group in file.set.groups.iter() {
            let mut sections = Vec::new();
            for section in group.sections.iter() {
                let cells: Vec<Cell> = section
                    .criteria
                    .iter()
                    .filter(|criterion| assignment.led.iter().any(|led| led.code == criterion.code))
                    .map(cell)
                    .collect();
                if !cells.is_empty() {
                    sections.push(SectionState::new(group, section, cells, recomputed.clone()));
                }
            }
            if !sections.is_empty() {
                groups.push(GroupState::new(group, sections, recomputed.clone()));
            }
        }
        let parts = groups.iter().map(|group| group.total).collect();
        let total = sum(parts, recomputed.clone(), |recomputed| &recomputed.totals);
        Sheet {
            file,
            unit,
            period: draft.period,
            groups: StoredValue::new(groups.into()),
            helping: StoredValue::new(helping.into()),
            total,
            prepared_by: RwSignal::new(draft.prepared_by),
            approved_by: RwSignal::new(draft.approved_by),
            exports: RwSignal::new(draft.exports),
            contributions: RwSignal::new(draft.contributions),
            misfits: RwSignal::new(draft.misfits),
            edits_count: RwSignal::new(0),
            replaced_count: RwSignal::new(0),
            recomputed: StoredValue::new(recomputed),
        }
    }

    /// Changes what is typed for one criterion and marks the draft as changed.
    pub fn edit(&self, cell: Cell, change: impl FnOnce(&mut Entry)) {
        cell.entry.update(change);
        self.touch();
    }

    /// Marks the draft as changed.
    pub fn touch(&self) {
        self.edits_count.update(|count| *count += 1);
    }

    /// Puts another draft in the place of what is typed; that is no edit.
    pub fn replace(&self, draft: Draft) {
        let cells = self.cells();
        for cell in cells.iter().chain(&*self.helping()) {
            let entry = draft.entry(cell.criterion.code.as_str()).cloned().unwrap_or_default();
            if cell.entry.with_untracked(|shown| *shown != entry) {
                cell.entry.set(entry);
                cell.problems_shown.set(true);
            }
        }
        self.prepared_by.set(draft.prepared_by);
        self.approved_by.set(draft.approved_by);
        self.exports.set(draft.exports);
        self.contributions.set(draft.contributions);
        self.misfits.set(draft.misfits);
        self.replaced_count.update(|count| *count += 1);
    }

    /// The groups with the unit's criteria, in the dispatch's order.
    pub fn groups(&self) -> Arc<[GroupState]> {
        self.groups.get_value()
    }

    /// Every cell in the dispatch's order.
    pub fn cells(&self) -> Vec<Cell> {
        let groups = self.groups();
        groups.iter().flat_map(|group| &group.sections).flat_map(|section| section.cells.iter().copied()).collect()
    }

    /// The cells of the criteria that the unit only coordinates. They count in no sum.
    pub fn helping(&self) -> Arc<[Cell]> {
        self.helping.get_value()
    }

    /// How often the memos ran since the sheet was made.
    pub fn recomputed(&self) -> Arc<Recomputed> {
        self.recomputed.get_value()
    }

    /// Everything typed, as a draft; tracks nothing.
    pub fn draft(&self) -> Draft {
        let mut draft = Draft::new(self.unit.id.clone(), self.period);
        let touched = |cells: &[Cell]| {
            let entry = |cell: &Cell| (cell.criterion.code.clone(), cell.entry.get_untracked());
            cells.iter().map(entry).filter(|(_, entry)| !entry.is_untouched()).collect()
        };
        draft.entries = touched(&self.cells());
        draft.helping = touched(&self.helping());
        draft.misfits = self.misfits.get_untracked();
        draft.prepared_by = self.prepared_by.get_untracked();
        draft.approved_by = self.approved_by.get_untracked();
        draft.exports = self.exports.get_untracked();
        draft.contributions = self.contributions.get_untracked();
        draft
    }
}

/// What `parts` come to; how often that was worked out is counted in `count`. Many parts are added up in packs first, so
/// that a keystroke costs about as much in a section of two hundred criteria as in one of ten.
fn sum(mut parts: Vec<Memo<Total>>, recomputed: Arc<Recomputed>, count: fn(&Recomputed) -> &Count) -> Memo<Total> {
    while parts.len() > PACK {
        parts = parts
            .chunks(PACK)
            .map(|pack| sum(pack.to_vec(), recomputed.clone(), |recomputed| &recomputed.packs))
            .collect();
    }
    Memo::new(move |_| {
        count(&recomputed).add();
        parts.iter().map(|part| part.get()).sum()
    })
}

impl GroupState {
    fn new(group: &'static Group, sections: Vec<SectionState>, recomputed: Arc<Recomputed>) -> Self {
        let parts = sections.iter().map(|section| section.total).collect();
        let total = sum(parts, recomputed, |recomputed| &recomputed.groups);
        GroupState { group, sections, total }
    }
}

impl SectionState {
    fn new(group: &'static Group, section: &'static Section, cells: Vec<Cell>, recomputed: Arc<Recomputed>) -> Self {
        let parts = cells.iter().map(|cell| cell.part).collect();
        let total = sum(parts, recomputed, |recomputed| &recomputed.sections);
        SectionState { group, section, cells, total }
    }

    /// The section's code: `1.I`.
    pub fn code(&self) -> String {
        format!("{}.{}", self.group.number, self.section.number)
    }

    /// The id of the section in the page.
    pub fn element_id(&self) -> String {
        format!("muc-{}", self.code())
    }
}
