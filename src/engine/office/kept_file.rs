//! A file as the office keeps it: its name in the mail, and its text, or what was wrong where it could not be read.

use super::{JudgedFile, Office, judge};
use crate::engine::json::{Json, JsonError, JsonFault, Number};
use crate::engine::signed::{FileHash, Members, ReadError, ReadProblem};

/// A file that the office received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// The name that it came with: anybody's text.
    pub name: String,
    pub content: Content,
}

/// What is kept of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// All of it, letter for letter.
    Text(String),
    /// Not its bytes: what is no JSON, or too large, is kept by its hash and the fault that was found.
    Unreadable { sha256: FileHash, error: JsonError },
}

impl KeptFile {
    /// Judges a file that comes in.
    pub fn receive(office: Office, name: &str, bytes: &[u8]) -> (Self, JudgedFile) {
        let judged = judge(office, bytes);
        let content = match (&judged.reason, std::str::from_utf8(bytes)) {
            (Some(super::Reason::Read(ReadError::Json(error))), _) => {
                Content::Unreadable { sha256: judged.sha256, error: without_name(error.clone()) }
            }
            (_, Ok(text)) => Content::Text(text.to_owned()),
            // What was read was UTF-8.
            (_, Err(_)) => Content::Unreadable { sha256: judged.sha256, error: JsonError::NotUtf8 },
        };
        (KeptFile { name: name.to_owned(), content }, judged)
    }

    /// Judges it anew, as if it came now.
    pub fn judge(&self, office: Office) -> JudgedFile {
        match &self.content {
            Content::Text(text) => judge(office, text.as_bytes()),
            Content::Unreadable { sha256, error } => JudgedFile::unreadable(*sha256, error.clone()),
        }
    }

    /// `{name, text}` or `{name, sha256, fault, …}`.
    pub fn to_json(&self) -> Json {
        let mut members = vec![("name", Json::text(&*self.name))];
        match &self.content {
            Content::Text(text) => members.push(("text", Json::text(&**text))),
            Content::Unreadable { sha256, error } => {
                members.push(("sha256", Json::text(sha256.to_string())));
                members.extend(error_to_members(error));
            }
        }
        Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// Reads one that was kept.
    pub fn read(value: &Json) -> Result<Self, ReadError> {
        Self::read_members(Members::of("", value)?)
    }

    pub(super) fn read_members(mut members: Members) -> Result<Self, ReadError> {
        // Whatever a file is called, it is kept: hidden characters are dealt with where the name is shown.
        let name = members.parse("name", |text| Some(text.to_owned()))?;
        let content = match members.take("text") {
            Some(Json::String(text)) => Content::Text(text.clone()),
            Some(_) => return Err(members.error("text", ReadProblem::Invalid)),
            None => Content::Unreadable {
                sha256: members.parse("sha256", FileHash::parse)?,
                error: read_fault(&mut members)?,
            },
        };
        members.end()?;
        Ok(KeptFile { name, content })
    }
}

/// A doubled member's name is the file's own text, and nobody shows it.
fn without_name(error: JsonError) -> JsonError {
    match error {
        JsonError::Syntax { line, column, fault: JsonFault::DuplicateMember(_) } => {
            JsonError::Syntax { line, column, fault: JsonFault::DuplicateMember(String::new()) }
        }
        other => other,
    }
}

fn error_to_members(error: &JsonError) -> Vec<(&'static str, Json)> {
    let fault = ("fault", Json::text(error.name()));
    // No file has 2^53 bytes.
    let count = |count: usize| Json::integer(count as i64);
    match error {
        JsonError::TooLarge { bytes } => vec![fault, ("bytes", count(*bytes))],
        JsonError::NotUtf8 => vec![fault],
        JsonError::Syntax { line, column, .. } => vec![fault, ("line", count(*line)), ("column", count(*column))],
    }
}

fn read_fault(members: &mut Members) -> Result<JsonError, ReadError> {
    let name = members.text("fault")?;
    if name == JsonError::NotUtf8.name() {
        return Ok(JsonError::NotUtf8);
    }
    if name == (JsonError::TooLarge { bytes: 0 }).name() {
        return Ok(JsonError::TooLarge { bytes: count(members, "bytes")? });
    }
    let faults = [
        JsonFault::End,
        JsonFault::Unexpected,
        JsonFault::String,
        JsonFault::Number,
        JsonFault::NotInteger,
        JsonFault::IntegerTooLarge,
        JsonFault::DuplicateMember(String::new()),
        JsonFault::TooDeep,
    ];
    let fault = faults.into_iter().find(|fault| fault.name() == name);
    let fault = fault.ok_or_else(|| members.error("fault", ReadProblem::Invalid))?;
    Ok(JsonError::Syntax { line: count(members, "line")?, column: count(members, "column")?, fault })
}

fn count(members: &mut Members, name: &str) -> Result<usize, ReadError> {
    match members.required(name)? {
        Json::Number(Number::Integer(value)) => {
            usize::try_from(*value).map_err(|_| members.error(name, ReadProblem::Invalid))
        }
        _ => Err(members.error(name, ReadProblem::Invalid)),
    }
}
