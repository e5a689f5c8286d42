//! Numbers as people in Việt Nam type them: comma for decimals, dot or space between groups of three.

use rust_decimal::Decimal;

use super::decimal::MAX_DIGITS;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberKind {
    /// Whole numbers from 0.
    Whole,
    /// Numbers from 0, with decimals after a comma.
    Decimal,
}

/// Why a typed text is not a number that the field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProblem {
    Negative,
    /// `1.5`: the dot groups thousands, the comma is the decimal mark.
    DotIsNotDecimalMark,
    /// `1.2345`: a group after the first has three digits.
    GroupsOfThree,
    /// `1,2,3`
    CommaTwice,
    /// `1,` or `,5`
    CommaWithoutDigits,
    /// `1,5` where only whole numbers are possible.
    NotWhole,
    TooManyDigits,
    FullWidthDigits,
    /// A zero-width or control character, which nobody can see in the field.
    InvisibleCharacter,
    PercentSign,
    PlusSign,
    NotANumber,
}

/// Reads a typed number; an empty or blank text is `None`.
pub fn parse_typed(text: &str, kind: NumberKind) -> Result<Option<Decimal>, NumberProblem> {
    let text = text.trim_matches(char::is_whitespace);
    if text.is_empty() {
        return Ok(None);
    }
    check_characters(text)?;
    let (whole, fraction) = split_at_comma(text)?;
    let whole = join_groups(whole, fraction.is_some())?;
    let fraction = fraction.unwrap_or_default();
    let significant = whole.trim_start_matches('0');
    // A whole part of 0 is written, and so it counts: `0.5` has two digits in a file.
    if significant.len().max(1) + fraction.len() > MAX_DIGITS {
        return Err(NumberProblem::TooManyDigits);
    }
    if kind == NumberKind::Whole && !fraction.is_empty() {
        return Err(NumberProblem::NotWhole);
    }
    let digits = significant.bytes().chain(fraction.bytes());
    let mantissa = digits.fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Ok(Some(Decimal::new(mantissa, fraction.len() as u32).normalize()))
}

/// Writes a number the Vietnamese way: `1234.5` as `1.234,5`.
pub fn write_vietnamese(value: Decimal) -> String {
    group_digits(&value.normalize().to_string())
}

/// Writes points with two decimals, so that a column lines up: `0,90`.
pub fn write_points(points: Decimal) -> String {
    // Totals are sums of points rounded to two decimals, so this pads and never rounds.
    let mut padded = points;
    padded.rescale(2);
    group_digits(&padded.to_string())
}

/// Writes by how much points have changed: `+0,50`, `−0,50`, `0,00`.
pub fn write_change(change: Decimal) -> String {
    let sign = match (change.is_zero(), change.is_sign_negative()) {
        (true, _) => "",
        // The minus sign, which is as wide as the plus sign.
        (false, true) => "−",
        (false, false) => "+",
    };
    format!("{sign}{}", write_points(change.abs()))
}

fn group_digits(plain: &str) -> String {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let mut shown = String::with_capacity(plain.len() + whole.len() / 3);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            shown.push('.');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push(',');
        shown.push_str(fraction);
    }
    shown
}

fn check_characters(text: &str) -> Result<(), NumberProblem> {
    for (place, character) in text.chars().enumerate() {
        match character {
            '0'..='9' | '.' | ',' => {}
            '-' | '−' | '–' if place == 0 => return Err(NumberProblem::Negative),
            '+' => return Err(NumberProblem::PlusSign),
            '%' => return Err(NumberProblem::PercentSign),
            '０'..='９' => return Err(NumberProblem::FullWidthDigits),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
                return Err(NumberProblem::InvisibleCharacter);
            }
            // Two cells or lines that were pasted together are two numbers.
            '\t' | '\n' | '\r' => return Err(NumberProblem::NotANumber),
            space if space.is_whitespace() => {}
            control if control.is_control() => return Err(NumberProblem::InvisibleCharacter),
            _ => return Err(NumberProblem::NotANumber),
        }
    }
    Ok(())
}

fn split_at_comma(text: &str) -> Result<(&str, Option<&str>), NumberProblem> {
    let Some((whole, fraction)) = text.split_once(',') else {
        return Ok((text, None));
    };
    if fraction.contains(',') {
        return Err(NumberProblem::CommaTwice);
    }
    if fraction.contains('.') {
        // `1,234.5`, as English software writes it.
        return Err(NumberProblem::DotIsNotDecimalMark);
    }
    if whole.is_empty() || fraction.is_empty() {
        return Err(NumberProblem::CommaWithoutDigits);
    }
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberProblem::GroupsOfThree);
    }
    Ok((whole, Some(fraction)))
}

/// Joins `1.234` or `1 234` to `1234`.
fn join_groups(whole: &str, has_fraction: bool) -> Result<String, NumberProblem> {
    let dots_count = whole.matches('.').count();
    let has_spaces = whole.contains(char::is_whitespace);
    if dots_count > 0 && has_spaces {
        return Err(NumberProblem::GroupsOfThree);
    }
    let groups: Vec<&str> = if has_spaces { whole.split_whitespace().collect() } else { whole.split('.').collect() };
    if groups.iter().all(|group| group.is_empty()) {
        return Err(NumberProblem::NotANumber);
    }
    let [first, rest @ ..] = groups.as_slice() else {
        return Err(NumberProblem::NotANumber);
    };
    // Nobody groups thousands after a zero: `0.123` was meant as `0,123`.
    let first_fits = !first.is_empty() && (rest.is_empty() || (first.len() <= 3 && *first != "0"));
    if !first_fits || rest.iter().any(|group| group.len() != 3) {
        let looks_like_decimals = dots_count == 1
            && !has_fraction
            && rest.iter().any(|group| matches!(group.len(), 1 | 2) || (*first == "0" && !group.is_empty()));
        return Err(if looks_like_decimals {
            NumberProblem::DotIsNotDecimalMark
        } else {
            NumberProblem::GroupsOfThree
        });
    }
    Ok(groups.concat())
}
