//! What every signed file begins with, and the references that several kinds of file share.

use super::proof::context;
use super::read::{Members, ReadError};
use super::time::{parse_time, write_time};
use crate::engine::criteria::CriteriaSet;
use crate::engine::json::Json;

/// `@context`, `format`, `id` and `created`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub id: FileId,
    /// Unix milliseconds.
    pub created_ms: i64,
}

/// A file's `id`: a UUIDv7.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId(uuid::Uuid);

/// Which criteria set a file was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetReference {
    pub id: String,
    pub version: u32,
    /// 64 lower-case hex digits.
    pub sha256: String,
}

/// The unit that a file is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitReference {
    pub id: String,
    pub name: String,
}

impl FileId {
    /// A new id from the clock and random bytes.
    pub fn new(unix_ms: i64, random: &[u8; 10]) -> Self {
        let ms = u64::try_from(unix_ms).unwrap_or_default();
        FileId(uuid::Builder::from_unix_timestamp_millis(ms, random).into_uuid())
    }

    /// Reads `urn:uuid:` and a lower-case UUIDv7.
    pub fn parse(text: &str) -> Option<Self> {
        let uuid = uuid::Uuid::try_parse(text.strip_prefix("urn:uuid:")?).ok()?;
        let id = FileId(uuid);
        // The parser takes braces, capitals and no hyphens too.
        let is_v7 = uuid.get_version_num() == 7 && uuid.get_variant() == uuid::Variant::RFC4122;
        (id.urn() == text && is_v7).then_some(id)
    }

    /// The id as written: `urn:uuid:…`.
    pub fn urn(&self) -> String {
        self.0.urn().to_string()
    }
}

impl Head {
    /// The four members, in order.
    pub(super) fn to_members(&self, format: &str) -> Vec<(&'static str, Json)> {
        vec![
            ("@context", context()),
            ("format", Json::text(format)),
            ("id", Json::text(self.id.urn())),
            ("created", Json::text(self.created())),
        ]
    }

    /// `created` as written. The clock of a machine is never so wrong that its year has five digits.
    pub fn created(&self) -> String {
        write_time(self.created_ms).unwrap_or_default()
    }

    /// Reads the four members; `format` must be this one.
    pub(super) fn read(members: &mut Members, format: &str) -> Result<Self, ReadError> {
        members.expect("@context", &context())?;
        members.expect("format", &Json::text(format))?;
        let id = members.parse("id", FileId::parse)?;
        let created_ms = members.parse("created", parse_time)?;
        Ok(Head { id, created_ms })
    }
}

impl SetReference {
    /// Names a set.
    pub fn of(set: &CriteriaSet) -> Self {
        SetReference { id: set.id.to_string(), version: set.version, sha256: set.sha256.to_string() }
    }

    pub(in crate::engine) fn to_json(&self) -> Json {
        Json::object([
            ("id", Json::text(&*self.id)),
            ("version", Json::integer(i64::from(self.version))),
            ("sha256", Json::text(&*self.sha256)),
        ])
    }

    pub(in crate::engine) fn read(mut members: Members) -> Result<Self, ReadError> {
        let reference = SetReference {
            id: members.slug("id")?,
            version: members.integer("version", 1, i64::from(u32::MAX))? as u32,
            sha256: members.parse("sha256", |text| super::FileHash::parse(text).map(|hash| hash.to_string()))?,
        };
        members.end()?;
        Ok(reference)
    }
}

impl UnitReference {
    pub(super) fn to_json(&self) -> Json {
        Json::object([("id", Json::text(&*self.id)), ("name", Json::text(&*self.name))])
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
        let reference = UnitReference { id: members.slug("id")?, name: members.word("name")? };
        members.end()?;
        Ok(reference)
    }
}
