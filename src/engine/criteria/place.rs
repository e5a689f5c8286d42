//! A place in a criteria set's files, and the checks that any single value there must pass.

use rust_decimal::Decimal;

use super::{SetFault, SetProblem, Text};
use crate::engine::decimal::parse_wire;

/// A file and, inside it, a criterion.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    file: &'a str,
    criterion: Option<&'a str>,
}

impl<'a> Place<'a> {
    pub(super) fn file(file: &'a str) -> Self {
        Place { file, criterion: None }
    }

    pub(super) fn criterion(self, code: &'a str) -> Self {
        Place { criterion: Some(code), ..self }
    }

    pub(super) fn problem(&self, field: impl Into<String>, fault: SetFault) -> SetProblem {
        SetProblem {
            file: self.file.to_owned(),
            criterion: self.criterion.map(str::to_owned),
            field: field.into(),
            fault,
        }
    }

    /// A text in one line, composed, with no white space around it and none doubled in it.
    pub(super) fn text(&self, field: &str, text: &str) -> Result<Text, SetProblem> {
        if text.is_empty() {
            return Err(self.problem(field, SetFault::TextEmpty));
        }
        if text.split_whitespace().collect::<Vec<_>>().join(" ") != text {
            return Err(self.problem(field, SetFault::TextNotTidy));
        }
        if let Some(character) = text.chars().find(|&character| is_forbidden(character)) {
            return Err(self.problem(field, SetFault::CharacterForbidden(character)));
        }
        if text.chars().any(is_vietnamese_mark) {
            return Err(self.problem(field, SetFault::TextNotComposed));
        }
        Ok(text.to_owned().into())
    }

    pub(super) fn optional_text(&self, field: &str, text: Option<&str>) -> Result<Option<Text>, SetProblem> {
        text.map(|text| self.text(field, text)).transpose()
    }

    /// A decimal in the spelling of signed files.
    pub(super) fn decimal(&self, field: &str, text: &str) -> Result<Decimal, SetProblem> {
        parse_wire(text).ok_or_else(|| self.problem(field, SetFault::NotDecimal(text.to_owned())))
    }

    /// An identifier as links and file names can bear it.
    pub(super) fn id(&self, field: &str, id: &str) -> Result<Text, SetProblem> {
        let fits = !id.is_empty()
            && !id.starts_with('-')
            && !id.ends_with('-')
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fits { Ok(id.to_owned().into()) } else { Err(self.problem(field, SetFault::NotId(id.to_owned()))) }
    }
}

/// Signed files refuse these too.
fn is_forbidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The marks of tones and letters. With a letter before it, each has a composed form in Vietnamese.
fn is_vietnamese_mark(character: char) -> bool {
    matches!(character, '\u{300}' | '\u{301}' | '\u{302}' | '\u{303}' | '\u{306}' | '\u{309}' | '\u{31b}' | '\u{323}')
}
