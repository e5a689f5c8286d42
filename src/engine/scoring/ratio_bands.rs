//! Scores ratio bands: numerator / denominator, compared exactly, picks a level.

use rust_decimal::Decimal;

use super::ratio::check_quantities;
use super::{Impossible, Score, Why};
use crate::engine::criteria::{Band, End, Quantities, Range};

/// The points of the band that the ratio falls into. Bands are in hundredths: 70 means 70%.
pub(super) fn score_ratio_bands(
    quantities: &Quantities,
    bands: &[Band],
    numerator: Decimal,
    denominator: Decimal,
) -> Result<Score, Impossible> {
    check_quantities(quantities, numerator, denominator)?;
    if denominator.is_zero() {
        return Ok(Score::DenominatorZero);
    }
    let band =
        bands.iter().find(|band| contains_ratio(&band.range, numerator, denominator)).ok_or(Impossible::NoSuchLevel)?;
    Ok(Score::Points {
        points: band.points,
        why: Why::RatioBand { numerator, denominator, label: band.label.to_string(), points: band.points },
    })
}

/// Compares by multiplying both sides with the denominator, so that nothing is rounded. A product that no decimal holds
/// is above every numerator that can be typed.
fn contains_ratio(range: &Range, numerator: Decimal, denominator: Decimal) -> bool {
    let scaled = |end: End| End { value: end.value.checked_mul(denominator).unwrap_or(Decimal::MAX), ..end };
    Range { low: scaled(range.low), high: range.high.map(scaled) }.contains(numerator * Decimal::ONE_HUNDRED)
}
