//! One keystroke costs one criterion, its section, its group and the total, and nothing else.
#![cfg(feature = "app")]

use leptos::prelude::*;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Assignee, CriteriaFile, Unit};
use tucham::engine::draft::Draft;
use tucham::state::cell::Cell;
use tucham::state::sheet_state::Sheet;

/// What has run so far: criteria, sections, groups, totals.
fn counts(sheet: Sheet) -> [usize; 4] {
    let recomputed = sheet.recomputed();
    [recomputed.criteria.get(), recomputed.sections.get(), recomputed.groups.get(), recomputed.totals.get()]
}

/// Reads everything that the page shows, as its effects do after each change.
fn read_all(sheet: Sheet) {
    for group in sheet.groups().iter() {
        group.total.get_untracked();
        for section in &group.sections {
            section.total.get_untracked();
            section.cells.iter().for_each(|cell| drop(cell.outcome.get_untracked()));
        }
    }
    sheet.total.get_untracked();
}

/// What `act` makes the memos of a commune's and the office's sheet do.
fn check(code: &str, act: impl Fn(Sheet, Cell), expected: [usize; 4]) {
    let owner = Owner::new();
    owner.set();
    let set = &builtin().set;
    let unit = set.unit("van-phong").expect("the office is a unit of the set");
    let sheet = Sheet::new(builtin(), unit, Draft::new(unit.id.clone(), 2018));
    let cell =
        sheet.cells().into_iter().find(|cell| cell.criterion.code.as_str() == code).expect("the office leads it");
    sheet.edit(cell, |entry| entry.numerator = "1".to_owned());
    read_all(sheet);
    let before = counts(sheet);
    act(sheet, cell);
    read_all(sheet);
    let after = counts(sheet);
    let ran: [usize; 4] = std::array::from_fn(|index| after[index] - before[index]);
    assert_eq!(ran, expected, "criteria, sections, groups, totals");
}

#[test]
fn a_keystroke_recomputes_one_criterion_one_section_one_group_and_the_total() {
    check("2.II.1", |sheet, cell| sheet.edit(cell, |entry| entry.denominator = "4".to_owned()), [1, 1, 1, 1]);
}

#[test]
fn a_keystroke_that_changes_no_points_stops_at_its_criterion() {
    check("2.II.1", |sheet, cell| sheet.edit(cell, |entry| entry.explanation = "Theo sổ".to_owned()), [1, 0, 0, 0]);
}

#[test]
fn reading_again_recomputes_nothing() {
    check("2.II.1", |_, _| {}, [0, 0, 0, 0]);
}

/// The built-in set as if this unit led all of it: sections then have up to thirty criteria and more.
fn led_alone(unit: &Unit) -> &'static CriteriaFile {
    let mut file = builtin().clone();
    for group in file.set.groups.to_mut() {
        for criterion in group.sections.to_mut().iter_mut().flat_map(|section| section.criteria.to_mut()) {
            criterion.leads = vec![Assignee::Unit(unit.id.clone())].into();
        }
    }
    Box::leak(Box::new(file))
}

#[test]
fn a_long_section_is_added_up_by_packs() {
    let owner = Owner::new();
    owner.set();
    let unit = builtin().set.unit("van-phong").expect("the office is a unit of the set");
    let sheet = Sheet::new(led_alone(unit), unit, Draft::new(unit.id.clone(), 2018));
    let groups = sheet.groups();
    let longest = groups.iter().flat_map(|group| &group.sections).max_by_key(|section| section.cells.len());
    let cells = &longest.expect("a section").cells;
    assert!(cells.len() > 16, "the longest section has {} criteria", cells.len());
    read_all(sheet);
    let before = (counts(sheet), sheet.recomputed().packs.get());
    sheet.edit(cells[cells.len() - 1], |entry| entry.not_applicable = true);
    read_all(sheet);
    let ran = std::array::from_fn(|index| counts(sheet)[index] - before.0[index]);
    assert_eq!(
        (ran, sheet.recomputed().packs.get() - before.1),
        ([1, 1, 1, 1], 1),
        "only the pack that has the criterion"
    );
}
