//! Checks the units and classes of a set, and finds who a criterion is given to.

use std::collections::BTreeSet;

use super::place::Place;
use super::source::{ClassSource, Named, UnitSource, UnitsSource};
use super::{Assignee, SetFault, SetProblem, Unit, UnitClass, UnitId};

/// The units and classes that criteria may be given to.
pub(super) struct Roster {
    pub units: Vec<Unit>,
    pub classes: Vec<UnitClass>,
    /// A ministry's set has ten thousand units, and every criterion asks for some.
    unit_ids: BTreeSet<String>,
}

/// Checks that every identifier and every name is one unit's or class's only.
pub(super) fn check_units(source: &Named<UnitsSource>) -> Result<Roster, SetProblem> {
    let place = Place::file(&source.file);
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut roster = Roster { units: Vec::new(), classes: Vec::new(), unit_ids: BTreeSet::new() };
    for (number, unit) in (1..).zip(&source.content.unit) {
        let unit = check_unit(&place, number, unit, &mut ids, &mut names)?;
        roster.unit_ids.insert(unit.id.to_string());
        roster.units.push(unit);
    }
    for (number, class) in (1..).zip(&source.content.class) {
        let class = check_class(&place, number, class, &roster.unit_ids, &mut ids, &mut names)?;
        roster.classes.push(class);
    }
    Ok(roster)
}

impl Roster {
    /// The units and classes with these identifiers.
    pub(super) fn assignees(&self, place: &Place, field: &str, ids: &[String]) -> Result<Vec<Assignee>, SetProblem> {
        let mut seen = BTreeSet::new();
        ids.iter()
            .map(|id| {
                if !seen.insert(id) {
                    return Err(place.problem(field, SetFault::UnitTwice(id.clone())));
                }
                if self.unit_ids.contains(id) {
                    Ok(Assignee::Unit(UnitId(id.clone().into())))
                } else if self.classes.iter().any(|class| class.id == *id) {
                    Ok(Assignee::Class(id.clone().into()))
                } else {
                    Err(place.problem(field, SetFault::UnitUnknown(id.clone())))
                }
            })
            .collect()
    }

    /// How many units these are, each counted once.
    pub(super) fn units_count(&self, assignees: &[Assignee]) -> usize {
        if let [Assignee::Class(id)] = assignees {
            // A class holds no unit twice.
            return self.classes.iter().filter(|class| class.id == *id).map(|class| class.units.len()).sum();
        }
        let mut units = BTreeSet::new();
        for assignee in assignees {
            match assignee {
                Assignee::Unit(id) => {
                    units.insert(id);
                }
                Assignee::Class(id) => {
                    units.extend(self.classes.iter().filter(|class| class.id == *id).flat_map(|class| &*class.units));
                }
            }
        }
        units.len()
    }
}

fn check_unit<'a>(
    place: &Place,
    number: u32,
    source: &'a UnitSource,
    ids: &mut BTreeSet<&'a str>,
    names: &mut BTreeSet<&'a str>,
) -> Result<Unit, SetProblem> {
    let field = |name: &str| format!("unit[{number}].{name}");
    let unit = Unit {
        id: UnitId(place.id(&field("id"), &source.id)?),
        name: place.text(&field("name"), &source.name)?,
        aliases: source
            .aliases
            .iter()
            .map(|alias| place.text(&field("aliases"), alias))
            .collect::<Result<Vec<_>, _>>()?
            .into(),
    };
    if !ids.insert(&source.id) {
        return Err(place.problem(field("id"), SetFault::DuplicateUnit(source.id.clone())));
    }
    if !names.insert(&source.name) {
        return Err(place.problem(field("name"), SetFault::DuplicateName(source.name.clone())));
    }
    match source.aliases.iter().find(|alias| !names.insert(alias)) {
        Some(alias) => Err(place.problem(field("aliases"), SetFault::DuplicateName(alias.clone()))),
        None => Ok(unit),
    }
}

fn check_class<'a>(
    place: &Place,
    number: u32,
    source: &'a ClassSource,
    units: &BTreeSet<String>,
    ids: &mut BTreeSet<&'a str>,
    names: &mut BTreeSet<&'a str>,
) -> Result<UnitClass, SetProblem> {
    let field = |name: &str| format!("class[{number}].{name}");
    let id = place.id(&field("id"), &source.id)?;
    let name = place.text(&field("name"), &source.name)?;
    if !ids.insert(&source.id) {
        return Err(place.problem(field("id"), SetFault::DuplicateUnit(source.id.clone())));
    }
    if !names.insert(&source.name) {
        return Err(place.problem(field("name"), SetFault::DuplicateName(source.name.clone())));
    }
    let mut members = BTreeSet::new();
    for unit in &source.units {
        if !units.contains(unit) {
            return Err(place.problem(field("units"), SetFault::UnitUnknown(unit.clone())));
        }
        if !members.insert(unit) {
            return Err(place.problem(field("units"), SetFault::UnitTwice(unit.clone())));
        }
    }
    if members.is_empty() {
        return Err(place.problem(field("units"), SetFault::ClassEmpty));
    }
    let units: Vec<UnitId> = source.units.iter().map(|unit| UnitId(unit.clone().into())).collect();
    Ok(UnitClass { id, name, units: units.into() })
}
