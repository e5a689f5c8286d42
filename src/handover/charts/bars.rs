//! Bars of points against their maximum: the frame is what could be earned, the bar what was.

use rust_decimal::Decimal;

use super::figure::{Caption, Chart};
use super::part::{Part, extremes, is_something_excluded, numbers, percentage};
use super::rows::{Bar, Row, divided};
use super::svg::Fill;

/// A bar for each part, all of one scale, on which the highest maximum takes the whole width. `kind` is what a part is
/// called: "Mục". Several charts where the rows do not stand on one page.
pub fn bars(caption: &Caption, kind: &str, parts: &[Part]) -> Vec<Chart> {
    let highest = parts.iter().map(|part| part.maximum).max().unwrap_or_default();
    let length = |points: Decimal| percentage(points, highest).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    let rows = parts.iter().map(|part| {
        let track = length(part.maximum);
        let bar = Bar {
            fill: Fill::Solid,
            length: part.points.map(length),
            track,
            excluded: length(part.excluded).min(track),
            words: part.points_in_words(),
        };
        Row { label: part.label(), bars: vec![bar] }
    });
    let mut key = vec![(Fill::Solid, "Điểm đạt".to_owned()), (Fill::Track, "Điểm tối đa".to_owned())];
    if is_something_excluded(parts) {
        key.push((Fill::Dotted, "Không phát sinh".to_owned()));
    }
    let description = format!(
        "Biểu đồ thanh ngang: chiều dài thanh là số điểm, khung là điểm tối đa.{} Số liệu ở bảng dưới hình.",
        extremes(parts.iter().map(|part| (part.title.as_str(), part.percentage())))
    );
    Chart::of_parts(caption, &description, &key, divided(rows.collect(), &key), numbers(kind, parts))
}
