//! Strings and numbers as JSON, spelt in the one way of RFC 8785 in every file.

use super::Number;

/// Writes a number: an integer, or a fraction as ECMAScript prints it.
pub(super) fn write_number(number: Number, out: &mut String) {
    match number {
        Number::Integer(integer) => out.push_str(&integer.to_string()),
        #[cfg(feature = "json-floats")]
        Number::Float(float) => out.push_str(ryu_js::Buffer::new().format_finite(float)),
    }
}

/// Writes a string with the escapes of RFC 8785: the short ones where there are any, `\u00xx` for other controls.
pub(super) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            control if control < ' ' => {
                let code = control as u32;
                out.push_str("\\u00");
                out.push(if code >= 16 { '1' } else { '0' });
                out.extend(char::from_digit(code % 16, 16));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}
