//! The criteria set: what one dispatch gives out, as checked data that the rest of the engine can rely on.

mod check;
mod check_criterion;
mod check_levels;
mod check_units;
mod criterion;
#[cfg(feature = "toml-source")]
pub mod overlay;
pub mod packed;
mod place;
mod problem;
mod range;
#[cfg(feature = "toml-source")]
pub mod review;
mod rule;
mod scale;
mod set;
pub mod source;
#[cfg(feature = "toml-source")]
pub mod toml_source;
mod unit;
mod wire;

pub use check::check;
pub use criterion::{Assignee, Criterion, CriterionCode};
pub use problem::{SetFault, SetProblem};
pub use range::{End, Range};
pub use rule::Rule;
pub use scale::{Band, Level, Quantities, Scale, ZeroDenominator};
pub use set::{CriteriaFile, CriteriaSet, DueBefore, Group, Note, Office, Section, Source};
pub use unit::{Unit, UnitClass, UnitId};
pub use wire::{hash_set, set_to_json};

use std::borrow::Cow;

/// A text of a criteria set: static in the built-in set, owned in one that was read from a file.
pub type Text = Cow<'static, str>;
/// A list of a criteria set: static in the built-in set, owned in one that was read from a file.
pub type List<T> = Cow<'static, [T]>;
