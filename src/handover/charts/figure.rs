//! A chart as it stands in a page, with its numbers in a table behind it, and as a file of its own.

use super::radar::Radar;
use super::rows::{Key, Row, push_rows};
use super::svg::{Anchor, INK, Letters, push_end, push_line, push_start, push_words};
use super::wrap::wrap;

/// What a chart shows: the kind of numbers and whose they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caption {
    /// `Điểm theo mục`
    pub title: String,
    /// `1. Nhóm tiêu chí …, năm 2018`
    pub about: String,
}

/// A chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub caption: Caption,
    /// What the picture looks like, for who cannot see it.
    pub(super) description: String,
    pub(super) numbers: Numbers,
    pub(super) shape: Shape,
}

/// The numbers of a chart in words; each row begins with a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Rows { key: Key, rows: Vec<Row> },
    Radar(Radar),
}

/// The file: its margins and the width between them.
const MARGIN: u32 = 24;
const FILE_WIDTH: u32 = 600;
/// How wide a radar is drawn in it.
const RADAR_FILE_WIDTH: u32 = 400;
const TITLE_SIZE: u32 = 17;
const TITLE_HEIGHT: u32 = 22;
const ABOUT_HEIGHT: u32 = 18;

impl Caption {
    /// All of it in one line.
    pub fn whole(&self) -> String {
        if self.about.is_empty() { self.title.clone() } else { format!("{} – {}", self.title, self.about) }
    }
}

impl Chart {
    /// Charts out of rows that were divided: numbered where they are more than one.
    pub(super) fn of_parts(
        caption: &Caption,
        description: &str,
        key: &Key,
        parts: Vec<Vec<Row>>,
        numbers: Numbers,
    ) -> Vec<Chart> {
        let count = parts.len();
        let mut left = numbers.rows.into_iter();
        let charts = parts.into_iter().enumerate().map(|(place, rows)| {
            let title = match count {
                1 => caption.title.clone(),
                _ => format!("{} ({}/{count})", caption.title, place + 1),
            };
            Chart {
                caption: Caption { title, ..caption.clone() },
                description: description.to_owned(),
                numbers: Numbers { heads: numbers.heads.clone(), rows: left.by_ref().take(rows.len()).collect() },
                shape: Shape::Rows { key: key.clone(), rows },
            }
        });
        charts.collect()
    }

    /// The chart for a page, as HTML. `id` is this figure's own on the page, of letters, digits and hyphens.
    pub fn figure(&self, id: &str) -> String {
        let mut drawing = String::new();
        let height = self.push_drawing(&mut drawing, id);
        let mut out = format!("<figure class=\"chart\" id=\"{id}\"><figcaption class=\"chart-title\">");
        push_words(&mut out, &self.caption.title);
        out.push_str(&format!("</figcaption><svg role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" "));
        match &self.shape {
            // As wide as its place, whatever that is.
            Shape::Rows { .. } => {
                out.push_str(&format!("class=\"chart-rows\" width=\"100%\" height=\"{height}\">"));
            }
            Shape::Radar(_) => {
                let width = Radar::WIDTH;
                out.push_str(&format!("class=\"chart-radar\" viewBox=\"0 0 {width} {height}\">"));
            }
        }
        self.push_words(&mut out, id);
        out.push_str(&drawing);
        out.push_str("</svg>");
        self.push_table(&mut out);
        out.push_str("</figure>");
        out
    }

    /// The chart as an SVG file, with its caption drawn above it.
    pub fn file(&self) -> String {
        let id = "hinh";
        let mut head = String::new();
        let mut top = MARGIN;
        for line in wrap(&self.caption.title, TITLE_SIZE, FILE_WIDTH) {
            top += TITLE_HEIGHT;
            push_head_line(&mut head, top - 6, TITLE_SIZE, "600", &line);
        }
        for line in wrap(&self.caption.about, 14, FILE_WIDTH) {
            top += ABOUT_HEIGHT;
            push_head_line(&mut head, top - 5, 14, "400", &line);
        }
        top += 14;
        let mut drawing = String::new();
        let drawn = self.push_drawing(&mut drawing, id);
        let (place, height) = match &self.shape {
            Shape::Rows { .. } => (
                format!(
                    "<svg x=\"{MARGIN}\" y=\"{top}\" width=\"{FILE_WIDTH}\" height=\"{drawn}\" overflow=\"visible\">"
                ),
                drawn,
            ),
            Shape::Radar(_) => {
                let (x, height) =
                    (MARGIN + (FILE_WIDTH - RADAR_FILE_WIDTH) / 2, drawn * RADAR_FILE_WIDTH / Radar::WIDTH);
                let size = format!("width=\"{RADAR_FILE_WIDTH}\" height=\"{height}\"");
                (format!("<svg x=\"{x}\" y=\"{top}\" {size} viewBox=\"0 0 {} {drawn}\">", Radar::WIDTH), height)
            }
        };
        let (width, height) = (FILE_WIDTH + 2 * MARGIN, top + height + MARGIN);
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" \
             height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" \
             xml:lang=\"vi\">"
        );
        self.push_words(&mut out, id);
        out.push_str(&format!(
            "<path fill=\"#fff\" d=\"M0 0h{width}v{height}H0z\"/>{head}{place}{drawing}</svg></svg>\n"
        ));
        out
    }

    /// Appends the drawing; gives its height.
    fn push_drawing(&self, out: &mut String, id: &str) -> u32 {
        push_start(out, id);
        let height = match &self.shape {
            Shape::Rows { key, rows } => push_rows(out, id, key, rows),
            Shape::Radar(radar) => radar.push(out),
        };
        push_end(out);
        height
    }

    fn push_words(&self, out: &mut String, id: &str) {
        out.push_str(&format!("<title id=\"{id}-title\">"));
        push_words(out, &self.caption.whole());
        out.push_str(&format!("</title><desc id=\"{id}-desc\">"));
        push_words(out, &self.description);
        out.push_str("</desc>");
    }

    fn push_table(&self, out: &mut String) {
        out.push_str("<details class=\"chart-numbers\"><summary>Bảng số liệu</summary><div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng số liệu: ");
        push_words(out, &self.caption.whole());
        out.push_str("\"><table><thead><tr>");
        for head in &self.numbers.heads {
            out.push_str("<th scope=\"col\">");
            push_words(out, head);
            out.push_str("</th>");
        }
        out.push_str("</tr></thead><tbody>");
        for row in &self.numbers.rows {
            out.push_str("<tr>");
            for (place, words) in row.iter().enumerate() {
                let (open, close) = if place == 0 { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                out.push_str(open);
                push_words(out, words);
                out.push_str(close);
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div></details>");
    }
}

/// A line of the file's caption, in the fonts of the drawing.
fn push_head_line(out: &mut String, y: u32, size: u32, weight: &str, text: &str) {
    let fonts = super::svg::FONTS;
    out.push_str(&format!("<g font-family=\"{fonts}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{INK}\">"));
    push_line(out, &MARGIN.to_string(), &y.to_string(), Anchor::Start, Letters::Plain, text);
    out.push_str("</g>");
}
