//! The province's conversion: what a unit would have, had nothing been excluded.

use rust_decimal::Decimal;

use super::ratio::divide_rounded;

/// points / (maximum − excluded) × maximum to two decimals; 0 if all is excluded (`signed-files.md`).
pub fn convert(points: Decimal, maximum: Decimal, excluded: Decimal) -> Decimal {
    let required = maximum - excluded;
    if required.is_zero() { Decimal::ZERO } else { divide_rounded(points * maximum, required) }
}
