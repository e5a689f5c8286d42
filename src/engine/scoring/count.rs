//! Scores a count: the number falls into one band, and the band has the points.

use rust_decimal::Decimal;

use super::{Impossible, Score, Why};
use crate::engine::criteria::Band;

/// The points of the band that `value` falls into; values above `limit` cannot be.
pub(super) fn score_count(
    unit: &str,
    whole: bool,
    limit: Option<Decimal>,
    bands: &[Band],
    value: Decimal,
) -> Result<Score, Impossible> {
    if value.is_sign_negative() && !value.is_zero() {
        return Err(Impossible::Negative);
    }
    if whole && value.normalize().scale() > 0 {
        return Err(Impossible::NotWhole);
    }
    if let Some(limit) = limit.filter(|limit| value > *limit) {
        return Err(Impossible::AboveLimit { limit });
    }
    // The set's check has made sure that the bands leave no gap.
    let band = bands.iter().find(|band| band.range.contains(value)).ok_or(Impossible::NoSuchLevel)?;
    Ok(Score::Points {
        points: band.points,
        why: Why::Band { value, unit: unit.to_owned(), label: band.label.to_string(), points: band.points },
    })
}
