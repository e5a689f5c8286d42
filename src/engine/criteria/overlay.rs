//! A criteria set that is another one with a few changes: a new year, units that were merged, notes that say so.
//!
//! Communes are merged and dispatches are renewed far more often than 176 criteria change. Such a set is one file,
//! `overlay.toml`, so that what differs can be read at a glance and the rest cannot drift apart.

use serde::Deserialize;

use super::source::{NoteSource, SetSource, UnitSource};
use super::{SetFault, SetProblem};

/// The one file of such a set.
pub const FILE: &str = "overlay.toml";

/// `overlay.toml`
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overlay {
    /// The folder of the set that this one changes, beside this one's.
    pub base: String,
    id: String,
    version: u32,
    title: String,
    period: u16,
    #[serde(default)]
    merged: Vec<Merged>,
    #[serde(default)]
    note: Vec<NoteSource>,
}

/// A unit that others were merged into. It has all that they had, and stands where the first of them stood.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merged {
    id: String,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    from: Vec<String>,
}

impl Overlay {
    /// Changes the set that it is over; the result is checked like any other.
    ///
    /// # Errors
    /// A unit that was merged and that the base does not have.
    pub fn apply(self, mut base: SetSource) -> Result<SetSource, SetProblem> {
        let head = &mut base.head.content;
        (head.id, head.version, head.title, head.period) = (self.id, self.version, self.title, self.period);
        for (number, merged) in (1..).zip(&self.merged) {
            merge(merged, &mut base).map_err(|fault| SetProblem {
                file: FILE.to_owned(),
                criterion: None,
                field: format!("merged[{number}].from"),
                fault,
            })?;
        }
        base.notes.content.note.extend(self.note);
        Ok(base)
    }
}

fn merge(merged: &Merged, base: &mut SetSource) -> Result<(), SetFault> {
    let units = &mut base.units.content.unit;
    let is_gone = |id: &String| merged.from.contains(id);
    if let Some(unknown) = merged.from.iter().find(|id| !units.iter().any(|unit| unit.id == **id)) {
        return Err(SetFault::UnitUnknown(unknown.clone()));
    }
    let place = units.iter().position(|unit| is_gone(&unit.id)).ok_or(SetFault::ClassEmpty)?;
    units.retain(|unit| !is_gone(&unit.id));
    units.insert(
        place,
        UnitSource { id: merged.id.clone(), name: merged.name.clone(), aliases: merged.aliases.clone() },
    );
    for class in &mut base.units.content.class {
        replace(&mut class.units, &is_gone, &merged.id);
    }
    for criterion in
        base.groups.iter_mut().flat_map(|group| &mut group.content.section).flat_map(|section| &mut section.criterion)
    {
        replace(&mut criterion.lead, &is_gone, &merged.id);
        replace(&mut criterion.coordinating, &is_gone, &merged.id);
    }
    Ok(())
}

/// Puts the new unit where the first of the old ones stands.
fn replace(ids: &mut Vec<String>, is_gone: &impl Fn(&String) -> bool, new: &str) {
    if let Some(place) = ids.iter().position(is_gone) {
        ids.retain(|id| !is_gone(id));
        ids.insert(place, new.to_owned());
    }
}
