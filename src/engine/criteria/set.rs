//! The whole criteria set and what is handed out beside it.

use rust_decimal::Decimal;

use super::{Assignee, Criterion, CriterionCode, List, Text, Unit, UnitClass, UnitId};

/// Everything that one dispatch gives out. One that exists has passed every check of `check`.
#[derive(Debug, Clone, PartialEq)]
pub struct CriteriaSet {
    /// `nam-dong-2018`
    pub id: Text,
    pub version: u32,
    pub title: Text,
    /// The reporting year that the set was written for.
    pub period: u16,
    pub source: Source,
    pub groups: List<Group>,
    pub units: List<Unit>,
    pub classes: List<UnitClass>,
    pub notes: List<Note>,
    /// SHA-256 of the canonical JSON of the member `set`, 64 lower-case hex digits.
    pub sha256: Text,
}

/// A criteria set with what stands beside it in its file and may change without changing the set.
#[derive(Debug, Clone, PartialEq)]
pub struct CriteriaFile {
    pub set: CriteriaSet,
    pub due: DueBefore,
    pub office: Office,
}

/// The day of the reporting year before which reports are due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueBefore {
    pub month: u8,
    pub day: u8,
}

/// The district office that consolidates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub name: Text,
    /// Where units mail their files, if the set says it.
    pub email: Option<Text>,
}

/// The dispatch that a set was transcribed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Who issued it.
    pub issuer: Text,
    /// Its number, or the blank that the draft prints.
    pub number: Text,
    /// Its date, as printed.
    pub date: Text,
    /// Its subject line.
    pub subject: Text,
    /// Whether it is an undated, unnumbered draft ("Dự thảo").
    pub draft: bool,
}

/// Something that officers should know about the set: an irregularity of the dispatch and how it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The criteria that the note is about; empty when it is about the whole set.
    pub criteria: List<CriterionCode>,
    pub text: Text,
}

/// One of the dispatch's groups of criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub number: u8,
    pub title: Text,
    pub maximum: Decimal,
    pub sections: List<Section>,
}

/// One of a group's numbered parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// The Roman number as printed.
    pub number: Text,
    pub title: Text,
    pub maximum: Decimal,
    pub criteria: List<Criterion>,
}

impl CriteriaSet {
    /// Every criterion in the dispatch's order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.groups.iter().flat_map(|group| group.sections.iter()).flat_map(|section| section.criteria.iter())
    }

    /// The criterion with this code.
    pub fn criterion(&self, code: &str) -> Option<&Criterion> {
        self.criteria().find(|criterion| criterion.code.as_str() == code)
    }

    /// The unit with this identifier.
    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id.as_str() == id)
    }

    /// Whether `unit` is one of `assignees`, by itself or through a class.
    pub fn is_assigned(&self, unit: &UnitId, assignees: &[Assignee]) -> bool {
        assignees.iter().any(|assignee| match assignee {
            Assignee::Unit(id) => id == unit,
            Assignee::Class(class_id) => {
                self.classes.iter().any(|class| class.id == *class_id && class.units.contains(unit))
            }
        })
    }
}
