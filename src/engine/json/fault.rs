//! Why bytes are not JSON that is read here, and where.

/// Why bytes are not JSON that is read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonError {
    /// More than 8 MiB.
    TooLarge {
        bytes: usize,
    },
    NotUtf8,
    /// Not JSON, or JSON that is not taken; lines and columns count from 1, columns in bytes.
    Syntax {
        line: usize,
        column: usize,
        fault: JsonFault,
    },
}

/// What is wrong at a place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JsonFault {
    /// The text ends too early.
    End,
    /// A character that cannot stand here.
    Unexpected,
    /// A string with a raw control character, an unknown escape or half of a surrogate pair.
    String,
    /// A number of another spelling than JSON's.
    Number,
    /// A number with a fraction or an exponent.
    NotInteger,
    /// An integer beyond 2^53 − 1.
    IntegerTooLarge,
    /// A member that stands twice in one object.
    DuplicateMember(String),
    TooDeep,
}

impl JsonError {
    /// The error's name where programs read it.
    pub fn name(&self) -> &'static str {
        match self {
            JsonError::TooLarge { .. } => "too-large",
            JsonError::NotUtf8 => "not-utf-8",
            JsonError::Syntax { fault, .. } => fault.name(),
        }
    }
}

impl JsonFault {
    /// The fault's name where programs read it.
    pub fn name(&self) -> &'static str {
        match self {
            JsonFault::End => "end",
            JsonFault::Unexpected => "unexpected",
            JsonFault::String => "string",
            JsonFault::Number => "number",
            JsonFault::NotInteger => "not-integer",
            JsonFault::IntegerTooLarge => "integer-too-large",
            JsonFault::DuplicateMember(_) => "duplicate-member",
            JsonFault::TooDeep => "too-deep",
        }
    }
}
