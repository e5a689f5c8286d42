//! Small and capital letters of Vietnamese.
//!
//! The tables of the standard library cover every script and weigh 10 KB in the page; Vietnamese needs four rules.

/// The small letter of a capital one; any other character stays. Letters are precomposed (NFC).
pub fn to_small(letter: char) -> char {
    match letter {
        'A'..='Z' => letter.to_ascii_lowercase(),
        // Latin-1: À to Ý, with the multiplication sign among them.
        '\u{d7}' => letter,
        '\u{c0}'..='\u{dd}' => moved(letter, 0x20),
        'Ă' | 'Đ' | 'Ĩ' | 'Ũ' | 'Ơ' | 'Ư' => moved(letter, 1),
        // Latin Extended Additional: capital and small letters take turns.
        '\u{1ea0}'..='\u{1ef9}' if (letter as u32).is_multiple_of(2) => moved(letter, 1),
        other => other,
    }
}

/// A text in small letters.
pub fn small(text: &str) -> String {
    text.chars().map(to_small).collect()
}

/// A sentence that begins in the middle of another.
pub fn first_small(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(to_small).into_iter().chain(letters).collect()
}

fn moved(letter: char, by: u32) -> char {
    char::from_u32(letter as u32 + by).unwrap_or(letter)
}
