//! Two values side by side: this year against another, an appraisal against the self-assessment.

use rust_decimal::Decimal;

use super::NO_POINTS;
use super::figure::{Caption, Chart, Numbers};
use super::part::percentage;
use super::rows::{Bar, Key, Row, divided};
use super::svg::Fill;
use crate::engine::number::{write_change, write_points, write_vietnamese};

/// What the values of the pairs are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    Points,
    /// Of the maximum; 100 is the highest.
    Percentage,
}

/// Two values of the same thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// A unit, a section or a criterion.
    pub name: String,
    pub maximum: Decimal,
    /// The value that counts.
    pub first: Option<Decimal>,
    /// What it is held against.
    pub second: Option<Decimal>,
}

impl Measure {
    fn write(self, value: Decimal) -> String {
        match self {
            Measure::Points => write_points(value),
            Measure::Percentage => format!("{}%", write_points(value)),
        }
    }
}

/// Two bars for each pair: the first dark, the second hatched. `names` are those of the two; `kind` is what has the values:
/// "Đơn vị". All bars are of one scale, on which the highest maximum takes the whole width. Several charts where the rows
/// do not stand on one page.
pub fn pairs(caption: &Caption, kind: &str, names: [&str; 2], measure: Measure, pairs: &[Pair]) -> Vec<Chart> {
    let highest = pairs.iter().map(|pair| pair.maximum).max().unwrap_or_default();
    let length = |value: Decimal| percentage(value, highest).clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
    let rows = pairs.iter().map(|pair| {
        let bar = |fill: Fill, value: Option<Decimal>| Bar {
            fill,
            length: value.map(length),
            track: length(pair.maximum),
            excluded: Decimal::ZERO,
            words: value.map_or_else(|| NO_POINTS.to_owned(), |value| measure.write(value)),
        };
        Row { label: pair.name.clone(), bars: vec![bar(Fill::Solid, pair.first), bar(Fill::Hatched, pair.second)] }
    });
    let key: Key = vec![(Fill::Solid, names[0].to_owned()), (Fill::Hatched, names[1].to_owned())];
    let description = format!(
        "Biểu đồ thanh ngang, mỗi dòng hai thanh: thanh đậm là {}, thanh gạch chéo là {}; khung là mức tối đa.{} Số liệu ở bảng dưới hình.",
        names[0],
        names[1],
        changes(pairs)
    );
    let numbers = numbers(kind, names, measure, pairs);
    Chart::of_parts(caption, &description, &key, divided(rows.collect(), &key), numbers)
}

/// How many went up and down, for who cannot see the picture.
fn changes(pairs: &[Pair]) -> String {
    let both = || pairs.iter().filter_map(|pair| pair.first.zip(pair.second));
    let (up, down) = (both().filter(|(first, second)| first > second).count(), both().filter(|(a, b)| a < b).count());
    let same = both().count() - up - down;
    format!(" Cao hơn: {up}; thấp hơn: {down}; bằng nhau: {same}; chưa so sánh được: {}.", pairs.len() - both().count())
}

fn numbers(kind: &str, names: [&str; 2], measure: Measure, pairs: &[Pair]) -> Numbers {
    let has_maximum = measure == Measure::Points;
    let mut heads = vec![kind];
    heads.extend(has_maximum.then_some("Tối đa"));
    heads.extend([names[0], names[1], "Chênh lệch"]);
    let rows = pairs.iter().map(|pair| {
        let words = |value: Option<Decimal>| value.map_or_else(|| NO_POINTS.to_owned(), |value| measure.write(value));
        let change = pair.first.zip(pair.second).map(|(first, second)| write_change(first - second));
        let mut row = vec![pair.name.clone()];
        row.extend(has_maximum.then(|| write_vietnamese(pair.maximum)));
        row.extend([words(pair.first), words(pair.second), change.unwrap_or_else(|| "–".to_owned())]);
        row
    });
    Numbers { heads: heads.into_iter().map(str::to_owned).collect(), rows: rows.collect() }
}
