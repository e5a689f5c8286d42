//! Reads a signed file's members strictly: each once, each of its kind, none that is not known; errors name the place.

use rust_decimal::Decimal;

use super::proof::{Proof, ProofError, verify};
use super::text::{is_blank, is_hidden};
use crate::engine::decimal::parse_wire;
use crate::engine::json::{Json, JsonError, Number, read_json};

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    Json(JsonError),
    Proof(ProofError),
    /// A member of the document; `place` is its path, such as `answers[3].points`.
    Member {
        place: String,
        problem: ReadProblem,
    },
}

/// What is wrong with a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadProblem {
    Missing,
    /// No file of this format has such a member.
    Unknown,
    /// Of another kind, or spelt in another way than the format says.
    Invalid,
    /// Empty, where an empty member must be left out.
    Empty,
    /// Nothing but white space, where something must be said.
    Blank,
    /// A text with control characters or bidirectional overrides.
    HiddenCharacters,
}

/// Reads the bytes of a file and verifies its signature. The signature is checked first: nothing else is worth
/// reading in a file that was changed.
pub fn read_signed(bytes: &[u8]) -> Result<(Json, Proof), ReadError> {
    let document = read_json(bytes).map_err(ReadError::Json)?;
    let proof = verify(&document).map_err(ReadError::Proof)?;
    Ok((document, proof))
}

/// The members of one object that are still to be read.
pub(in crate::engine) struct Members<'a> {
    place: String,
    rest: Vec<(&'a str, &'a Json)>,
}

impl<'a> Members<'a> {
    /// The members of the whole document, without its proof.
    pub(in crate::engine) fn of_document(document: &'a Json) -> Result<Self, ReadError> {
        let mut members = Members::of("", document)?;
        members.rest.retain(|(name, _)| *name != "proof");
        Ok(members)
    }

    pub(in crate::engine) fn of(place: &str, value: &'a Json) -> Result<Self, ReadError> {
        match value {
            Json::Object(members) => Ok(Members {
                place: place.to_owned(),
                rest: members.iter().map(|(name, value)| (name.as_str(), value)).collect(),
            }),
            _ => Err(ReadError::Member { place: place.to_owned(), problem: ReadProblem::Invalid }),
        }
    }

    pub(in crate::engine) fn error(&self, name: &str, problem: ReadProblem) -> ReadError {
        ReadError::Member { place: self.place_of(name), problem }
    }

    fn place_of(&self, name: &str) -> String {
        if self.place.is_empty() { name.to_owned() } else { format!("{}.{name}", self.place) }
    }

