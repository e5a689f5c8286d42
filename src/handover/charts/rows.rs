//! Draws rows of horizontal bars: a label on lines of its own, below it a bar or two, each with its value behind it.
//!
//! The drawing is as wide as its place: lengths are percentages, letters keep their size on a phone as on paper. Labels
//! are divided for the narrowest place, so that nothing is cut or lies on something else anywhere.

use rust_decimal::Decimal;

use super::svg::{Anchor, Fill, LINE_HEIGHT, Letters, TEXT_SIZE, push_box, push_line};
use super::wrap::{width, wrap};

/// The narrowest place that a drawing gets: the panel on a screen of 320 pixels.
const NARROWEST: u32 = 284;
/// The tallest drawing that stands on one page of A4 with its heading and a title above.
const TALLEST: u32 = 800;
const BAR_HEIGHT: u32 = 12;
/// Between a label and its bar, and between two bars of a row.
const GAP: u32 = 4;
const ROW_GAP: u32 = 11;
/// Between a bar's frame and its value.
const VALUE_GAP: u32 = 8;
/// A line of the key with its sample.
const KEY_HEIGHT: u32 = 19;
const SAMPLE_WIDTH: u32 = 28;

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub label: String,
    pub bars: Vec<Bar>,
}

/// A bar with its value in words. Lengths are percentages of the longest that a bar of the drawing can be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bar {
    pub fill: Fill,
    /// None while there is no value.
    pub length: Option<Decimal>,
    /// What it could be.
    pub track: Decimal,
    /// What of the track can not be reached.
    pub excluded: Decimal,
    pub words: String,
}

/// What the fills mean.
pub(super) type Key = Vec<(Fill, String)>;

/// Divides rows so that each part stands on one page; as even as can be.
pub(super) fn divided(rows: Vec<Row>, key: &Key) -> Vec<Vec<Row>> {
    let room = TALLEST.saturating_sub(key_height(key)).max(1);
    let total: u32 = rows.iter().map(Row::height).sum();
    let tallest_row = rows.iter().map(Row::height).max().unwrap_or_default();
    // A part may go over its even share by a row.
    let share = total.div_ceil(total.div_ceil(room.saturating_sub(tallest_row).max(1)).max(1));
    let limit = if total <= room { room } else { share };
    let mut parts: Vec<Vec<Row>> = Vec::new();
    let mut filled = limit;
    for row in rows {
        if filled >= limit || parts.is_empty() {
            parts.push(Vec::new());
            filled = 0;
        }
        filled += row.height();
        if let Some(part) = parts.last_mut() {
            part.push(row);
        }
    }
    parts
}

/// Appends the drawing; gives its height.
pub(super) fn push_rows(out: &mut String, id: &str, key: &Key, rows: &[Row]) -> u32 {
    let mut top = push_key(out, id, key);
    // Values are bold, and so wider by a tenth.
    let widest = rows.iter().flat_map(|row| &row.bars).map(|bar| width(&bar.words, TEXT_SIZE + 2)).max();
    let words_room = widest.unwrap_or_default() + VALUE_GAP;
    let plot = 100_u32.saturating_sub((words_room * 100).div_ceil(NARROWEST)).max(20);
    for row in rows {
        for line in row.lines() {
            top += LINE_HEIGHT;
            push_line(out, "0", &(top - 4).to_string(), Anchor::Start, Letters::Plain, &line);
        }
        for bar in &row.bars {
            top += GAP;
            push_bar(out, id, top, plot, bar);
            top += BAR_HEIGHT;
        }
        top += ROW_GAP;
    }
    // Room for the outline of the last bar.
    top - ROW_GAP.min(top) + 2
}

/// Appends the meaning of the fills, a line each; gives where the rows begin.
fn push_key(out: &mut String, id: &str, key: &Key) -> u32 {
    let mut top = 0;
    for (fill, words) in key {
        push_box(out, id, *fill, ["1", &(top + 2).to_string(), &SAMPLE_WIDTH.to_string(), &BAR_HEIGHT.to_string()]);
        let lines = wrap(words, TEXT_SIZE, NARROWEST - SAMPLE_WIDTH - 8);
        for line in &lines {
            let x = (SAMPLE_WIDTH + 8).to_string();
            push_line(out, &x, &(top + LINE_HEIGHT - 4).to_string(), Anchor::Start, Letters::Soft, line);
            top += LINE_HEIGHT;
        }
        top += KEY_HEIGHT - LINE_HEIGHT;
    }
    key_height(key)
}

fn key_height(key: &Key) -> u32 {
    let lines = |words: &str| wrap(words, TEXT_SIZE, NARROWEST - SAMPLE_WIDTH - 8).len() as u32;
    let entries: u32 = key.iter().map(|(_, words)| lines(words) * LINE_HEIGHT + KEY_HEIGHT - LINE_HEIGHT).sum();
    if key.is_empty() { 0 } else { entries + ROW_GAP }
}

fn push_bar(out: &mut String, id: &str, top: u32, plot: u32, bar: &Bar) {
    let height = BAR_HEIGHT.to_string();
    let percent = |value: Decimal| format!("{}%", value.normalize());
    // A drawing within the drawing, so that its percentages are those of the values.
    out.push_str(&format!("<svg x=\"0\" y=\"{top}\" width=\"{plot}%\" height=\"{BAR_HEIGHT}\" overflow=\"visible\">"));
    let track = if bar.length.is_some() { Fill::Track } else { Fill::Unknown };
    push_box(out, id, track, ["0", "0", &percent(bar.track), &height]);
    if !bar.excluded.is_zero() {
        let start = percent(bar.track - bar.excluded);
        push_box(out, id, Fill::Dotted, [&start, "0", &percent(bar.excluded), &height]);
    }
    if let Some(length) = bar.length.filter(|length| !length.is_zero()) {
        push_box(out, id, bar.fill, ["0", "0", &percent(length), &height]);
    }
    let letters = if bar.length.is_some() { Letters::Strong } else { Letters::Soft };
    out.push_str(&format!("<svg x=\"{VALUE_GAP}\" width=\"100%\" overflow=\"visible\">"));
    push_line(out, &percent(bar.track), &(BAR_HEIGHT - 1).to_string(), Anchor::Start, letters, &bar.words);
    out.push_str("</svg></svg>");
}

impl Row {
    fn lines(&self) -> Vec<String> {
        wrap(&self.label, TEXT_SIZE, NARROWEST)
    }

    fn height(&self) -> u32 {
        self.lines().len() as u32 * LINE_HEIGHT + self.bars.len() as u32 * (GAP + BAR_HEIGHT) + ROW_GAP
    }
}
