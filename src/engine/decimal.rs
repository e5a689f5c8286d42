//! Decimals as signed files write them: `31.5`, never `31.50`, `1.` or `1e2`.

use rust_decimal::Decimal;

/// Most digits that a decimal of a file or a typed number may have.
pub const MAX_DIGITS: usize = 15;

/// Reads `(0|[1-9][0-9]*)(\.[0-9]*[1-9])?` of at most 15 digits; any other spelling is `None`.
pub fn parse_wire(text: &str) -> Option<Decimal> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let whole_fits = all_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    let fraction_fits = fraction.is_none_or(|part| all_digits(part) && !part.ends_with('0'));
    let digits_count = whole.len() + fraction.map_or(0, str::len);
    if !whole_fits || !fraction_fits || digits_count > MAX_DIGITS {
        return None;
    }
    let mantissa: i64 = whole
        .bytes()
        .chain(fraction.unwrap_or_default().bytes())
        .fold(0, |sum, byte| sum * 10 + i64::from(byte - b'0'));
    Some(Decimal::new(mantissa, fraction.map_or(0, |part| part.len() as u32)))
}

/// Writes a decimal that is not negative in the one spelling that `parse_wire` reads.
pub fn write_wire(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_one_spelling_is_read() {
        for text in ["0", "1", "31.5", "0.86", "999999999999999", "0.00000000000001"] {
            assert_eq!(parse_wire(text).map(write_wire).as_deref(), Some(text));
        }
        for text in [
            "",
            ".",
            "1.",
            ".5",
            "31.50",
            "0.0",
            "01",
            "00",
            "-1",
            "+1",
            "1e2",
            "1E2",
            " 1",
            "1 ",
            "1,5",
            "١",
            "1.2.3",
            "1000000000000000",
            "0.000000000000001",
            "1_0",
        ] {
            assert_eq!(parse_wire(text), None, "{text:?}");
        }
    }
}
