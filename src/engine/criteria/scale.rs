//! The five scales: how an answer earns points.

use rust_decimal::Decimal;

use super::{List, Range, Text};

/// How an answer to one criterion earns points.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// The unit picks one printed level; Có/Không is the two-level case.
    Choice { levels: List<Level> },
    /// The unit types a number and the level follows from it.
    Count {
        /// What is counted, in Vietnamese: `bài`, `tháng`, `triệu đồng`.
        unit: Text,
        /// Whether only whole numbers are possible (money may have decimals).
        whole: bool,
        /// The largest possible value, where the thing itself has one (12 months, 4 quarters).
        limit: Option<Decimal>,
        bands: List<Band>,
    },
    /// Points = min(numerator / denominator, 1) × maximum.
    Ratio {
        quantities: Quantities,
        /// "Thang điểm" as printed.
        printed: Text,
        /// "Điểm" as printed.
        points_printed: Text,
        zero_denominator: ZeroDenominator,
    },
    /// "Tỷ lệ UBND cấp xã …": a commune answers Có or Không for itself.
    Share {
        /// "Thang điểm" as printed.
        printed: Text,
        /// "Điểm" as printed.
        points_printed: Text,
        /// What a commune is asked for itself, in Vietnamese.
        question: Text,
    },
    /// Numerator / denominator, compared exactly, picks a level. Bands are in hundredths: 70 means 70%.
    RatioBands { quantities: Quantities, bands: List<Band> },
}

/// One printed level of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub label: Text,
    pub points: Decimal,
    /// Whether the level or its points are our reading and not the dispatch's print.
    pub inferred: bool,
}

/// One printed level that follows from a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    pub label: Text,
    pub points: Decimal,
    pub range: Range,
    /// Whether the range or its points are our reading and not the dispatch's print.
    pub inferred: bool,
}

/// The two numbers of a ratio.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantities {
    /// What the numerator counts, in Vietnamese.
    pub numerator: Text,
    /// What the denominator counts, in Vietnamese.
    pub denominator: Text,
    /// Whether the numerator is part of the denominator, so that a larger one is an error.
    pub part_of_whole: bool,
    /// Whether the two numbers are our reading and not the dispatch's wording.
    pub inferred: bool,
}

/// What a denominator of 0 means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ZeroDenominator {
    /// No score, with a visible reason.
    NoScore,
    /// The dispatch gives the maximum (3.IV.3: no petitions at all).
    Maximum,
}
