//! Scores a commune's own yes or no: the maximum or nothing.

use rust_decimal::Decimal;

use super::{Score, Why};

/// The maximum for Có, 0 for Không; the district's ratio is made in consolidation.
pub(super) fn score_share(maximum: Decimal, value: bool) -> Score {
    let points = if value { maximum } else { Decimal::ZERO };
    Score::Points { points, why: Why::Share { value, points } }
}
