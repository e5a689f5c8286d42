//! Sums of outcomes: a section's, a group's, the whole sheet's.

use std::ops::Add;

use rust_decimal::Decimal;

use super::Outcome;
use crate::engine::criteria::Criterion;
use crate::engine::scoring::convert;

/// What some criteria add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Sum of rounded points.
    pub points: Decimal,
    /// Sum of the maxima of all criteria.
    pub maximum: Decimal,
    /// Sum of the maxima of those marked "không phát sinh".
    pub excluded: Decimal,
    /// Criteria with an answer that counts, "không phát sinh" among them.
    pub answered: usize,
    /// All criteria.
    pub assigned: usize,
    /// Criteria whose answer is in error or half typed.
    pub problems: usize,
}

impl Total {
    /// One criterion's part.
    pub fn of(criterion: &Criterion, outcome: &Outcome) -> Self {
        let mut total = Total { maximum: criterion.maximum, assigned: 1, ..Total::default() };
        match outcome {
            Outcome::Scored { points, .. } => {
                total.points = *points;
                total.answered = 1;
            }
            Outcome::Excluded => {
                total.excluded = criterion.maximum;
                total.answered = 1;
            }
            Outcome::Unanswered => {}
            Outcome::HalfTyped { .. } | Outcome::Problem(_) | Outcome::DenominatorZero { .. } => total.problems = 1,
        }
        total
    }

    /// The province's conversion, to two decimals.
    pub fn converted(&self) -> Decimal {
        convert(self.points, self.maximum, self.excluded)
    }
}

impl Add for Total {
    type Output = Total;

    fn add(self, other: Total) -> Total {
        Total {
            points: self.points + other.points,
            maximum: self.maximum + other.maximum,
            excluded: self.excluded + other.excluded,
            answered: self.answered + other.answered,
            assigned: self.assigned + other.assigned,
            problems: self.problems + other.problems,
        }
    }
}

impl std::iter::Sum for Total {
    fn sum<I: Iterator<Item = Total>>(totals: I) -> Total {
        totals.fold(Total::default(), Add::add)
    }
}
