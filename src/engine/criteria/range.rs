//! A range of numbers with open or closed ends, as bands of counts and ratios use it.

use rust_decimal::Decimal;

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    pub value: Decimal,
    /// Whether the value itself belongs to the range.
    pub included: bool,
}

/// All numbers from `low` up to `high`; no upper end means that nothing is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub low: End,
    pub high: Option<End>,
}

impl Range {
    /// Whether `value` belongs to the range.
    pub fn contains(&self, value: Decimal) -> bool {
        let above_low = value > self.low.value || (self.low.included && value == self.low.value);
        let below_high = self.high.is_none_or(|high| value < high.value || (high.included && value == high.value));
        above_low && below_high
    }
}
