//! A radar of a group: an axis for each section, from nothing in the middle to the section's maximum at the rim.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::bars::bars;
use super::figure::{Caption, Chart, Shape};
use super::part::{Part, extremes, numbers, percentage_in_words};
use super::svg::{ACCENT, Anchor, LINE, LINE_HEIGHT, LINE_STRONG, Letters, TEXT_SIZE, push_line};
use super::wrap::wrap;
use crate::engine::letters::first_small;

/// Fewer axes make no area.
pub const FEWEST_AXES: usize = 3;

/// Lengths are in tenths of a unit, so that every coordinate is written as a whole number and one digit.
const TENTHS: i64 = 10;
const RADIUS: i64 = 96;
const CENTRE_X: i64 = Radar::WIDTH as i64 / 2;
const CENTRE_Y: i64 = RADIUS + 44;
/// Between the rim and what stands at an axis.
const LABEL_GAP: i64 = 9;
/// Where titles begin in the list below.
const TITLE_X: u32 = 34;

/// The axes of a radar.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Radar {
    parts: Vec<Part>,
}

/// A radar of the parts, or bars where they are fewer than [`FEWEST_AXES`]. `kind` is what a part is called: "Mục".
pub fn radar(caption: &Caption, kind: &str, parts: &[Part]) -> Vec<Chart> {
    if parts.len() < FEWEST_AXES {
        return bars(caption, kind, parts);
    }
    let of_axis = first_small(kind);
    let description = format!(
        "Biểu đồ mạng nhện {} trục, mỗi trục một {of_axis}; tâm là 0, vành ngoài là điểm tối đa của {of_axis}.{} Số liệu ở bảng dưới hình.",
        parts.len(),
        extremes(parts.iter().map(|part| (part.title.as_str(), part.percentage())))
    );
    vec![Chart {
        caption: caption.clone(),
        description,
        numbers: numbers(kind, parts),
        shape: Shape::Radar(Radar { parts: parts.to_vec() }),
    }]
}

impl Radar {
    /// The drawing's width, in units.
    pub(super) const WIDTH: u32 = 320;

    /// Appends the drawing; gives its height.
    pub(super) fn push(&self, out: &mut String) -> u32 {
        for ring in [25, 50, 75, 100] {
            let points: Vec<String> =
                (0..self.parts.len()).map(|axis| self.point(axis, hundredths(ring)).text()).collect();
            let (class, line) = if ring == 100 { ("chart-rim", LINE_STRONG) } else { ("chart-ring", LINE) };
            out.push_str(&format!(
                "<polygon class=\"{class}\" fill=\"none\" stroke=\"{line}\" points=\"{}\"/>",
                points.join(" ")
            ));
        }
        for axis in 0..self.parts.len() {
            let (centre, rim) =
                (Point { x: CENTRE_X * TENTHS, y: CENTRE_Y * TENTHS }, self.point(axis, hundredths(100)));
            out.push_str(&format!(
                "<path class=\"chart-ring\" fill=\"none\" stroke=\"{LINE}\" d=\"M{}L{}\"/>",
                centre.text(),
                rim.text()
            ));
        }
        self.push_values(out);
        for ring in [50, 100] {
            let y = CENTRE_Y - RADIUS * ring / 100;
            let x = (CENTRE_X + 4).to_string();
            push_line(out, &x, &(y + 11).to_string(), Anchor::Start, Letters::Small, &format!("{ring}%"));
        }
        for axis in 0..self.parts.len() {
            self.push_axis_label(out, axis);
        }
        self.push_list(out)
    }

    /// The area where every value is known; else the sides between neighbours that are.
    fn push_values(&self, out: &mut String) {
        let points: Vec<Option<Point>> = self
            .parts
            .iter()
            .enumerate()
            .map(|(axis, part)| part.percentage().map(|value| self.point(axis, in_hundredths(value))))
            .collect();
        let known: Option<Vec<String>> = points.iter().map(|point| point.map(Point::text)).collect();
        match known {
            Some(all) => out.push_str(&format!(
                "<polygon class=\"chart-area\" fill=\"{ACCENT}\" fill-opacity=\"0.18\" stroke=\"{ACCENT}\" stroke-width=\"2\" \
                 stroke-linejoin=\"round\" points=\"{}\"/>",
                all.join(" ")
            )),
            None => {
                for (axis, point) in points.iter().enumerate() {
                    let Some((from, to)) = point.zip(points[(axis + 1) % points.len()]) else { continue };
                    out.push_str(&format!(
                        "<path class=\"chart-area\" fill=\"none\" stroke=\"{ACCENT}\" stroke-width=\"2\" d=\"M{}L{}\"/>",
                        from.text(),
                        to.text()
                    ));
                }
            }
        }
        for point in points.into_iter().flatten() {
            let (x, y) = (tenths(point.x), tenths(point.y));
            out.push_str(&format!("<circle class=\"chart-solid\" cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{ACCENT}\"/>"));
        }
    }

