//! Units of a class by rank: bars of what each earned of what it could, because units have different maxima.

use rust_decimal::Decimal;

use super::figure::{Caption, Chart, Numbers};
use super::part::{extremes, percentage_in_words};
use super::rows::{Bar, Row, divided};
use super::svg::Fill;
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::office::UnitPoints;

/// A unit in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub rank: Option<usize>,
    pub unit_name: String,
    /// None while nothing of it counts.
    pub points: Option<UnitPoints>,
}

/// A bar for each unit, in the order given; the whole width is 100%. Several charts where the rows do not stand on one page.
pub fn ranking(caption: &Caption, places: &[Place]) -> Vec<Chart> {
    let rows = places.iter().map(|place| {
        let value = place.points.map(|points| points.percentage());
        let bar = Bar {
            fill: Fill::Solid,
            length: value.map(|value| value.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)),
            track: Decimal::ONE_HUNDRED,
            excluded: Decimal::ZERO,
            words: percentage_in_words(value),
        };
        let label = match place.rank {
            Some(rank) => format!("{rank}. {}", place.unit_name),
            None => place.unit_name.clone(),
        };
        Row { label, bars: vec![bar] }
    });
    let percentages =
        places.iter().map(|place| (place.unit_name.as_str(), place.points.map(|points| points.percentage())));
    let description = format!(
        "Biểu đồ thanh ngang, xếp từ cao xuống thấp theo tỷ lệ điểm quy đổi trên điểm tối đa; khung là 100%.{} Số liệu ở bảng dưới hình.",
        extremes(percentages)
    );
    Chart::of_parts(caption, &description, &Vec::new(), divided(rows.collect(), &Vec::new()), numbers(places))
}

fn numbers(places: &[Place]) -> Numbers {
    let none = || "–".to_owned();
    let rows = places.iter().map(|place| {
        let points = place.points;
        vec![
            place.unit_name.clone(),
            place.rank.map_or_else(none, |rank| rank.to_string()),
            points.map_or_else(|| super::NO_POINTS.to_owned(), |points| write_points(points.points)),
            points.map_or_else(none, |points| write_vietnamese(points.maximum)),
            points.map_or_else(none, |points| write_points(points.converted())),
            points.map_or_else(none, |points| percentage_in_words(Some(points.percentage()))),
        ]
    });
    let heads = ["Đơn vị", "Hạng", "Điểm", "Tối đa", "Quy đổi", "Tỷ lệ"];
    Numbers { heads: heads.map(str::to_owned).to_vec(), rows: rows.collect() }
}
