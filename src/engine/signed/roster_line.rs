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
    /// A key that signs from the beginning of the year in which it is first known to have signed: what a unit exported
    /// before it enrolled its key counts too.
    pub fn enrolled(unit: UnitId, key: String, first_signed_ms: i64) -> Self {
        RosterLine { unit, key, from_ms: start_of_year(first_signed_ms), until_ms: None }
    }

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

/// The beginning of a moment's year in Việt Nam.
fn start_of_year(unix_ms: i64) -> i64 {
    let year = write_time(unix_ms).unwrap_or_default();
    let start = year.get(..4).and_then(|year| parse_time(&format!("{year}-01-01T00:00:00+07:00")));
    start.unwrap_or(unix_ms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_signs_from_the_beginning_of_its_first_year_in_viet_nam() {
        let from = |first: &str| {
            let line = RosterLine::enrolled(UnitId("xa".into()), String::new(), parse_time(first).unwrap());
            write_time(line.from_ms).unwrap()
        };
        assert_eq!(from("2018-10-12T08:30:00+07:00"), "2018-01-01T00:00:00+07:00");
        assert_eq!(from("2018-01-01T00:00:00+07:00"), "2018-01-01T00:00:00+07:00");
        // Still the old year in Greenwich.
        assert_eq!(from("2018-12-31T18:00:00Z"), "2019-01-01T00:00:00+07:00");
    }
}
