//! The member `set` of a `tucham/criteria-set/1` file: the set as JSON, and the hash that names it.

use sha2::{Digest, Sha256};

use super::{Assignee, Band, CriteriaSet, Criterion, End, Group, Level, Quantities, Scale, Section, ZeroDenominator};
use crate::engine::decimal::write_wire;
use crate::engine::json::{Json, write_canonical};

/// SHA-256 of the canonical JSON of the set, as 64 lower-case hex digits.
pub fn hash_set(set: &CriteriaSet) -> String {
    hex::encode(Sha256::digest(write_canonical(&set_to_json(set))))
}

/// The set as JSON: groups, criteria, scales, units, classes, rules and notes.
pub fn set_to_json(set: &CriteriaSet) -> Json {
    let source = &set.source;
    let mut members = vec![
        ("id", text(&set.id)),
        ("version", Json::integer(i64::from(set.version))),
        ("title", text(&set.title)),
        (
            "source",
            Json::object([
                ("issuer", text(&source.issuer)),
                ("number", text(&source.number)),
                ("date", text(&source.date)),
                ("subject", text(&source.subject)),
                ("draft", Json::Bool(source.draft)),
                // `set` has no member of its own for the year that the dispatch is for.
                ("period", Json::integer(i64::from(set.period))),
            ]),
        ),
        ("groups", list(&set.groups, group)),
        (
            "units",
            list(&set.units, |unit| {
                let mut members = vec![("id", text(unit.id.as_str())), ("name", text(&unit.name))];
                if !unit.aliases.is_empty() {
                    members.push(("aliases", list(&unit.aliases, |alias| text(alias))));
                }
                object(members)
            }),
        ),
        (
            "classes",
            list(&set.classes, |class| {
                Json::object([
                    ("id", text(&class.id)),
                    ("name", text(&class.name)),
                    ("units", list(&class.units, |unit| text(unit.as_str()))),
                ])
            }),
        ),
    ];
    let rules = set.criteria().map(|criterion| {
        Json::object([
            ("criterion", text(criterion.code.as_str())),
            ("rule", text(criterion.rule.name())),
            ("reason", text(&criterion.rule_reason)),
        ])
    });
    members.push(("rules", Json::Array(rules.collect())));
    members.push((
        "notes",
        list(&set.notes, |note| {
            let mut members = Vec::new();
            if !note.criteria.is_empty() {
                members.push(("criteria", list(&note.criteria, |code| text(code.as_str()))));
            }
            members.push(("text", text(&note.text)));
            object(members)
        }),
    ));
    object(members)
}

fn group(group: &Group) -> Json {
    Json::object([
        ("number", Json::integer(i64::from(group.number))),
        ("title", text(&group.title)),
        ("maximum", Json::text(write_wire(group.maximum))),
        ("sections", list(&group.sections, section)),
    ])
}

fn section(section: &Section) -> Json {
    Json::object([
        ("number", text(&section.number)),
        ("title", text(&section.title)),
        ("maximum", Json::text(write_wire(section.maximum))),
        ("criteria", list(&section.criteria, criterion)),
    ])
}

fn criterion(criterion: &Criterion) -> Json {
    let mut members = vec![("code", text(criterion.code.as_str()))];
    if let Some(heading) = &criterion.heading {
        members.push(("heading", text(heading)));
    }
    members.push(("title", text(&criterion.title)));
    members.push(("maximum", Json::text(write_wire(criterion.maximum))));
    members.push(("scale", scale(&criterion.scale)));
    members.push(("lead", list(&criterion.leads, assignee)));
    members.push(("lead_printed", text(&criterion.leads_printed)));
    if !criterion.coordinators.is_empty() {
        members.push(("coordinating", list(&criterion.coordinators, assignee)));
    }
    if !criterion.coordinators_printed.is_empty() {
        members.push(("coordinating_printed", text(&criterion.coordinators_printed)));
    }
    if let Some(note) = &criterion.note {
        members.push(("note", text(note)));
    }
    object(members)
}

fn scale(scale: &Scale) -> Json {
    let mut members;
    match scale {
        Scale::Choice { levels } => {
            members = vec![("kind", text("choice")), ("levels", list(levels, level))];
        }
        Scale::Count { unit, whole, limit, bands } => {
            members = vec![("kind", text("count")), ("unit", text(unit)), ("whole", Json::Bool(*whole))];
            if let Some(limit) = limit {
                members.push(("limit", Json::text(write_wire(*limit))));
            }
            members.push(("levels", list(bands, band)));
        }
        Scale::Ratio { quantities: numbers, printed, points_printed, zero_denominator } => {
            members = vec![("kind", text("ratio"))];
            members.extend(quantities(numbers));
            members.push(("printed", text(printed)));
            members.push(("points_printed", text(points_printed)));
            if *zero_denominator == ZeroDenominator::Maximum {
                members.push(("zero_denominator", text("maximum")));
            }
        }
        Scale::Share { printed, points_printed, question } => {
            members = vec![
                ("kind", text("share")),
                ("question", text(question)),
                ("printed", text(printed)),
                ("points_printed", text(points_printed)),
            ];
        }
        Scale::RatioBands { quantities: numbers, bands } => {
            members = vec![("kind", text("ratio_bands"))];
            members.extend(quantities(numbers));
            members.push(("levels", list(bands, band)));
        }
    }
    object(members)
}

fn quantities(quantities: &Quantities) -> Vec<(&'static str, Json)> {
    vec![
        ("numerator", text(&quantities.numerator)),
        ("denominator", text(&quantities.denominator)),
        ("part_of_whole", Json::Bool(quantities.part_of_whole)),
        ("inferred", Json::Bool(quantities.inferred)),
    ]
}

fn level(level: &Level) -> Json {
    Json::object([
        ("printed", text(&level.label)),
        ("points", Json::text(write_wire(level.points))),
        ("inferred", Json::Bool(level.inferred)),
    ])
}

fn band(band: &Band) -> Json {
    let mut members = vec![
        ("printed", text(&band.label)),
        ("points", Json::text(write_wire(band.points))),
        ("inferred", Json::Bool(band.inferred)),
    ];
    let bound = |end: End, included, excluded| {
        (if end.included { included } else { excluded }, Json::text(write_wire(end.value)))
    };
    members.push(bound(band.range.low, "from", "above"));
    members.extend(band.range.high.map(|high| bound(high, "to", "below")));
    object(members)
}

fn assignee(assignee: &Assignee) -> Json {
    match assignee {
        Assignee::Unit(id) => text(id.as_str()),
        Assignee::Class(id) => text(id),
    }
}

fn list<T>(items: &[T], item: impl Fn(&T) -> Json) -> Json {
    Json::Array(items.iter().map(item).collect())
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(text: &str) -> Json {
    Json::text(text)
}
