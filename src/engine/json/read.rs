//! Reads JSON strictly: no duplicate member at any depth, at most 32 levels, 8 MiB, and integers that stay exact.
//!
//! `serde_json` would need the same rules around it and brings reading of fractions, which no file of ours has: 9 KB more
//! in the page after brotli. The tests compare the two on the same texts, and run JSONTestSuite.

use std::collections::BTreeSet;

use super::fault::{JsonError, JsonFault};
use super::{Json, MAX_INTEGER, Number};

/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;
/// Largest file that is read.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Reads one JSON value. One leading UTF-8 byte order mark is tolerated.
pub fn read_json(bytes: &[u8]) -> Result<Json, JsonError> {
    read_json_within(bytes, MAX_BYTES)
}

/// The same for a file of one's own, which may have as many bytes as `limit` says.
pub fn read_json_within(bytes: &[u8], limit: usize) -> Result<Json, JsonError> {
    if bytes.len() > limit {
        return Err(JsonError::TooLarge { bytes: bytes.len() });
    }
    let mut reader = Reader::of(bytes)?;
    reader.document().map_err(|fault| reader.error(fault))
}

/// The same with fractions and exponents, for canonical JSON of whatever document. Never for a file of ours: what is
/// read there must not depend on how the program was compiled.
#[cfg(feature = "json-floats")]
pub fn read_json_with_fractions(bytes: &[u8]) -> Result<Json, JsonError> {
    if bytes.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: bytes.len() });
    }
    let mut reader = Reader { takes_fractions: true, ..Reader::of(bytes)? };
    reader.document().map_err(|fault| reader.error(fault))
}

struct Reader<'a> {
    text: &'a str,
    /// Bytes that were read; always between two characters.
    place: usize,
    #[cfg(feature = "json-floats")]
    takes_fractions: bool,
}

