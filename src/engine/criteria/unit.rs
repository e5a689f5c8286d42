//! Units of the district and the classes that the dispatch addresses together.

use std::fmt;

use super::{List, Text};

/// A unit's identifier in files and links: `xa-huong-phu`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub Text);

impl UnitId {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// An office, division or commune that answers criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: UnitId,
    /// The full name: `UBND xã Hương Phú`.
    pub name: Text,
    /// Other spellings that the dispatch uses for the same unit.
    pub aliases: List<Text>,
}

/// A named set of units: `Các cơ quan, đơn vị trực thuộc UBND huyện`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitClass {
    pub id: Text,
    pub name: Text,
    pub units: List<UnitId>,
}
