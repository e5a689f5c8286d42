//! An answer to one criterion, as numbers and choices; how it was typed is the draft's business.

use rust_decimal::Decimal;

/// What a unit answers to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The level that was picked, counted from 0 in the printed order.
    Choice { level: usize },
    /// How many, in the criterion's unit.
    Count { value: Decimal },
    /// Two whole numbers.
    Ratio { numerator: Decimal, denominator: Decimal },
    /// Whether the commune has it.
    Share { value: bool },
    /// Two whole numbers whose ratio picks a level.
    RatioBands { numerator: Decimal, denominator: Decimal },
    /// "Không phát sinh"
    NotApplicable,
}
