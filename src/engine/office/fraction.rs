//! Exact fractions of any size: a mean of thousands of ratios is rounded once, at its end.

use num_bigint::BigUint;
use rust_decimal::Decimal;

/// A fraction that is not negative and whose denominator is not 0; not reduced.
#[derive(Debug, Clone)]
pub(super) struct Fraction {
    numerator: BigUint,
    denominator: BigUint,
}

impl Fraction {
    /// The fraction of two decimals; none if the denominator is 0 or one is negative.
    pub(super) fn new(numerator: Decimal, denominator: Decimal) -> Option<Self> {
        // Both sides grow by the same power of ten, so that both are whole.
        let scale = numerator.scale().max(denominator.scale());
        let (numerator, denominator) = (whole(numerator, scale)?, whole(denominator, scale)?);
        (denominator != BigUint::ZERO).then_some(Fraction { numerator, denominator })
    }

    /// The mean of some fractions, none of them above 1; none of nothing.
    pub(super) fn mean_of_capped(fractions: Vec<Fraction>) -> Option<Self> {
        let count = BigUint::from(fractions.len());
        let capped: Vec<Fraction> = fractions.into_iter().map(Fraction::capped).collect();
        let sum = sum(&capped)?;
        Some(Fraction { numerator: sum.numerator, denominator: sum.denominator * count })
    }

    /// The fraction, or 1 if it is above 1.
    pub(super) fn capped(self) -> Self {
        match self.numerator > self.denominator {
            true => Fraction { numerator: self.denominator.clone(), denominator: self.denominator },
            false => self,
        }
    }

    /// The fraction times `factor`, rounded once to two decimals, half away from zero; none beyond what a decimal holds.
    pub(super) fn times_rounded(&self, factor: Decimal) -> Option<Decimal> {
        let scale = factor.scale();
        let hundredths = whole(factor, scale)? * &self.numerator * 100_u32;
        let divisor = &self.denominator * BigUint::from(10_u32).pow(scale);
        // Half is added before the division cuts off: ⌊(2a + b) / 2b⌋.
        let rounded = (hundredths * 2_u32 + &divisor) / (divisor * 2_u32);
        let rounded = i64::try_from(rounded).ok()?;
        Some(Decimal::new(rounded, 2).normalize())
    }
}

/// Adds in pairs, so that the numbers stay short as long as they can.
fn sum(fractions: &[Fraction]) -> Option<Fraction> {
    match fractions {
        [] => None,
        [one] => Some(one.clone()),
        _ => {
            let (left, right) = fractions.split_at(fractions.len() / 2);
            let (left, right) = (sum(left)?, sum(right)?);
            if left.denominator == right.denominator {
                return Some(Fraction { numerator: left.numerator + right.numerator, denominator: left.denominator });
            }
            Some(Fraction {
                numerator: left.numerator * &right.denominator + right.numerator * &left.denominator,
                denominator: left.denominator * right.denominator,
            })
        }
    }
}

/// A decimal times ten to the power of `scale`, which is at least its own.
fn whole(value: Decimal, scale: u32) -> Option<BigUint> {
    let mantissa = u128::try_from(value.mantissa()).ok()?;
    Some(BigUint::from(mantissa) * BigUint::from(10_u32).pow(scale - value.scale()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fraction(numerator: i64, denominator: i64) -> Fraction {
        Fraction::new(numerator.into(), denominator.into()).unwrap()
    }

    #[test]
    fn half_goes_away_from_zero_and_nothing_below_it_does() {
        for (numerator, denominator, expected) in
            [(1, 200, "0.01"), (4_999_999_999, 1_000_000_000_000, "0"), (27, 30, "0.9"), (1, 3, "0.33"), (2, 3, "0.67")]
        {
            let points = fraction(numerator, denominator).times_rounded(Decimal::ONE).unwrap();
            assert_eq!(points.to_string(), expected, "{numerator}/{denominator}");
        }
        assert_eq!(fraction(1, 3).times_rounded(Decimal::new(15, 1)).unwrap().to_string(), "0.5");
    }

    #[test]
    fn a_mean_is_exact_before_it_is_rounded() {
        // 1/3 + 1/3 + 1/3 is 1, whichever way thirds are cut off.
        let mean = Fraction::mean_of_capped(vec![fraction(1, 3), fraction(5, 15), fraction(7, 21)]).unwrap();
        assert_eq!(mean.times_rounded(3.into()).unwrap(), Decimal::ONE);
        // A ratio above 1 counts as 1.
        let mean = Fraction::mean_of_capped(vec![fraction(13, 12), fraction(0, 5)]).unwrap();
        assert_eq!(mean.times_rounded(Decimal::ONE).unwrap(), Decimal::new(5, 1));
        assert!(Fraction::mean_of_capped(Vec::new()).is_none());
    }
}
