//! Scores one answer: the one `match` over the five scales.

use rust_decimal::Decimal;

use super::{choice, count, ratio, ratio_bands, share};
use crate::engine::answer::Answer;
use crate::engine::criteria::{Criterion, Scale};

/// What an answer earns, and why.
#[derive(Debug, Clone, PartialEq)]
pub enum Score {
    /// Points, rounded once to two decimals.
    Points { points: Decimal, why: Why },
    /// The denominator is 0 and the dispatch gives no rule for it.
    DenominatorZero,
    /// "Không phát sinh": earns nothing and leaves the required maximum.
    Excluded,
}

/// The facts behind points, for the line that explains them.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// `Có → 1`
    Level { label: String, points: Decimal },
    /// `5 bài → ">= 4 bài" → 1`
    Band { value: Decimal, unit: String, label: String, points: Decimal },
    /// `27/30 × 1 = 0,90`
    Ratio { numerator: Decimal, denominator: Decimal, maximum: Decimal, points: Decimal },
    /// `13/12 → tối đa 1`
    Capped { numerator: Decimal, denominator: Decimal, maximum: Decimal },
    /// `70/100 → "Từ 50% đến dưới 70%" → 0,5`
    RatioBand { numerator: Decimal, denominator: Decimal, label: String, points: Decimal },
    /// 3.IV.3: no petitions at all.
    NothingToDivide { maximum: Decimal },
    /// `Có → 1`, a commune's own yes or no.
    Share { value: bool, points: Decimal },
}

/// Why an answer cannot be: it never comes from the form, but may come from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Impossible {
    /// The answer is of another scale than the criterion.
    OtherScale,
    /// No level has this index.
    NoSuchLevel,
    /// A number is negative.
    Negative,
    /// A number has decimals where only whole numbers count.
    NotWhole,
    /// The count is above what there can be (12 months, 4 quarters).
    AboveLimit { limit: Decimal },
    /// The numerator is part of the denominator and yet larger.
    NumeratorExceedsDenominator,
}

impl Impossible {
    /// The name in output.
    pub fn name(self) -> &'static str {
        match self {
            Impossible::OtherScale => "other-scale",
            Impossible::NoSuchLevel => "no-such-level",
            Impossible::Negative => "negative",
            Impossible::NotWhole => "not-whole",
            Impossible::AboveLimit { .. } => "above-limit",
            Impossible::NumeratorExceedsDenominator => "numerator-exceeds-denominator",
        }
    }
}

/// Scores one answer to one criterion.
pub fn score(criterion: &Criterion, answer: &Answer) -> Result<Score, Impossible> {
    let maximum = criterion.maximum;
    match (&criterion.scale, answer) {
        (_, Answer::NotApplicable) => Ok(Score::Excluded),
        (Scale::Choice { levels }, Answer::Choice { level }) => choice::score_choice(levels, *level),
        (Scale::Count { unit, whole, limit, bands }, Answer::Count { value }) => {
            count::score_count(unit, *whole, *limit, bands, *value)
        }
        (Scale::Ratio { quantities, zero_denominator, .. }, Answer::Ratio { numerator, denominator }) => {
            ratio::score_ratio(quantities, *zero_denominator, maximum, *numerator, *denominator)
        }
        (Scale::Share { .. }, Answer::Share { value }) => Ok(share::score_share(maximum, *value)),
        (Scale::RatioBands { quantities, bands }, Answer::RatioBands { numerator, denominator }) => {
            ratio_bands::score_ratio_bands(quantities, bands, *numerator, *denominator)
        }
        _ => Err(Impossible::OtherScale),
    }
}
