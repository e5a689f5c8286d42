//! The district's score as the page shows it: computed once for each change, and read by every view.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::engine::criteria::{CriteriaFile, Criterion, Unit, UnitId};
use crate::engine::office::{
    Consolidation, Contribution, DistrictAnswer, DistrictTotal, FileState, Override, Ranked, Receipt, UnitPoints,
    UnitState, rankings,
};
use crate::engine::signed::FileHash;
use crate::messages::office::class_name;

/// Everything that is computed of the desk.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DistrictScore {
    pub total: DistrictTotal,
    /// Of each group and section, by `1` and `1.I`.
    pub parts: BTreeMap<String, DistrictTotal>,
    /// In the set's order.
    pub criteria: Vec<CriterionScore>,
    /// In the set's order.
    pub units: Vec<UnitStanding>,
    pub file_states: BTreeMap<FileHash, FileState>,
    pub receipts: BTreeMap<FileHash, Receipt>,
    /// The classes of the set with their units by rank.
    pub classes: Vec<RankedClass>,
}

/// One criterion of the district.
#[derive(Debug, Clone, PartialEq)]
pub struct CriterionScore {
    pub criterion: &'static Criterion,
    pub contributions: Vec<Contribution>,
    pub computed: DistrictAnswer,
    pub set_by_officer: Option<Override>,
    pub points: Option<Decimal>,
}

/// The units that are compared with each other, by rank.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedClass {
    /// The class's identifier; none for the units that the set puts in no class.
    pub id: Option<&'static str>,
    pub name: &'static str,
    pub units: Vec<Ranked>,
}

/// Where one unit stands.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitStanding {
    pub unit: &'static Unit,
    pub state: ReportState,
}

/// What has come of a unit.
#[derive(Debug, Clone, PartialEq)]
pub enum ReportState {
    Missing,
    Received { sha256: FileHash, revision: u64, points: UnitPoints },
    Conflict { files: Vec<FileHash> },
}

impl DistrictScore {
    /// What a consolidation says, without its files.
    pub fn of(file: &'static CriteriaFile, result: &Consolidation) -> Self {
        let set = &file.set;
        let mut parts = BTreeMap::new();
        for group in set.groups.iter() {
            parts.insert(group.number.to_string(), result.total(&format!("{}.", group.number)));
            for section in group.sections.iter() {
                let code = format!("{}.{}", group.number, section.number);
                let total = result.total(&format!("{code}."));
                parts.insert(code, total);
            }
        }
        let criteria = set.criteria().zip(&result.criteria).map(|(criterion, scored)| CriterionScore {
            criterion,
            contributions: scored.contributions.clone(),
            computed: scored.computed.clone(),
            set_by_officer: scored.set_by_officer.clone(),
            points: scored.points(),
        });
        let units = set.units.iter().zip(&result.standings).map(|(unit, standing)| UnitStanding {
            unit,
            state: match &standing.state {
                UnitState::Missing => ReportState::Missing,
                UnitState::Received { sha256, submission } => ReportState::Received {
                    sha256: *sha256,
                    revision: submission.revision,
                    points: UnitPoints::of(set, submission),
                },
                UnitState::Conflict { files } => ReportState::Conflict { files: files.clone() },
            },
        });
        let classes = rankings(set, &result.standings).into_iter().map(|ranking| RankedClass {
            id: ranking.class.map(|class| &*class.id),
            name: class_name(ranking.class),
            units: ranking.units,
        });
        DistrictScore {
            total: result.total(""),
            parts,
            criteria: criteria.collect(),
            units: units.collect(),
            file_states: result.files.clone(),
            receipts: result.receipts.clone(),
            classes: classes.collect(),
        }
    }

    /// The total of a part of the set.
    pub fn part(&self, code: &str) -> DistrictTotal {
        self.parts.get(code).copied().unwrap_or_default()
    }

    /// Units that have reported, of all.
    pub fn reported_count(&self) -> usize {
        self.units.iter().filter(|unit| matches!(unit.state, ReportState::Received { .. })).count()
    }

    /// Where a unit stands.
    pub fn unit(&self, id: &UnitId) -> Option<&UnitStanding> {
        self.units.iter().find(|standing| standing.unit.id == *id)
    }

    /// Units of which nothing counts yet.
    pub fn missing(&self) -> impl Iterator<Item = &UnitStanding> {
        self.units.iter().filter(|unit| unit.state == ReportState::Missing)
    }

    /// Whether the unit's report came late.
    pub fn is_late(&self, unit: &UnitStanding) -> bool {
        match &unit.state {
            ReportState::Received { sha256, .. } => self.receipts.get(sha256).is_some_and(|receipt| receipt.is_late),
            ReportState::Missing | ReportState::Conflict { .. } => false,
        }
    }
}
