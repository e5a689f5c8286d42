//! The criteria set that is built in: static tables that the build script made from `criteria/`.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::criteria::{
    Assignee, Band, CriteriaFile, CriteriaSet, Criterion, CriterionCode, DueBefore, End, Group, Level, Note, Office,
    Quantities, Range, Rule, Scale, Section, Source, Text, Unit, UnitClass, UnitId, ZeroDenominator,
};

include!(concat!(env!("OUT_DIR"), "/builtin_set.rs"));

/// The criteria set of `criteria/nam-dong-2018`, with what is handed out beside it.
pub fn builtin() -> &'static CriteriaFile {
    &BUILTIN
}
