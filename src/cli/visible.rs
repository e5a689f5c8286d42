//! Text of other people on a terminal: what would move the cursor or turn the line around is shown, not done.

use tucham::engine::signed::is_hidden;

/// The text with every hidden character and line break spelt out.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match is_hidden(character) || character == '\n' {
            true => shown.extend(character.escape_unicode()),
            false => shown.push(character),
        }
    }
    shown
}
