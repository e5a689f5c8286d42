//! Turns `criteria/nam-dong-2018` into static tables, so that the Wasm carries neither a parser nor text to parse.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::exit;

use engine::criteria::{Assignee, Band, CriteriaFile, Criterion, End, Group, Level, Quantities, Scale, Section, check};
use rust_decimal::Decimal;

#[allow(dead_code, unused_imports)]
#[path = "src/engine/build_time.rs"]
mod engine;
// A script's own features are its package's, so that `engine` may hold the reader too.
#[allow(dead_code, clippy::duplicate_mod)]
#[path = "src/engine/criteria/toml_source.rs"]
mod toml_source;

const SET: &str = "criteria/nam-dong-2018";

fn main() {
    println!("cargo::rerun-if-changed={SET}");
    println!("cargo::rerun-if-changed=build.rs");
    let files = read_files(Path::new(SET));
    let file = toml_source::read_toml(&files).and_then(|source| check(&source)).unwrap_or_else(|problem| {
        // One readable line instead of a panic's trace.
        println!("cargo::error={SET}: {problem}");
        exit(1)
    });
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("builtin_set.rs");
    fs::write(&out, Tables::default().write(&file)).expect("the build directory can be written");
}

fn read_files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the criteria set's folder is part of the package");
    entries
        .filter_map(Result::ok)
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name.ends_with(".toml"))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("a criteria file is UTF-8 text")))
        .collect()
}

/// Writes lists as statics of their own, because a borrowed list of values that own memory cannot stand inline.
#[derive(Default)]
struct Tables {
    statics: String,
    count: usize,
}

impl Tables {
    fn write(mut self, file: &CriteriaFile) -> String {
        let set = &file.set;
        let groups = self.list("Group", set.groups.iter(), Self::group);
        let units = self.list("Unit", set.units.iter(), |tables, unit| {
            let aliases = tables.list("Text", unit.aliases.iter(), |_, alias| text(alias));
            format!("Unit {{ id: UnitId({}), name: {}, aliases: {aliases} }}", text(unit.id.as_str()), text(&unit.name))
        });
        let classes = self.list("UnitClass", set.classes.iter(), |tables, class| {
            let units = tables.list("UnitId", class.units.iter(), |_, unit| format!("UnitId({})", text(unit.as_str())));
            format!("UnitClass {{ id: {}, name: {}, units: {units} }}", text(&class.id), text(&class.name))
        });
        let notes = self.list("Note", set.notes.iter(), |tables, note| {
            let codes = tables.list("CriterionCode", note.criteria.iter(), |_, code| {
                format!("CriterionCode({})", text(code.as_str()))
            });
            format!("Note {{ criteria: {codes}, text: {} }}", text(&note.text))
        });
        let source = &set.source;
        let source = format!(
            "Source {{ issuer: {}, number: {}, date: {}, subject: {}, draft: {} }}",
            text(&source.issuer),
            text(&source.number),
            text(&source.date),
            text(&source.subject),
            source.draft
        );
        let set = format!(
            "CriteriaSet {{ id: {}, version: {}, title: {}, period: {}, source: {source}, groups: {groups}, units: {units}, classes: {classes}, notes: {notes}, sha256: {} }}",
            text(&set.id),
            set.version,
            text(&set.title),
            set.period,
            text(&set.sha256)
        );
        let mut out = self.statics;
        let _ = writeln!(
            out,
            "static BUILTIN: CriteriaFile = CriteriaFile {{ set: {set}, due: DueBefore {{ month: {}, day: {} }}, office: Office {{ name: {}, email: {} }} }};",
            file.due.month,
            file.due.day,
            text(&file.office.name),
            option(file.office.email.as_deref().map(text))
        );
        out
    }