    /// Takes a member that may be absent.
    pub(in crate::engine) fn take(&mut self, name: &str) -> Option<&'a Json> {
        let index = self.rest.iter().position(|(member, _)| *member == name)?;
        Some(self.rest.remove(index).1)
    }

    pub(in crate::engine) fn required(&mut self, name: &str) -> Result<&'a Json, ReadError> {
        self.take(name).ok_or_else(|| self.error(name, ReadProblem::Missing))
    }

    /// A member that must have exactly this value.
    pub(in crate::engine) fn expect(&mut self, name: &str, value: &Json) -> Result<(), ReadError> {
        if self.required(name)? == value { Ok(()) } else { Err(self.error(name, ReadProblem::Invalid)) }
    }

    /// A text, without hidden characters.
    pub(in crate::engine) fn text(&mut self, name: &str) -> Result<String, ReadError> {
        let value = self.required(name)?;
        self.checked_text(name, value)
    }

    /// A text that is not blank.
    pub(in crate::engine) fn word(&mut self, name: &str) -> Result<String, ReadError> {
        let text = self.text(name)?;
        if is_blank(&text) { Err(self.error(name, ReadProblem::Blank)) } else { Ok(text) }
    }

    /// A text in a spelling that `is_right` takes.
    pub(in crate::engine) fn spelt(
        &mut self,
        name: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> Result<String, ReadError> {
        let text = self.text(name)?;
        if is_right(&text) { Ok(text) } else { Err(self.error(name, ReadProblem::Invalid)) }
    }

    /// An identifier such as `xa-huong-phu`. File names are made of it, so it has no dots and slashes.
    pub(in crate::engine) fn slug(&mut self, name: &str) -> Result<String, ReadError> {
        self.spelt(name, |text| {
            let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
            text.split('-').all(|part| !part.is_empty() && part.bytes().all(is_part))
        })
    }

    /// A text that is absent when it would be empty.
    pub(in crate::engine) fn optional_text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let text = self.checked_text(name, value)?;
        if text.is_empty() { Err(self.error(name, ReadProblem::Empty)) } else { Ok(Some(text)) }
    }

    fn checked_text(&self, name: &str, value: &Json) -> Result<String, ReadError> {
        let text = value.as_text().ok_or_else(|| self.error(name, ReadProblem::Invalid))?;
        if text.chars().any(is_hidden) {
            return Err(self.error(name, ReadProblem::HiddenCharacters));
        }
        Ok(text.to_owned())
    }

    /// A text in a spelling that `parse` takes.
    pub(in crate::engine) fn parse<T>(
        &mut self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ReadError> {
        let value = self.required(name)?;
        value.as_text().and_then(parse).ok_or_else(|| self.error(name, ReadProblem::Invalid))
    }

    pub(in crate::engine) fn decimal(&mut self, name: &str) -> Result<Decimal, ReadError> {
        self.parse(name, parse_wire)
    }

    /// A decimal without a fraction.
    pub(in crate::engine) fn whole(&mut self, name: &str) -> Result<Decimal, ReadError> {
        self.parse(name, |text| parse_wire(text).filter(|value| value.scale() == 0))
    }

    pub(in crate::engine) fn optional_decimal(&mut self, name: &str) -> Result<Option<Decimal>, ReadError> {
        match self.rest.iter().any(|(member, _)| *member == name) {
            true => self.decimal(name).map(Some),
            false => Ok(None),
        }
    }

    /// An integer within these limits.
    pub(in crate::engine) fn integer(&mut self, name: &str, least: i64, most: i64) -> Result<i64, ReadError> {
        match self.required(name)? {
            Json::Number(Number::Integer(value)) if (least..=most).contains(value) => Ok(*value),
            _ => Err(self.error(name, ReadProblem::Invalid)),
        }
    }

    pub(in crate::engine) fn boolean(&mut self, name: &str) -> Result<bool, ReadError> {
        match self.required(name)? {
            Json::Bool(value) => Ok(*value),
            _ => Err(self.error(name, ReadProblem::Invalid)),
        }
    }

    pub(in crate::engine) fn object(&mut self, name: &str) -> Result<Members<'a>, ReadError> {
        let value = self.required(name)?;
        self.inside(name, value)
    }

    /// The members of a value that was taken from here under this name.
    pub(in crate::engine) fn inside(&self, name: &str, value: &'a Json) -> Result<Members<'a>, ReadError> {
        Members::of(&self.place_of(name), value)
    }

    /// The objects of a list.
    pub(in crate::engine) fn list(&mut self, name: &str) -> Result<Vec<Members<'a>>, ReadError> {
        match self.required(name)? {
            Json::Array(items) => items
                .iter()
                .enumerate()
                .map(|(index, item)| Members::of(&format!("{}[{index}]", self.place_of(name)), item))
                .collect(),
            _ => Err(self.error(name, ReadProblem::Invalid)),
        }
    }

    /// The objects of a list that is absent when it would be empty.
    pub(in crate::engine) fn optional_list(&mut self, name: &str) -> Result<Vec<Members<'a>>, ReadError> {
        if !self.rest.iter().any(|(member, _)| *member == name) {
            return Ok(Vec::new());
        }
        let items = self.list(name)?;
        if items.is_empty() { Err(self.error(name, ReadProblem::Empty)) } else { Ok(items) }
    }

    /// The texts of a list.
    pub(in crate::engine) fn texts(&mut self, name: &str) -> Result<Vec<String>, ReadError> {
        match self.required(name)? {
            Json::Array(items) => items.iter().map(|item| self.checked_text(name, item)).collect(),
            _ => Err(self.error(name, ReadProblem::Invalid)),
        }
    }

    /// The texts of a list that is absent when it would be empty.
    pub(in crate::engine) fn optional_texts(&mut self, name: &str) -> Result<Vec<String>, ReadError> {
        if !self.rest.iter().any(|(member, _)| *member == name) {
            return Ok(Vec::new());
        }
        let texts = self.texts(name)?;
        if texts.is_empty() { Err(self.error(name, ReadProblem::Empty)) } else { Ok(texts) }
    }

    /// Refuses what nobody has read.
    pub(in crate::engine) fn end(self) -> Result<(), ReadError> {
        match self.rest.first() {
            Some((name, _)) => Err(self.error(name, ReadProblem::Unknown)),
            None => Ok(()),
        }
    }
}
