//! Divides a text into lines by an estimate of its width: SVG has no lines of its own, and nothing here can measure a font.

use crate::engine::letters::to_small;

/// How much a line is shortened at a time to make the lines of a text alike.
const STEP: u32 = 6;

/// The lines of a text of this size in no more than `most` units each, at spaces where there are some: as few lines as
/// can be, and these about as long as each other.
pub(super) fn wrap(text: &str, size: u32, most: u32) -> Vec<String> {
    let mut lines = filled(text, size, most);
    let longest_word = text.split_whitespace().map(|word| width(word, size)).max().unwrap_or_default();
    let mut shorter = most.saturating_sub(STEP);
    while lines.len() > 1 && shorter >= longest_word {
        let more_even = filled(text, size, shorter);
        if more_even.len() > lines.len() {
            break;
        }
        lines = more_even;
        shorter = shorter.saturating_sub(STEP);
    }
    lines
}

fn filled(text: &str, size: u32, most: u32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size) <= most {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        // A word that is wider than a line goes on in the next one.
        for letter in word.chars() {
            line.push(letter);
            if width(&line, size) > most && line.chars().nth(1).is_some() {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// How wide a text is at most, in the units of its size.
pub(super) fn width(text: &str, size: u32) -> u32 {
    // A title without end is as wide as can be, and no more.
    let hundredths = text.chars().map(hundredths_of_em).fold(0, u32::saturating_add);
    hundredths.saturating_mul(size).div_ceil(100)
}

/// How wide a letter is in the wider ones of the page's fonts (Noto Sans), in hundredths of the size. A letter or two beyond
/// the end of a line still stand: a drawing has a margin around it.
fn hundredths_of_em(letter: char) -> u32 {
    match letter {
        '\u{300}'..='\u{36f}' => 0,
        ' ' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'i' | 'j' | 'l' | 'I' | 't' | 'f' | 'r' | '(' | ')' | '/' => {
            36
        }
        'm' | 'w' | 'M' | 'W' | '%' => 90,
        'a'..='z' | '0'..='9' => 56,
        // Scripts whose letters fill a square.
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'.. => 105,
        other if to_small(other) != other => 69,
        _ => 57,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_lost_and_no_line_is_too_wide() {
        for text in [
            "Phòng Nông nghiệp và Phát triển nông thôn",
            "CÁC TIÊU CHÍ VỀ CƠ SỞ HẠ TẦNG THÔNG TIN (BỔ SUNG)",
            "Phòng_không_có_khoảng_trắng_nào_trong_tên_dài_như_thế_này",
            "W",
            "",
        ] {
            for most in [10, 80, 280] {
                let lines = wrap(text, 13, most);
                let without_spaces = |text: &str| text.replace(' ', "");
                assert_eq!(without_spaces(&lines.concat()), without_spaces(text));
                // A single letter stands even where it has no room.
                assert!(lines.iter().all(|line| width(line, 13) <= most || line.chars().count() == 1), "{lines:?}");
            }
        }
    }
}
