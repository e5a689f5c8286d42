//! What the officer has decided beside the files: when each came, which one stands in a conflict, own points with a
//! reason.

use std::collections::{BTreeMap, BTreeSet};

use super::Override;
use crate::engine::decimal::{parse_wire, write_wire};
use crate::engine::json::Json;
use crate::engine::signed::{FileHash, ReadError, ReadProblem, parse_time, write_time};

/// The officer's decisions; none at first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    /// When the office received a file, Unix milliseconds: a file's own times can be back-dated.
    pub received: BTreeMap<FileHash, i64>,
    /// The files that stand in a conflict.
    pub settled: BTreeSet<FileHash>,
    /// At most one counts for each criterion: the last one.
    pub overrides: Vec<Override>,
}

impl Decisions {
    /// The decisions as the office keeps them: `{received, settled, overrides}`, each absent when empty.
    pub fn to_json(&self) -> Json {
        let received = self.received.iter().map(|(sha256, at_ms)| {
            Json::object([
                ("sha256", Json::text(sha256.to_string())),
                ("at", Json::text(write_time(*at_ms).unwrap_or_default())),
            ])
        });
        let overrides = self.overrides.iter().map(|given| {
            Json::object([
                ("criterion", Json::text(&*given.criterion)),
                ("points", Json::text(write_wire(given.points))),
                ("reason", Json::text(&*given.reason)),
            ])
        });
        let lists: [(&str, Vec<Json>); 3] = [
            ("received", received.collect()),
            ("settled", self.settled.iter().map(|sha256| Json::text(sha256.to_string())).collect()),
            ("overrides", overrides.collect()),
        ];
        let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
        Json::Object(lists.map(|(name, items)| (name.to_owned(), Json::Array(items))).collect())
    }

    /// Reads decisions strictly; whether an override fits its criterion is `Override::check`'s.
    pub fn read(value: &Json) -> Result<Self, ReadError> {
        let members = members("decisions", value, &["received", "settled", "overrides"])?;
        let mut decisions = Decisions::default();
        for (name, value) in members {
            let Json::Array(items) = value else { return Err(wrong(name.clone(), ReadProblem::Invalid)) };
            for (index, item) in items.iter().enumerate() {
                decisions.read_item(name, &format!("{name}[{index}]"), item)?;
            }
        }
        Ok(decisions)
    }

    fn read_item(&mut self, list: &str, place: &str, item: &Json) -> Result<(), ReadError> {
        let invalid = |name: &str| wrong(format!("{place}.{name}"), ReadProblem::Invalid);
        let text = |name: &str| {
            let value = item.member(name).ok_or_else(|| wrong(format!("{place}.{name}"), ReadProblem::Missing))?;
            value.as_text().ok_or_else(|| invalid(name))
        };
        let is_new = match list {
            "received" => {
                members(place, item, &["sha256", "at"])?;
                let sha256 = FileHash::parse(text("sha256")?).ok_or_else(|| invalid("sha256"))?;
                let at_ms = parse_time(text("at")?).ok_or_else(|| invalid("at"))?;
                self.received.insert(sha256, at_ms).is_none()
            }
            "settled" => {
                let sha256 = item.as_text().and_then(FileHash::parse);
                self.settled.insert(sha256.ok_or_else(|| wrong(place.to_owned(), ReadProblem::Invalid))?)
            }
            _ => {
                members(place, item, &["criterion", "points", "reason"])?;
                let criterion = text("criterion")?.to_owned();
                let points = parse_wire(text("points")?).ok_or_else(|| invalid("points"))?;
                let is_new = self.overrides.iter().all(|given| given.criterion != criterion);
                self.overrides.push(Override { criterion, points, reason: text("reason")?.to_owned() });
                is_new
            }
        };
        // Two decisions about one thing: nobody could say which one holds.
        if is_new { Ok(()) } else { Err(wrong(place.to_owned(), ReadProblem::Invalid)) }
    }
}

fn members<'a>(place: &str, value: &'a Json, names: &[&str]) -> Result<&'a [(String, Json)], ReadError> {
    let Json::Object(members) = value else { return Err(wrong(place.to_owned(), ReadProblem::Invalid)) };
    match members.iter().find(|(name, _)| !names.contains(&name.as_str())) {
        Some((name, _)) => Err(wrong(format!("{place}.{name}"), ReadProblem::Unknown)),
        None => Ok(members),
    }
}

fn wrong(place: String, problem: ReadProblem) -> ReadError {
    ReadError::Member { place, problem }
}
