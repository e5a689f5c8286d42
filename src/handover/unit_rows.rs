//! The criteria that a unit answers, each with what was typed and what it amounts to, for paper and tables alike.

use rust_decimal::Decimal;

use crate::engine::assignment::assign;
use crate::engine::criteria::{CriteriaFile, Criterion, Group, Scale, Section, Unit};
use crate::engine::draft::Draft;
use crate::engine::number::write_vietnamese;
use crate::engine::sheet::{Entry, Outcome, Total, assess};

/// One criterion that the unit leads.
pub(super) struct Row<'a> {
    pub group: &'a Group,
    pub section: &'a Section,
    pub criterion: &'a Criterion,
    pub entry: Entry,
    pub outcome: Outcome,
}

/// Every criterion that the unit leads, in the dispatch's order.
pub(super) fn rows<'a>(file: &'a CriteriaFile, unit: &Unit, draft: &Draft) -> Vec<Row<'a>> {
    let led = assign(&file.set, &unit.id).led;
    let mut rows = Vec::new();
    for group in file.set.groups.iter() {
        for section in group.sections.iter() {
            for criterion in section.criteria.iter().filter(|&one| led.iter().any(|led| led.code == one.code)) {
                let entry = draft.entry(criterion.code.as_str()).cloned().unwrap_or_default();
                let outcome = assess(criterion, &entry);
                rows.push(Row { group, section, criterion, entry, outcome });
            }
        }
    }
    rows
}

/// What some of them add up to.
pub(super) fn total<'a>(rows: impl Iterator<Item = &'a Row<'a>>) -> Total {
    rows.map(|row| Total::of(row.criterion, &row.outcome)).sum()
}

/// The scale as the dispatch prints it, level by level where it has levels.
pub(super) fn scale(criterion: &Criterion) -> String {
    let level = |label: &str, points: Decimal| format!("{label}: {}", write_vietnamese(points));
    let levels: Vec<String> = match &criterion.scale {
        Scale::Choice { levels } => levels.iter().map(|one| level(&one.label, one.points)).collect(),
        Scale::Count { bands, .. } | Scale::RatioBands { bands, .. } => {
            bands.iter().map(|band| level(&band.label, band.points)).collect()
        }
        Scale::Ratio { printed, .. } | Scale::Share { printed, .. } => return printed.to_string(),
    };
    levels.join("; ")
}
