//! Points that the officer sets with a reason, beside what the rule computed and never instead of it.

use rust_decimal::Decimal;

use crate::engine::appraisal::{PointsError, check_points};
use crate::engine::criteria::CriteriaSet;
use crate::engine::signed::{is_blank, is_hidden};

/// An officer's own points for one criterion of the district.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    pub criterion: String,
    pub points: Decimal,
    pub reason: String,
}

/// Why an override is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OverrideError {
    UnknownCriterion,
    /// Below 0 or above the criterion's maximum.
    OutOfRange,
    /// More than two decimals.
    TooFine,
    /// No reason, or one with characters that nobody sees.
    Reason,
}

impl Override {
    /// Whether the criterion can have these points, for a reason that is said.
    pub fn check(&self, set: &CriteriaSet) -> Result<(), OverrideError> {
        let criterion = set.criterion(&self.criterion).ok_or(OverrideError::UnknownCriterion)?;
        check_points(criterion, self.points).map_err(|error| match error {
            PointsError::OutOfRange => OverrideError::OutOfRange,
            PointsError::TooFine => OverrideError::TooFine,
        })?;
        if is_blank(&self.reason) || self.reason.chars().any(is_hidden) {
            return Err(OverrideError::Reason);
        }
        Ok(())
    }
}