    /// The section's number and percentage at the end of its axis, in two lines.
    fn push_axis_label(&self, out: &mut String, axis: usize) {
        let part = &self.parts[axis];
        let rim = self.point(axis, hundredths(100));
        let (dx, dy) = (rim.x - CENTRE_X * TENTHS, rim.y - CENTRE_Y * TENTHS);
        let gap = |distance: i64, more: i64| distance * (LABEL_GAP + more) / RADIUS;
        let (x, y) = (rim.x + gap(dx, 0), rim.y + gap(dy, LINE_HEIGHT as i64 - 4));
        // Two units off the middle is still the middle.
        let anchor = match dx {
            20.. => Anchor::Start,
            ..-20 => Anchor::End,
            _ => Anchor::Middle,
        };
        let value = part.percentage().map_or_else(|| "–".to_owned(), |value| percentage_in_words(Some(value)));
        push_line(out, &tenths(x), &tenths(y - 3 * TENTHS), anchor, Letters::Strong, &part.number);
        push_line(out, &tenths(x), &tenths(y + 12 * TENTHS), anchor, Letters::Plain, &value);
    }

    /// What the numbers stand for, with the points; gives the drawing's height.
    fn push_list(&self, out: &mut String) -> u32 {
        // A triangle ends in the middle of the lower half.
        let lowest = (0..self.parts.len()).map(|axis| self.point(axis, hundredths(100)).y / TENTHS).max();
        let mut top = (lowest.unwrap_or(CENTRE_Y + RADIUS) + 44) as u32;
        let title_x = TITLE_X.to_string();
        for part in &self.parts {
            let start = top;
            for line in wrap(&part.title, TEXT_SIZE, Radar::WIDTH - TITLE_X) {
                top += LINE_HEIGHT;
                push_line(out, &title_x, &(top - 4).to_string(), Anchor::Start, Letters::Plain, &line);
            }
            let y = (start + LINE_HEIGHT - 4).to_string();
            push_line(out, "0", &y, Anchor::Start, Letters::Strong, &part.number);
            top += LINE_HEIGHT;
            push_line(out, &title_x, &(top - 4).to_string(), Anchor::Start, Letters::Soft, &part.points_in_words());
            top += 5;
        }
        top
    }

    /// The place on an axis at this part of ten thousand of its length; the first axis points up, the others follow clockwise.
    fn point(&self, axis: usize, ten_thousandths: i64) -> Point {
        let length = RADIUS * TENTHS * ten_thousandths / 10_000;
        // The only floats of the pictures: sine and cosine have no exact decimals. They place a point to a tenth of a
        // unit and never become a number that is shown.
        let angle = std::f64::consts::TAU * axis as f64 / self.parts.len() as f64;
        let along = |part: f64| (part * length as f64).round() as i64;
        Point { x: CENTRE_X * TENTHS + along(angle.sin()), y: CENTRE_Y * TENTHS - along(angle.cos()) }
    }
}

/// A place in the drawing, in tenths of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    x: i64,
    y: i64,
}

impl Point {
    fn text(self) -> String {
        format!("{},{}", tenths(self.x), tenths(self.y))
    }
}

/// `1604` as `160.4`; every place of a drawing is to the right of and below its corner.
fn tenths(value: i64) -> String {
    let value = value.max(0);
    format!("{}.{}", value / TENTHS, value % TENTHS)
}

/// A whole percentage as parts of ten thousand.
fn hundredths(percentage: i64) -> i64 {
    percentage * 100
}

/// A percentage of two decimals as parts of ten thousand, no further than the rim.
fn in_hundredths(percentage: Decimal) -> i64 {
    (percentage.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED) * Decimal::ONE_HUNDRED).to_i64().unwrap_or_default()
}
