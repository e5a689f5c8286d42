//! Turns what a set's files say into a criteria set, or says which file, criterion and field are wrong.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::check_criterion::check_criterion;
use super::check_units::{Roster, check_units};
use super::place::Place;
use super::source::{GroupSource, HeadSource, Named, NoteSource, SectionSource, SetSource};
use super::{
    CriteriaFile, CriteriaSet, Criterion, CriterionCode, DueBefore, Group, Note, Office, Section, SetFault, SetProblem,
    Source, Text, hash_set,
};

/// Checks everything and builds the set; the first fault found is told.
pub fn check(source: &SetSource) -> Result<CriteriaFile, SetProblem> {
    let head = &source.head.content;
    let place = Place::file(&source.head.file);
    let roster = check_units(&source.units)?;
    let groups = check_groups(source, &roster)?;
    let mut set = CriteriaSet {
        id: place.id("id", &head.id)?,
        version: head.version,
        title: place.text("title", &head.title)?,
        period: head.period,
        source: check_dispatch(&place, head)?,
        groups: groups.into(),
        units: roster.units.into(),
        classes: roster.classes.into(),
        notes: Vec::new().into(),
        sha256: Text::default(),
    };
    if head.version == 0 {
        return Err(place.problem("version", SetFault::VersionZero));
    }
    if !(2018..=9999).contains(&head.period) {
        return Err(place.problem("period", SetFault::PeriodImpossible(head.period)));
    }
    let notes = &source.notes;
    let notes: Vec<Note> = (1..)
        .zip(&notes.content.note)
        .map(|(number, note)| check_note(&Place::file(&notes.file), number, note, &set))
        .collect::<Result<_, _>>()?;
    set.notes = notes.into();
    set.sha256 = hash_set(&set).into();
    let hand_out = &head.hand_out;
    Ok(CriteriaFile {
        due: check_due(&place, &hand_out.due_before)?,
        office: Office {
            name: place.text("hand_out.office_name", &hand_out.office_name)?,
            email: place.optional_text("hand_out.office_email", hand_out.office_email.as_deref())?,
        },
        set,
    })
}

fn check_dispatch(place: &Place, head: &HeadSource) -> Result<Source, SetProblem> {
    Ok(Source {
        issuer: place.text("source.issuer", &head.source.issuer)?,
        number: place.text("source.number", &head.source.number)?,
        date: place.text("source.date", &head.source.date)?,
        subject: place.text("source.subject", &head.source.subject)?,
        draft: head.source.draft,
    })
}

fn check_due(place: &Place, due_before: &str) -> Result<DueBefore, SetProblem> {
    let two_digits = |text: &str| {
        let fits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        if fits { text.parse::<u8>().ok() } else { None }
    };
    let parsed = due_before.split_once('-').and_then(|(month, day)| Some((two_digits(month)?, two_digits(day)?)));
    // 29 February is not in every year.
    let last_day = |month| match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match parsed {
        Some((month @ 1..=12, day)) if (1..=last_day(month)).contains(&day) => Ok(DueBefore { month, day }),
        _ => Err(place.problem("hand_out.due_before", SetFault::NotMonthAndDay(due_before.to_owned()))),
    }
}

fn check_groups(source: &SetSource, roster: &Roster) -> Result<Vec<Group>, SetProblem> {
    if source.groups.is_empty() {
        return Err(Place::file("group-1.toml").problem("", SetFault::FileMissing));
    }
    let mut codes = BTreeSet::new();
    (1..)
        .zip(&source.groups)
        .map(|(number, named)| {
            if usize::from(named.content.number) != number {
                let fault = SetFault::GroupOutOfOrder { expected: number };
                return Err(Place::file(&named.file).problem("number", fault));
            }
            check_codes(named, &mut codes)?;
            check_group(named, roster)
        })
        .collect()
}

fn check_group(named: &Named<GroupSource>, roster: &Roster) -> Result<Group, SetProblem> {
    let place = Place::file(&named.file);
    let group = &named.content;
    let title = place.text("title", &group.title)?;
    let maximum = place.decimal("maximum", &group.maximum)?;
    let sections: Vec<Section> = (1..)
        .zip(&group.section)
        .map(|(position, section)| check_section(&place, group.number, position, section, roster))
        .collect::<Result<_, _>>()?;
    let found: usize = sections.iter().map(|section| section.criteria.len()).sum();
    if found != group.criteria_count {
        return Err(place.problem("criteria_count", SetFault::CountDiffers { stated: group.criteria_count, found }));
    }
    check_sum(&place, "maximum", maximum, sections.iter().map(|section| section.maximum).sum())?;
    Ok(Group { number: group.number, title, maximum, sections: sections.into() })
}

fn check_section(
    place: &Place,
    group: u8,
    position: u32,
    source: &SectionSource,
    roster: &Roster,
) -> Result<Section, SetProblem> {
    let field = |name: &str| format!("section[{position}].{name}");
    let expected = roman(position);
    if source.number != expected {
        return Err(place.problem(field("number"), SetFault::SectionOutOfOrder { expected }));
    }
    let title = place.text(&field("title"), &source.title)?;
    let maximum = place.decimal(&field("maximum"), &source.maximum)?;
    let prefix = format!("{group}.{expected}.");
    let criteria: Vec<Criterion> = source
        .criterion
        .iter()
        .map(|criterion| check_criterion(place.criterion(&criterion.code), &prefix, criterion, roster))
        .collect::<Result<_, _>>()?;
    check_sum(place, &field("maximum"), maximum, criteria.iter().map(|criterion| criterion.maximum).sum())?;
    Ok(Section { number: expected.into(), title, maximum, criteria: criteria.into() })
}

fn check_sum(place: &Place, field: &str, stated: Decimal, sum: Decimal) -> Result<(), SetProblem> {
    if stated == sum { Ok(()) } else { Err(place.problem(field, SetFault::SumDiffers { stated, sum })) }
}

/// No code twice in the set, and numbers that rise within a section. They may skip: the dispatch gives some levels a
/// number of their own (1.II, 1.III).
fn check_codes<'a>(named: &'a Named<GroupSource>, codes: &mut BTreeSet<&'a str>) -> Result<(), SetProblem> {
    for section in &named.content.section {
        let mut last = 0;
        for criterion in &section.criterion {
            let place = Place::file(&named.file).criterion(&criterion.code);
            if !codes.insert(&criterion.code) {
                return Err(place.problem("code", SetFault::DuplicateCode));
            }
            let number = criterion.code.rsplit('.').next().and_then(|number| number.parse::<u32>().ok());
            // One that is no number is told by the criterion's own check.
            let number = number.unwrap_or(u32::MAX);
            if number <= last {
                return Err(place.problem("code", SetFault::CodeOutOfOrder));
            }
            last = number;
        }
    }
    Ok(())
}

fn check_note(place: &Place, number: u32, source: &NoteSource, set: &CriteriaSet) -> Result<Note, SetProblem> {
    let field = |name: &str| format!("note[{number}].{name}");
    let codes = source
        .criteria
        .iter()
        .map(|code| match set.criterion(code) {
            Some(criterion) => Ok(criterion.code.clone()),
            None => Err(place.criterion(code).problem(field("criteria"), SetFault::CriterionUnknown)),
        })
        .collect::<Result<Vec<CriterionCode>, _>>()?;
    Ok(Note { criteria: codes.into(), text: place.text(&field("text"), &source.text)? })
}

/// The Roman number of a section.
fn roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}
