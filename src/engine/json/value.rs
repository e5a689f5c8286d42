//! A JSON value with its members in the order in which they are written.

/// The largest integer that every JSON reader keeps exactly: 2^53 − 1.
pub const MAX_INTEGER: i64 = 9_007_199_254_740_991;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Json>),
    /// Members in written order; a reader has made sure that no name stands twice.
    Object(Vec<(String, Json)>),
}

/// A JSON number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Written without fraction or exponent, at most 2^53 − 1 from zero.
    Integer(i64),
    /// Any other; no file of ours takes one.
    #[cfg(feature = "json-floats")]
    Float(f64),
}

impl Json {
    /// A text.
    pub fn text(text: impl Into<String>) -> Json {
        Json::String(text.into())
    }

    /// An integer; the caller keeps it within 2^53 − 1.
    pub fn integer(integer: i64) -> Json {
        Json::Number(Number::Integer(integer))
    }

    /// An object with these members in this order.
    pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The member with this name.
    pub fn member(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.iter().find(|(member, _)| member == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }
}
