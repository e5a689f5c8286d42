//! What an office knows when it asks for verdicts or a sum, as one JSON document: the time, the year, keys, decisions.

use super::{Decisions, Roster};
use crate::engine::json::{Json, Number};
use crate::engine::signed::{Members, ReadError, ReadProblem, parse_time};

/// Largest document of this kind that is read: a roster of a hundred thousand keys.
pub const MAX_KNOWLEDGE_BYTES: usize = 16 * 1024 * 1024;

/// What an office knows beside its criteria set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Knowledge {
    /// The reader's clock, Unix milliseconds; none asks nobody.
    pub now_ms: Option<i64>,
    /// The year that is consolidated; none is the set's own.
    pub period: Option<u16>,
    pub roster: Roster,
    pub decisions: Decisions,
}

impl Knowledge {
    /// Reads `{now, period, roster, decisions}`. `now` must be said, if only to say that there is none: whoever forgets
    /// it would not be warned of wrong clocks. Whether an override fits its criterion is `Override::check`'s.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of("", document)?;
        let now_ms = match members.required("now")? {
            Json::Null => None,
            Json::String(text) => Some(parse_time(text).ok_or_else(|| members.error("now", ReadProblem::Invalid))?),
            _ => return Err(members.error("now", ReadProblem::Invalid)),
        };
        let period = match members.take("period") {
            None | Some(Json::Null) => None,
            Some(Json::Number(Number::Integer(year @ 2018..=9999))) => Some(*year as u16),
            Some(_) => return Err(members.error("period", ReadProblem::Invalid)),
        };
        let roster = members.take("roster").map(Roster::read).transpose()?.unwrap_or_default();
        let decisions = members.take("decisions").map(Decisions::read).transpose().map_err(inside_decisions)?;
        members.end()?;
        Ok(Knowledge { now_ms, period, roster, decisions: decisions.unwrap_or_default() })
    }
}

/// Decisions tell their places as if they were the whole document.
fn inside_decisions(error: ReadError) -> ReadError {
    match error {
        ReadError::Member { place, problem } if !place.starts_with("decisions") => {
            ReadError::Member { place: format!("decisions.{place}"), problem }
        }
        other => other,
    }
}
