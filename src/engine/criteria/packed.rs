//! A criteria set as lines of text: what the build script puts into the program, and how the program reads it.
//!
//! Static tables of the same set weigh 26 KB more after brotli: pointers, capacities and padding outweigh the text.
//! Each value is a line, a list is its length and then its items. The build script writes it, and the form keeps a set
//! out of a file so, under a checksum; reading trusts what they wrote, and tests compare the two.

use rust_decimal::Decimal;

use super::{
    Assignee, Band, CriteriaFile, CriteriaSet, Criterion, CriterionCode, DueBefore, End, Group, Level, List, Note,
    Office, Quantities, Range, Rule, Scale, Section, Source, Text, Unit, UnitClass, UnitId, ZeroDenominator,
};
use crate::engine::decimal::{parse_wire, write_wire};

/// The order of the lines, which a kept text carries along: in another order every line would be read as something else.
/// Whoever changes the order raises the number; a test holds them against each other.
pub const LAYOUT: &str = "1";

/// Writes a set as lines.
pub fn pack(file: &CriteriaFile) -> String {
    let mut lines = String::new();
    file.pack(&mut lines);
    lines
}

/// Reads what `pack` wrote; texts stay where they are.
pub fn unpack(lines: &'static str) -> CriteriaFile {
    CriteriaFile::unpack(&mut Lines(lines))
}

/// The lines that are still to be read.
struct Lines(&'static str);

impl Lines {
    fn next(&mut self) -> &'static str {
        let (line, rest) = self.0.split_once('\n').unwrap_or((self.0, ""));
        self.0 = rest;
        line
    }
}

/// Something that is written as lines.
trait Packed: Sized {
    fn pack(&self, lines: &mut String);
    fn unpack(lines: &mut Lines) -> Self;
}

/// A struct is its fields, one after the other.
macro_rules! packed_fields {
    ($kind:ident { $($field:ident),* }) => {
        impl Packed for $kind {
            fn pack(&self, lines: &mut String) {
                $(self.$field.pack(lines);)*
            }

            fn unpack(lines: &mut Lines) -> Self {
                $(let $field = Packed::unpack(lines);)*
                $kind { $($field),* }
            }
        }
    };
}

packed_fields!(CriteriaFile { set, due, office });
packed_fields!(CriteriaSet { id, version, title, period, source, groups, units, classes, notes, sha256 });
packed_fields!(Source { issuer, number, date, subject, draft });
packed_fields!(DueBefore { month, day });
packed_fields!(Office { name, email });
packed_fields!(Group { number, title, maximum, sections });
packed_fields!(Section { number, title, maximum, criteria });
packed_fields!(Criterion {
    code,
    heading,
    title,
    maximum,
    scale,
    leads,
    leads_printed,
    coordinators,
    coordinators_printed,
    rule,
    rule_reason,
    note
});
packed_fields!(Unit { id, name, aliases });
packed_fields!(UnitClass { id, name, units });
packed_fields!(Note { criteria, text });
packed_fields!(Level { label, points, inferred });
packed_fields!(Band { label, points, range, inferred });
packed_fields!(Range { low, high });
packed_fields!(End { value, included });
packed_fields!(Quantities { numerator, denominator, part_of_whole, inferred });

impl Packed for Scale {
    fn pack(&self, lines: &mut String) {
        match self {
            Scale::Choice { levels } => {
                write_line("choice", lines);
                levels.pack(lines);
            }
            Scale::Count { unit, whole, limit, bands } => {
                write_line("count", lines);
                unit.pack(lines);
                whole.pack(lines);
                limit.pack(lines);
                bands.pack(lines);
            }
            Scale::Ratio { quantities, printed, points_printed, zero_denominator } => {
                write_line("ratio", lines);
                quantities.pack(lines);
                printed.pack(lines);
                points_printed.pack(lines);
                (*zero_denominator == ZeroDenominator::Maximum).pack(lines);
            }
            Scale::Share { printed, points_printed, question } => {
                write_line("share", lines);
                printed.pack(lines);
                points_printed.pack(lines);
                question.pack(lines);
            }
            Scale::RatioBands { quantities, bands } => {
                write_line("ratio_bands", lines);
                quantities.pack(lines);
                bands.pack(lines);
            }
        }
    }