impl<'a> Reader<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, JsonError> {
        let text = std::str::from_utf8(bytes).map_err(|_| JsonError::NotUtf8)?;
        Ok(Reader {
            text: text.strip_prefix('\u{feff}').unwrap_or(text),
            place: 0,
            #[cfg(feature = "json-floats")]
            takes_fractions: false,
        })
    }

    fn document(&mut self) -> Result<Json, JsonFault> {
        let value = self.value(0)?;
        self.white_space();
        if self.peek().is_some() { Err(JsonFault::Unexpected) } else { Ok(value) }
    }

    fn value(&mut self, depth: usize) -> Result<Json, JsonFault> {
        self.white_space();
        match self.peek().ok_or(JsonFault::End)? {
            b'{' => self.object(depth + 1),
            b'[' => self.array(depth + 1),
            b'"' => self.string().map(Json::String),
            b'-' | b'0'..=b'9' => self.number().map(Json::Number),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => Err(JsonFault::Unexpected),
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonFault> {
        let mut members: Vec<(String, Json)> = Vec::new();
        // A set beside the list keeps a hostile file with a million members from costing their square.
        let mut names = BTreeSet::new();
        self.open(depth)?;
        if self.takes(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.white_space();
            if self.peek() != Some(b'"') {
                return Err(self.unexpected());
            }
            let name = self.string()?;
            if !names.insert(name.clone()) {
                return Err(JsonFault::DuplicateMember(name));
            }
            self.white_space();
            self.expect(b':')?;
            let value = self.value(depth)?;
            members.push((name, value));
            if self.ends_with(b'}')? {
                return Ok(Json::Object(members));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, JsonFault> {
        let mut items = Vec::new();
        self.open(depth)?;
        if self.takes(b']') {
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth)?);
            if self.ends_with(b']')? {
                return Ok(Json::Array(items));
            }
        }
    }

    /// Steps over an opening bracket and the white space behind it.
    fn open(&mut self, depth: usize) -> Result<(), JsonFault> {
        if depth > MAX_DEPTH {
            return Err(JsonFault::TooDeep);
        }
        self.place += 1;
        self.white_space();
        Ok(())
    }

    /// Steps over the closing bracket (true) or a comma (false).
    fn ends_with(&mut self, close: u8) -> Result<bool, JsonFault> {
        self.white_space();
        if self.takes(close) {
            return Ok(true);
        }
        self.expect(b',')?;
        Ok(false)
    }

    fn string(&mut self) -> Result<String, JsonFault> {
        self.place += 1;
        let mut text = String::new();
        loop {
            let rest = &self.text[self.place..];
            let plain = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).ok_or(JsonFault::End)?;
            text.push_str(&rest[..plain]);
            self.place += plain;
            match rest.as_bytes()[plain] {
                b'"' => {
                    self.place += 1;
                    return Ok(text);
                }
                b'\\' => text.push(self.escape()?),
                _ => return Err(JsonFault::String),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonFault> {
        let letter = *self.text.as_bytes().get(self.place + 1).ok_or(JsonFault::End)?;
        let character = match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(JsonFault::String),
        };
        self.place += 2;
        Ok(character)
    }

    fn unicode_escape(&mut self) -> Result<char, JsonFault> {
        let high = self.code_unit()?;
        let code = match high {
            0xd800..=0xdbff => match self.code_unit()? {
                low @ 0xdc00..=0xdfff => 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00),
                _ => return Err(JsonFault::String),
            },
            other => other,
        };
        char::from_u32(code).ok_or(JsonFault::String)
    }

    /// Steps over `\uXXXX`.
    fn code_unit(&mut self) -> Result<u32, JsonFault> {
        let digits =
            self.text[self.place..].strip_prefix("\\u").and_then(|rest| rest.get(..4)).ok_or(JsonFault::String)?;
        let mut code = 0;
        for digit in digits.chars() {
            code = code << 4 | digit.to_digit(16).ok_or(JsonFault::String)?;
        }
        self.place += 6;
        Ok(code)
    }

    fn number(&mut self) -> Result<Number, JsonFault> {
        let start = self.place;
        let is_negative = self.takes(b'-');
        let whole = self.digits();
        if whole.is_empty() || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(JsonFault::Number);
        }
        let is_integer = self.fraction_and_exponent()?;
        if is_integer && !(is_negative && whole == "0") {
            let number = whole.parse().ok().filter(|number| *number <= MAX_INTEGER);
            let number: i64 = number.ok_or(JsonFault::IntegerTooLarge)?;
            return Ok(Number::Integer(if is_negative { -number } else { number }));
        }
        self.float(start)
    }

    #[cfg(feature = "json-floats")]
    fn float(&self, start: usize) -> Result<Number, JsonFault> {
        if !self.takes_fractions {
            return Err(JsonFault::NotInteger);
        }
        let float: f64 = self.text[start..self.place].parse().map_err(|_| JsonFault::Number)?;
        if float.is_finite() { Ok(Number::Float(float)) } else { Err(JsonFault::Number) }
    }

    #[cfg(not(feature = "json-floats"))]
    fn float(&self, _: usize) -> Result<Number, JsonFault> {
        Err(JsonFault::NotInteger)
    }

    /// Steps over what makes a number no integer, if anything does.
    fn fraction_and_exponent(&mut self) -> Result<bool, JsonFault> {
        let mut is_integer = true;
        if self.takes(b'.') {
            is_integer = false;
            if self.digits().is_empty() {
                return Err(JsonFault::Number);
            }
        }
        if self.takes(b'e') || self.takes(b'E') {
            is_integer = false;
            let _ = self.takes(b'+') || self.takes(b'-');
            if self.digits().is_empty() {
                return Err(JsonFault::Number);
            }
        }
        Ok(is_integer)
    }

    fn digits(&mut self) -> &'a str {
        let rest = &self.text[self.place..];
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.place += count;
        &rest[..count]
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, JsonFault> {
        if !self.text[self.place..].starts_with(word) {
            return Err(JsonFault::Unexpected);
        }
        self.place += word.len();
        Ok(value)
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.place += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.place).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.place += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonFault> {
        if self.takes(byte) { Ok(()) } else { Err(self.unexpected()) }
    }

    fn unexpected(&self) -> JsonFault {
        if self.peek().is_none() { JsonFault::End } else { JsonFault::Unexpected }
    }

    fn error(&self, fault: JsonFault) -> JsonError {
        let before = &self.text.as_bytes()[..self.place];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        JsonError::Syntax { line, column, fault }
    }
}
