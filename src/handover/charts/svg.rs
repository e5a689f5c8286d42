//! The pieces of SVG that every picture is made of: texts, boxes, and fills that differ without colour.
//!
//! Colours and fonts stand in attributes of the elements: a picture needs no style sheet, and the page's policy allows
//! no style of its own. The classes are for forced colours (`style/charts.css`).

use super::super::html::push_text;

/// Letters and lines of text, in units of the screen.
pub(super) const TEXT_SIZE: u32 = 13;
pub(super) const LINE_HEIGHT: u32 = 17;

pub(super) const INK: &str = "#17212e";
pub(super) const INK_SOFT: &str = "#4a5767";
pub(super) const ACCENT: &str = "#0b5394";
pub(super) const LINE: &str = "#c3ccd7";
pub(super) const LINE_STRONG: &str = "#6b7889";

/// The page's fonts; a file of its own finds them on any system.
pub(super) const FONTS: &str = "Segoe UI, Roboto, Noto Sans, Helvetica Neue, Arial, Liberation Sans, sans-serif";

/// How an area is filled; on paper without colour they are dark, hatched, dotted and blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Solid,
    Hatched,
    Dotted,
    /// What could be filled.
    Track,
    /// The same, where nothing is known.
    Unknown,
}

/// Where a text stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Plain,
    Strong,
    Soft,
    Small,
}

impl Fill {
    fn attributes(self, id: &str) -> String {
        match self {
            Fill::Solid => format!("class=\"chart-solid\" fill=\"{ACCENT}\" stroke=\"{ACCENT}\""),
            Fill::Hatched => {
                format!("class=\"chart-hatched\" fill=\"url(#{id}-hatch)\" stroke=\"{ACCENT}\"")
            }
            Fill::Dotted => {
                format!("class=\"chart-dotted\" fill=\"url(#{id}-dots)\" stroke=\"{LINE_STRONG}\"")
            }
            Fill::Track => format!("class=\"chart-track\" fill=\"#fff\" stroke=\"{LINE_STRONG}\""),
            Fill::Unknown => {
                format!("class=\"chart-track\" fill=\"#fff\" stroke=\"{LINE_STRONG}\" stroke-dasharray=\"4 3\"")
            }
        }
    }
}

/// Opens what every drawing stands in, with the patterns under names of this figure's own.
pub(super) fn push_start(out: &mut String, id: &str) {
    out.push_str(&format!(
        "<defs><pattern id=\"{id}-hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><path class=\"chart-ground\" fill=\"#fff\" d=\"M0 0h5v5H0z\"/>\
         <path class=\"chart-solid\" fill=\"{ACCENT}\" d=\"M0 0h2v5H0z\"/></pattern>\
         <pattern id=\"{id}-dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
         <path class=\"chart-ground\" fill=\"#fff\" d=\"M0 0h5v5H0z\"/>\
         <circle class=\"chart-dot\" cx=\"2.5\" cy=\"2.5\" r=\"1\" fill=\"{LINE_STRONG}\"/></pattern></defs>\
         <g font-family=\"{FONTS}\" font-size=\"{TEXT_SIZE}\" fill=\"{INK}\">"
    ));
}

/// Closes it.
pub(super) fn push_end(out: &mut String) {
    out.push_str("</g>");
}

/// A text of one line; `y` is the line that the letters stand on.
pub(super) fn push_line(out: &mut String, x: &str, y: &str, anchor: Anchor, letters: Letters, text: &str) {
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    out.push_str(&format!("<text x=\"{x}\" y=\"{y}\"{anchor}"));
    match letters {
        Letters::Plain => {}
        Letters::Strong => out.push_str(" font-weight=\"600\""),
        Letters::Soft => out.push_str(&format!(" fill=\"{INK_SOFT}\"")),
        // With a light rim, for it lies on lines.
        Letters::Small => out.push_str(&format!(
            " class=\"chart-scale\" font-size=\"10\" fill=\"{INK_SOFT}\" stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\""
        )),
    }
    out.push('>');
    push_words(out, text);
    out.push_str("</text>");
}

/// A box; `x` and `width` may be percentages.
pub(super) fn push_box(out: &mut String, id: &str, fill: Fill, [x, y, width, height]: [&str; 4]) {
    let fill = fill.attributes(id);
    out.push_str(&format!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {fill}/>"));
}

/// A text without the characters that XML cannot hold, not even escaped.
pub(super) fn push_words(out: &mut String, text: &str) {
    let is_storable = |letter: char| !matches!(letter, '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let words: String = text.chars().map(|letter| if is_storable(letter) { letter } else { ' ' }).collect();
    push_text(out, &words);
}
