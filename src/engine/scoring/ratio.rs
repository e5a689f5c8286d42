//! Scores a ratio criterion: numerator / denominator × maximum, never above the maximum.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Impossible, Score, Why};
use crate::engine::criteria::{Quantities, ZeroDenominator};

/// The points of a ratio, rounded once, to two decimals, half away from zero.
pub(super) fn score_ratio(
    quantities: &Quantities,
    zero_denominator: ZeroDenominator,
    maximum: Decimal,
    numerator: Decimal,
    denominator: Decimal,
) -> Result<Score, Impossible> {
    check_quantities(quantities, numerator, denominator)?;
    if denominator.is_zero() {
        return Ok(match zero_denominator {
            ZeroDenominator::Maximum => Score::Points { points: maximum, why: Why::NothingToDivide { maximum } },
            ZeroDenominator::NoScore => Score::DenominatorZero,
        });
    }
    if numerator > denominator {
        return Ok(Score::Points { points: maximum, why: Why::Capped { numerator, denominator, maximum } });
    }
    let points = divide_rounded(numerator * maximum, denominator);
    Ok(Score::Points { points, why: Why::Ratio { numerator, denominator, maximum, points } })
}

/// Divides and rounds to two decimals, half away from zero.
///
/// Rounding is right although `Decimal` cuts the quotient at 28 digits: with divisors below 10^16 a quotient that is
/// not itself a half is more than 10^-19 away from one.
pub(super) fn divide_rounded(dividend: Decimal, divisor: Decimal) -> Decimal {
    (dividend / divisor).round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize()
}

/// Refuses numbers that the two quantities cannot have.
pub(super) fn check_quantities(
    quantities: &Quantities,
    numerator: Decimal,
    denominator: Decimal,
) -> Result<(), Impossible> {
    for number in [numerator, denominator] {
        if number.is_sign_negative() && !number.is_zero() {
            return Err(Impossible::Negative);
        }
        if number.normalize().scale() > 0 {
            return Err(Impossible::NotWhole);
        }
    }
    if quantities.part_of_whole && numerator > denominator {
        return Err(Impossible::NumeratorExceedsDenominator);
    }
    Ok(())
}
