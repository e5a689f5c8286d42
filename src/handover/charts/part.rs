//! A part of the criteria set in a picture: a group or a section with its points, its maximum and what of it is excluded.

use rust_decimal::{Decimal, RoundingStrategy};

use super::NO_POINTS;
use super::figure::Numbers;
use crate::engine::number::{write_points, write_vietnamese};

/// A group or a section.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// As the dispatch prints it: `1`, `IV`.
    pub number: String,
    pub title: String,
    /// None while no criterion of it has points.
    pub points: Option<Decimal>,
    pub maximum: Decimal,
    /// The points of the criteria that are "không phát sinh".
    pub excluded: Decimal,
}

impl Part {
    /// `IV. ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI`
    pub(super) fn label(&self) -> String {
        format!("{}. {}", self.number, self.title)
    }

    /// The points as a percentage of the maximum.
    pub(super) fn percentage(&self) -> Option<Decimal> {
        self.points.map(|points| percentage(points, self.maximum))
    }

    /// `24,50 / 30`
    pub(super) fn points_in_words(&self) -> String {
        match self.points {
            Some(points) => format!("{} / {}", write_points(points), write_vietnamese(self.maximum)),
            None => NO_POINTS.to_owned(),
        }
    }
}

/// The share of `whole` that `part` is, in hundredths, to two decimals, half away from zero; 0 of nothing.
pub(super) fn percentage(part: Decimal, whole: Decimal) -> Decimal {
    part.checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|hundredfold| hundredfold.checked_div(whole))
        .map(|share| share.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
        .unwrap_or_default()
}

/// `81,67%`
pub(super) fn percentage_in_words(percentage: Option<Decimal>) -> String {
    percentage.map_or_else(|| NO_POINTS.to_owned(), |value| format!("{}%", write_points(value)))
}

/// Whether something of these parts is excluded.
pub(super) fn is_something_excluded(parts: &[Part]) -> bool {
    parts.iter().any(|part| !part.excluded.is_zero())
}

/// Every value of the parts. `kind` is what a part is called: "Mục".
pub(super) fn numbers(kind: &str, parts: &[Part]) -> Numbers {
    let has_excluded = is_something_excluded(parts);
    let mut heads = vec![kind, "Điểm", "Tối đa"];
    heads.extend(has_excluded.then_some("Không phát sinh"));
    heads.push("Tỷ lệ");
    let rows = parts.iter().map(|part| {
        let points = part.points.map_or_else(|| NO_POINTS.to_owned(), write_points);
        let mut row = vec![part.label(), points, write_vietnamese(part.maximum)];
        row.extend(has_excluded.then(|| write_vietnamese(part.excluded)));
        row.push(part.percentage().map_or_else(|| "–".to_owned(), |value| percentage_in_words(Some(value))));
        row
    });
    Numbers { heads: heads.into_iter().map(str::to_owned).collect(), rows: rows.collect() }
}

/// The best, the worst and the ones without points, for who cannot see the picture.
pub(super) fn extremes<'a>(values: impl Iterator<Item = (&'a str, Option<Decimal>)>) -> String {
    let (known, unknown): (Vec<_>, Vec<_>) = values.partition(|(_, value)| value.is_some());
    let mut words = String::new();
    let best = known.iter().reduce(|best, one| if one.1 > best.1 { one } else { best });
    let worst = known.iter().reduce(|worst, one| if one.1 < worst.1 { one } else { worst });
    if let (Some(best), Some(worst)) = (best, worst) {
        words += &format!(" Cao nhất: {} ({}).", best.0, percentage_in_words(best.1));
        if worst.1 < best.1 {
            words += &format!(" Thấp nhất: {} ({}).", worst.0, percentage_in_words(worst.1));
        }
    }
    if !unknown.is_empty() {
        let names: Vec<&str> = unknown.iter().map(|(name, _)| *name).collect();
        words += &format!(" Chưa có điểm: {}.", names.join("; "));
    }
    words
}
