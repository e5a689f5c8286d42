//! Text that a file may carry: NFC, line feeds, nothing hidden.

/// Whether no file may carry the character: controls other than line feeds, and what turns the direction of text around.
pub fn is_hidden(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether nothing of the text would stand in a file: white space and hidden characters only.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_hidden(character))
}

/// What a file may carry of a typed or pasted text: NFC, line breaks as line feeds, other control characters as
/// spaces, nothing that turns the direction of text, no white space around it.
pub fn clean_text(text: &str, nfc: &dyn Fn(&str) -> String) -> String {
    let visible: String = text
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|character| match character {
            '\r' => Some('\n'),
            control if control.is_control() && control != '\n' => Some(' '),
            hidden if is_hidden(hidden) => None,
            other => Some(other),
        })
        .collect();
    nfc(visible.trim())
}