    fn list<'a, T: 'a>(
        &mut self,
        kind: &str,
        items: impl ExactSizeIterator<Item = &'a T>,
        item: impl Fn(&mut Self, &'a T) -> String,
    ) -> String {
        let length = items.len();
        if length == 0 {
            return "Cow::Borrowed(&[])".to_owned();
        }
        let items: Vec<String> = items.map(|one| item(self, one)).collect();
        self.count += 1;
        let name = format!("LIST_{}", self.count);
        let _ = writeln!(self.statics, "static {name}: [{kind}; {length}] = [{}];", items.join(", "));
        format!("Cow::Borrowed(&{name})")
    }

    fn group(&mut self, group: &Group) -> String {
        let sections = self.list("Section", group.sections.iter(), Self::section);
        format!(
            "Group {{ number: {}, title: {}, maximum: {}, sections: {sections} }}",
            group.number,
            text(&group.title),
            decimal(group.maximum)
        )
    }

    fn section(&mut self, section: &Section) -> String {
        let criteria = self.list("Criterion", section.criteria.iter(), Self::criterion);
        format!(
            "Section {{ number: {}, title: {}, maximum: {}, criteria: {criteria} }}",
            text(&section.number),
            text(&section.title),
            decimal(section.maximum)
        )
    }

    fn criterion(&mut self, criterion: &Criterion) -> String {
        let leads = self.list("Assignee", criterion.leads.iter(), |_, lead| assignee(lead));
        let coordinators = self.list("Assignee", criterion.coordinators.iter(), |_, unit| assignee(unit));
        let scale = self.scale(&criterion.scale);
        format!(
            "Criterion {{ code: CriterionCode({}), heading: {}, title: {}, maximum: {}, scale: {scale}, leads: {leads}, leads_printed: {}, coordinators: {coordinators}, coordinators_printed: {}, rule: Rule::{:?}, rule_reason: {}, note: {} }}",
            text(criterion.code.as_str()),
            option(criterion.heading.as_deref().map(text)),
            text(&criterion.title),
            decimal(criterion.maximum),
            text(&criterion.leads_printed),
            text(&criterion.coordinators_printed),
            criterion.rule,
            text(&criterion.rule_reason),
            option(criterion.note.as_deref().map(text))
        )
    }

    fn scale(&mut self, scale: &Scale) -> String {
        match scale {
            Scale::Choice { levels } => {
                let levels = self.list("Level", levels.iter(), |_, Level { label, points, inferred }| {
                    format!("Level {{ label: {}, points: {}, inferred: {inferred} }}", text(label), decimal(*points))
                });
                format!("Scale::Choice {{ levels: {levels} }}")
            }
            Scale::Count { unit, whole, limit, bands } => format!(
                "Scale::Count {{ unit: {}, whole: {whole}, limit: {}, bands: {} }}",
                text(unit),
                option(limit.map(decimal)),
                self.bands(bands)
            ),
            Scale::Ratio { quantities: numbers, printed, points_printed, zero_denominator } => format!(
                "Scale::Ratio {{ quantities: {}, printed: {}, points_printed: {}, zero_denominator: ZeroDenominator::{zero_denominator:?} }}",
                quantities(numbers),
                text(printed),
                text(points_printed)
            ),
            Scale::Share { printed, points_printed, question } => format!(
                "Scale::Share {{ printed: {}, points_printed: {}, question: {} }}",
                text(printed),
                text(points_printed),
                text(question)
            ),
            Scale::RatioBands { quantities: numbers, bands } => {
                format!("Scale::RatioBands {{ quantities: {}, bands: {} }}", quantities(numbers), self.bands(bands))
            }
        }
    }

    fn bands(&mut self, bands: &[Band]) -> String {
        self.list("Band", bands.iter(), |_, Band { label, points, range, inferred }| {
            format!(
                "Band {{ label: {}, points: {}, range: Range {{ low: {}, high: {} }}, inferred: {inferred} }}",
                text(label),
                decimal(*points),
                end(range.low),
                option(range.high.map(end))
            )
        })
    }
}

fn quantities(quantities: &Quantities) -> String {
    format!(
        "Quantities {{ numerator: {}, denominator: {}, part_of_whole: {}, inferred: {} }}",
        text(&quantities.numerator),
        text(&quantities.denominator),
        quantities.part_of_whole,
        quantities.inferred
    )
}

fn assignee(assignee: &Assignee) -> String {
    match assignee {
        Assignee::Unit(id) => format!("Assignee::Unit(UnitId({}))", text(id.as_str())),
        Assignee::Class(id) => format!("Assignee::Class({})", text(id)),
    }
}

fn end(end: End) -> String {
    format!("End {{ value: {}, included: {} }}", decimal(end.value), end.included)
}

fn decimal(value: Decimal) -> String {
    let parts = value.unpack();
    format!("Decimal::from_parts({}, {}, {}, {}, {})", parts.lo, parts.mid, parts.hi, parts.negative, parts.scale)
}

fn text(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}
