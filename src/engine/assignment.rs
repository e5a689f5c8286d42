//! Which criteria a unit answers and which it only helps with.

use super::criteria::{CriteriaSet, Criterion, UnitId};

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
