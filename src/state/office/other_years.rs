//! The other years that this browser keeps, to compare a unit with itself.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::desk::ASIDE;
use crate::browser::office_store::{self, Found};
use crate::engine::assignment::Leads;
use crate::engine::builtin::builtin;
use crate::engine::criteria::CriteriaSet;
use crate::engine::json::read_json;
use crate::engine::office::{KeptFile, Office, Roster, UnitPoints, UnitState, Workspace, standings};
use crate::engine::signed::{SetReference, open_set};

/// What the units earned in another year.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OtherYear {
    pub period: u16,
    /// By the unit's identifier.
    pub units: BTreeMap<String, UnitPoints>,
}

/// Calls `done` with the names of the years that the browser keeps, but for this one.
pub fn list(but: String, done: impl FnOnce(Vec<String>) + 'static) {
    office_store::keys("", move |keys| {
        done(keys.into_iter().filter(|key| key.contains('/') && !key.starts_with(ASIDE) && *key != but).collect());
    });
}

/// Calls `done` with what the units earned in a year that the browser keeps; with `None` if it cannot be read.
pub fn of_browser(year: String, done: impl FnOnce(Option<OtherYear>) + 'static) {
    office_store::get(&year.clone(), move |found| {
        let facts = match found {
            Found::Text(text) => Workspace::read(text.as_bytes()).ok(),
            Found::Nothing | Found::Refused => None,
        };
        let Some(mut workspace) = facts else { return done(None) };
        let files = Rc::new(RefCell::new(Vec::new()));
        let coming = Rc::clone(&files);
        let each = move |_: String, text: String| {
            let kept = read_json(text.as_bytes()).ok().and_then(|json| KeptFile::read(&json).ok());
            coming.borrow_mut().extend(kept);
        };
        office_store::files(&year, each, move |is_whole| {
            workspace.files = files.take();
            done(if is_whole { of_workspace(&workspace) } else { None });
        });
    });
}

/// What the units earned by a workspace; `None` if its criteria set is not here.
pub fn of_workspace(workspace: &Workspace) -> Option<OtherYear> {
    let own;
    let set: &CriteriaSet = match &workspace.criteria_file {
        None => &builtin().set,
        Some(text) => {
            own = open_set(text.as_bytes()).ok()?;
            &own.file.set
        }
    };
    if SetReference::of(set) != workspace.set {
        return None;
    }
    let roster: &Roster = &workspace.roster;
    let leads = Leads::of(set);
    let office = Office { set, leads: &leads, roster, period: Some(workspace.period), now_ms: None };
    let judged: Vec<_> = workspace.files.iter().map(|kept| kept.judge(office).slim()).collect();
    let (standings, _) = standings(set, &judged, &workspace.decisions.settled);
    let units = standings.into_iter().filter_map(|standing| match standing.state {
        UnitState::Received { submission, .. } => Some((standing.unit.to_string(), UnitPoints::of(set, submission))),
        UnitState::Missing | UnitState::Conflict { .. } => None,
    });
    Some(OtherYear { period: workspace.period, units: units.collect() })
}
