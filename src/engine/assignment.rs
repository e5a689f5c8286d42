//! Which criteria a unit answers and which it only helps with.

use std::collections::BTreeMap;

use super::criteria::{Assignee, CriteriaSet, Criterion, Unit, UnitId};

/// One unit's criteria in the dispatch's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment<'set> {
    /// Criteria that the unit leads, and so answers.
    pub led: Vec<&'set Criterion>,
    /// Criteria that it coordinates and does not lead.
    pub coordinated: Vec<&'set Criterion>,
}

/// Finds a unit's criteria. Where it both leads and coordinates, lead wins (`domain.md`, control totals).
pub fn assign<'set>(set: &'set CriteriaSet, unit: &UnitId) -> Assignment<'set> {
    let mut assignment = Assignment { led: Vec::new(), coordinated: Vec::new() };
    for criterion in set.criteria() {
        if set.is_assigned(unit, &criterion.leads) {
            assignment.led.push(criterion);
        } else if set.is_assigned(unit, &criterion.coordinators) {
            assignment.coordinated.push(criterion);
        }
    }
    assignment
}

/// Which criteria every unit of a set leads, found once: a ministry's set has ten thousand units.
#[derive(Debug, Clone)]
pub struct Leads<'set> {
    units: BTreeMap<&'set str, (&'set Unit, Vec<&'set Criterion>)>,
}

impl<'set> Leads<'set> {
    /// Goes through the set once.
    pub fn of(set: &'set CriteriaSet) -> Self {
        let mut units: BTreeMap<&str, (&Unit, Vec<&Criterion>)> =
            set.units.iter().map(|unit| (unit.id.as_str(), (unit, Vec::new()))).collect();
        for criterion in set.criteria() {
            let ids = criterion.leads.iter().flat_map(|lead| match lead {
                Assignee::Unit(id) => std::slice::from_ref(id),
                Assignee::Class(id) => {
                    set.classes.iter().find(|class| class.id == *id).map_or(&[][..], |class| &class.units)
                }
            });
            for id in ids {
                let Some((_, led)) = units.get_mut(id.as_str()) else { continue };
                // A unit may be named by itself and through a class.
                if led.last().is_none_or(|last| last.code != criterion.code) {
                    led.push(criterion);
                }
            }
        }
        Leads { units }
    }

    /// The unit with this identifier.
    pub fn unit(&self, id: &str) -> Option<&'set Unit> {
        self.units.get(id).map(|(unit, _)| *unit)
    }

    /// What a unit leads, in the set's order; nothing for a unit that the set does not have.
    pub fn led_by(&self, id: &str) -> &[&'set Criterion] {
        self.units.get(id).map_or(&[], |(_, led)| led)
    }
}
