//! Whose keys the office knows: which unit, which key, from when until when.

use crate::engine::criteria::UnitId;
use crate::engine::json::Json;
use crate::engine::signed::{ReadError, ReadProblem, parse_time, public_key_of, write_time};

/// The keys that the office has enrolled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roster {
    pub lines: Vec<RosterLine>,
}

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

/// Why a text is no roster.
pub type RosterError = ReadError;

impl RosterLine {
    /// Whether the key signs for its unit at this moment.
    pub fn is_valid_at(&self, unix_ms: i64) -> bool {
        self.from_ms <= unix_ms && self.until_ms.is_none_or(|until_ms| unix_ms < until_ms)
    }
}

impl Roster {
    /// The lines of one key.
    pub fn of_key(&self, key: &str) -> impl Iterator<Item = &RosterLine> {
        self.lines.iter().filter(move |line| line.key == key)
    }

    /// Whether any key was ever enrolled for the unit.
    pub fn knows(&self, unit: &str) -> bool {
        self.lines.iter().any(|line| line.unit.as_str() == unit)
    }

    /// The lines as they stand in a criteria-set file: `[{unit, key, from, until}]`, `until` null while it signs.
    pub fn to_json(&self) -> Json {
        let time = |ms: i64| Json::text(write_time(ms).unwrap_or_default());
        let lines = self.lines.iter().map(|line| {
            Json::object([
                ("unit", Json::text(line.unit.as_str())),
                ("key", Json::text(&*line.key)),
                ("from", time(line.from_ms)),
                ("until", line.until_ms.map_or(Json::Null, time)),
            ])
        });
        Json::Array(lines.collect())
    }

    /// Reads such lines strictly.
    pub fn read(value: &Json) -> Result<Self, RosterError> {
        let Json::Array(items) = value else { return Err(wrong("roster".to_owned(), ReadProblem::Invalid)) };
        let lines = items.iter().enumerate().map(|(index, item)| read_line(&format!("roster[{index}]"), item));
        Ok(Roster { lines: lines.collect::<Result<_, _>>()? })
    }
}

fn read_line(place: &str, value: &Json) -> Result<RosterLine, RosterError> {
    let Json::Object(members) = value else { return Err(wrong(place.to_owned(), ReadProblem::Invalid)) };
    const NAMES: [&str; 4] = ["unit", "key", "from", "until"];
    if let Some((name, _)) = members.iter().find(|(name, _)| !NAMES.contains(&name.as_str())) {
        return Err(wrong(format!("{place}.{name}"), ReadProblem::Unknown));
    }
    let member = |name: &str| value.member(name).ok_or_else(|| wrong(format!("{place}.{name}"), ReadProblem::Missing));
    let invalid = |name: &str| wrong(format!("{place}.{name}"), ReadProblem::Invalid);
    let text = |name: &str| member(name)?.as_text().ok_or_else(|| invalid(name));
    let time = |name: &str| parse_time(text(name)?).ok_or_else(|| invalid(name));
    let key = text("key")?;
    public_key_of(key).map_err(|_| invalid("key"))?;
    let is_slug = |id: &str| {
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let unit = text("unit")?;
    if !is_slug(unit) {
        return Err(invalid("unit"));
    }
    Ok(RosterLine {
        unit: UnitId(unit.to_owned().into()),
        key: key.to_owned(),
        from_ms: time("from")?,
        until_ms: match member("until")? {
            Json::Null => None,
            _ => Some(time("until")?),
        },
    })
}

fn wrong(place: String, problem: ReadProblem) -> RosterError {
    ReadError::Member { place, problem }
}