    fn unpack(lines: &mut Lines) -> Self {
        match lines.next() {
            "choice" => Scale::Choice { levels: Packed::unpack(lines) },
            "count" => Scale::Count {
                unit: Packed::unpack(lines),
                whole: Packed::unpack(lines),
                limit: Packed::unpack(lines),
                bands: Packed::unpack(lines),
            },
            "ratio" => Scale::Ratio {
                quantities: Packed::unpack(lines),
                printed: Packed::unpack(lines),
                points_printed: Packed::unpack(lines),
                zero_denominator: match Packed::unpack(lines) {
                    true => ZeroDenominator::Maximum,
                    false => ZeroDenominator::NoScore,
                },
            },
            "share" => Scale::Share {
                printed: Packed::unpack(lines),
                points_printed: Packed::unpack(lines),
                question: Packed::unpack(lines),
            },
            _ => Scale::RatioBands { quantities: Packed::unpack(lines), bands: Packed::unpack(lines) },
        }
    }
}

impl Packed for Rule {
    fn pack(&self, lines: &mut String) {
        write_line(self.name(), lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        Rule::of_name(lines.next()).unwrap_or(Rule::Single)
    }
}

impl Packed for Assignee {
    fn pack(&self, lines: &mut String) {
        match self {
            Assignee::Unit(id) => write_line(&format!("={id}"), lines),
            Assignee::Class(id) => write_line(&format!("*{id}"), lines),
        }
    }

    fn unpack(lines: &mut Lines) -> Self {
        let line = lines.next();
        match line.strip_prefix('*') {
            Some(class) => Assignee::Class(class.into()),
            None => Assignee::Unit(UnitId(line.trim_start_matches('=').into())),
        }
    }
}

impl Packed for UnitId {
    fn pack(&self, lines: &mut String) {
        self.0.pack(lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        UnitId(Packed::unpack(lines))
    }
}

impl Packed for CriterionCode {
    fn pack(&self, lines: &mut String) {
        self.0.pack(lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        CriterionCode(Packed::unpack(lines))
    }
}

impl Packed for Text {
    fn pack(&self, lines: &mut String) {
        write_line(self, lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        lines.next().into()
    }
}

impl Packed for bool {
    fn pack(&self, lines: &mut String) {
        write_line(if *self { "1" } else { "0" }, lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        lines.next() == "1"
    }
}

impl Packed for Decimal {
    fn pack(&self, lines: &mut String) {
        write_line(&write_wire(*self), lines);
    }

    fn unpack(lines: &mut Lines) -> Self {
        parse_wire(lines.next()).unwrap_or_default()
    }
}

impl<T: Packed + Clone> Packed for List<T> {
    fn pack(&self, lines: &mut String) {
        (self.len() as u32).pack(lines);
        self.iter().for_each(|item| item.pack(lines));
    }

    fn unpack(lines: &mut Lines) -> Self {
        (0..u32::unpack(lines)).map(|_| T::unpack(lines)).collect()
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, lines: &mut String) {
        self.is_some().pack(lines);
        if let Some(value) = self {
            value.pack(lines);
        }
    }

    fn unpack(lines: &mut Lines) -> Self {
        bool::unpack(lines).then(|| T::unpack(lines))
    }
}

macro_rules! packed_number {
    ($($kind:ty)*) => {
        $(impl Packed for $kind {
            fn pack(&self, lines: &mut String) {
                write_line(&self.to_string(), lines);
            }

            fn unpack(lines: &mut Lines) -> Self {
                lines.next().parse().unwrap_or_default()
            }
        })*
    };
}

packed_number!(u8 u16 u32);

fn write_line(line: &str, lines: &mut String) {
    debug_assert!(!line.contains('\n'), "the set's check lets no line break through");
    lines.push_str(line);
    lines.push('\n');
}
