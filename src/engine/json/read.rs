//! Reads JSON strictly: no duplicate member at any depth, at most 32 levels, 8 MiB, and integers that stay exact.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::{Json, MAX_INTEGER, Number};

/// Deepest nesting that is read.
pub const MAX_DEPTH: usize = 32;
/// Largest file that is read.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Why bytes are not JSON that is read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonError {
    /// More than 8 MiB.
    TooLarge {
        bytes: usize,
    },
    NotUtf8,
    /// Not JSON, or JSON that is not taken: a duplicate member, too deep, an integer beyond 2^53 − 1.
    Syntax {
        line: usize,
        column: usize,
        detail: String,
    },
}

/// Reads one JSON value. One leading UTF-8 byte order mark is tolerated.
pub fn read_json(bytes: &[u8]) -> Result<Json, JsonError> {
    if bytes.len() > MAX_BYTES {
        return Err(JsonError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| JsonError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let syntax = |error: serde_json::Error| JsonError::Syntax {
        line: error.line(),
        column: error.column(),
        detail: error.to_string(),
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Strict { depth: 0 }.deserialize(&mut deserializer).map_err(syntax)?;
    deserializer.end().map_err(syntax)?;
    Ok(value)
}

/// Builds a value and counts how deep it is.
#[derive(Clone, Copy)]
struct Strict {
    depth: usize,
}

impl Strict {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if self.depth == MAX_DEPTH {
            return Err(E::custom(format_args!("nested deeper than {MAX_DEPTH} levels")));
        }
        Ok(Strict { depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for Strict {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Json, E> {
        if value < -MAX_INTEGER {
            return Err(E::custom("integer beyond 2^53 - 1"));
        }
        Ok(Json::Number(Number::Integer(value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Json, E> {
        match i64::try_from(value) {
            Ok(value) if value <= MAX_INTEGER => Ok(Json::Number(Number::Integer(value))),
            _ => Err(E::custom("integer beyond 2^53 - 1")),
        }
    }

    #[cfg(feature = "json-floats")]
    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(Number::Float(value)))
    }

    #[cfg(not(feature = "json-floats"))]
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Json, E> {
        Err(E::custom("a number with a fraction or an exponent"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Json, A::Error> {
        let deeper = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(deeper)? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let deeper = self.deeper()?;
        let mut members: Vec<(String, Json)> = Vec::new();
        // A set beside the list keeps a hostile file with a million members from costing their square.
        let mut names = std::collections::BTreeSet::new();
        while let Some(name) = map.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(A::Error::custom(format_args!("duplicate member \"{name}\"")));
            }
            members.push((name, map.next_value_seed(deeper)?));
        }
        Ok(Json::Object(members))
    }
}
