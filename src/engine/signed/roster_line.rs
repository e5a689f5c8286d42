//! One enrolled key, as it stands in a criteria-set file: `{unit, key, from, until}`, `until` null while it signs.

use super::read::{Members, ReadError, ReadProblem};
use super::{parse_time, public_key_of, write_time};
use crate::engine::criteria::UnitId;
use crate::engine::json::Json;

/// One enrolled key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterLine {
    pub unit: UnitId,
    /// `z6Mk…`
    pub key: String,
    /// The first moment at which it signs, Unix milliseconds.
    pub from_ms: i64,
    /// The first moment at which it signs no more, if it was revoked or replaced.
    pub until_ms: Option<i64>,
}

impl RosterLine {
    /// Whether the key signs for its unit at this moment.
    pub fn is_valid_at(&self, unix_ms: i64) -> bool {
        self.from_ms <= unix_ms && self.until_ms.is_none_or(|until_ms| unix_ms < until_ms)
    }

    /// The line as the file has it.
    pub fn to_json(&self) -> Json {
        let time = |ms: i64| Json::text(write_time(ms).unwrap_or_default());
        Json::object([
            ("unit", Json::text(self.unit.as_str())),
            ("key", Json::text(&*self.key)),
            ("from", time(self.from_ms)),
            ("until", self.until_ms.map_or(Json::Null, time)),
        ])
    }

    /// Reads a list of lines strictly.
    pub fn read_list(value: &Json) -> Result<Vec<Self>, ReadError> {
        let wrapped = Json::object([("roster", value.clone())]);
        Members::of("", &wrapped)?.list("roster")?.into_iter().map(Self::read).collect()
    }

    pub(super) fn read(mut members: Members) -> Result<Self, ReadError> {
        let unit = members.slug("unit")?;
        let key = members.spelt("key", |text| public_key_of(text).is_ok())?;
        let from_ms = members.parse("from", parse_time)?;
        let until_ms = match members.required("until")? {
            Json::Null => None,
            value => {
                let time = value.as_text().and_then(parse_time);
                Some(time.ok_or_else(|| members.error("until", ReadProblem::Invalid))?)
            }
        };
        members.end()?;
        Ok(RosterLine { unit: UnitId(unit.into()), key, from_ms, until_ms })
    }
}
