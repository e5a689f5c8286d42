//! A criteria set as it is written, before any check: what TOML files or a JSON file say, word for word.

use serde::{Deserialize, Serialize};

/// Everything that the files of a set say.
#[derive(Debug, Clone)]
pub struct SetSource {
    pub head: Named<HeadSource>,
    pub units: Named<UnitsSource>,
    pub groups: Vec<Named<GroupSource>>,
    pub notes: Named<NotesSource>,
}

/// Something with the name of the file that it was read from, for errors.
#[derive(Debug, Clone)]
pub struct Named<T> {
    pub file: String,
    pub content: T,
}

/// `set.toml`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadSource {
    pub id: String,
    pub version: u32,
    pub title: String,
    pub period: u16,
    pub source: DispatchSource,
    pub hand_out: HandOutSource,
}

/// The dispatch that the set was transcribed from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispatchSource {
    pub issuer: String,
    pub number: String,
    pub date: String,
    pub subject: String,
    pub draft: bool,
}

/// What is handed out beside the set and may change without changing it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOutSource {
    /// `MM-DD`
    pub due_before: String,
    pub office_name: String,
    pub office_email: Option<String>,
}

/// `units.toml`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitsSource {
    pub unit: Vec<UnitSource>,
    pub class: Vec<ClassSource>,
}

/// One unit.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitSource {
    pub id: String,
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A named set of units.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassSource {
    pub id: String,
    pub name: String,
    pub units: Vec<String>,
}

/// `notes.toml`
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotesSource {
    pub note: Vec<NoteSource>,
}

/// One note for officers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteSource {
    #[serde(default)]
    pub criteria: Vec<String>,
    pub text: String,
}

/// `group-N.toml`, with the counts that the dispatch prints.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSource {
    pub number: u8,
    pub title: String,
    pub criteria_count: usize,
    pub maximum: String,
    pub section: Vec<SectionSource>,
}

/// One section of a group.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionSource {
    pub number: String,
    pub title: String,
    pub maximum: String,
    pub criterion: Vec<CriterionSource>,
}

/// One criterion. Exactly one of the five scales is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionSource {
    pub code: String,
    pub heading: Option<String>,
    pub title: String,
    pub maximum: String,
    pub lead: Vec<String>,
    pub lead_printed: String,
    #[serde(default)]
    pub coordinating: Vec<String>,
    #[serde(default)]
    pub coordinating_printed: String,
    pub rule: String,
    pub rule_reason: String,
    pub note: Option<String>,
    pub choice: Option<ChoiceSource>,
    pub count: Option<CountSource>,
    pub ratio: Option<RatioSource>,
    pub share: Option<ShareSource>,
    pub ratio_bands: Option<RatioBandsSource>,
}

/// A choice's levels.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceSource {
    pub levels: Vec<LevelSource>,
}

/// A count with its bands.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountSource {
    pub unit: String,
    pub whole: bool,
    pub limit: Option<String>,
    pub levels: Vec<LevelSource>,
}

/// A ratio.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioSource {
    pub numerator: String,
    pub denominator: String,
    pub part_of_whole: bool,
    #[serde(default)]
    pub inferred: bool,
    pub printed: String,
    pub points_printed: String,
    /// `maximum`, where the dispatch gives all points when there is nothing to divide by.
    pub zero_denominator: Option<String>,
}

/// A share of units.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShareSource {
    pub question: String,
    pub printed: String,
    pub points_printed: String,
}

/// A ratio that picks a level; bounds are in hundredths.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioBandsSource {
    pub numerator: String,
    pub denominator: String,
    pub part_of_whole: bool,
    #[serde(default)]
    pub inferred: bool,
    pub levels: Vec<LevelSource>,
}

/// A printed level; the bounds only where a number picks it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelSource {
    pub printed: String,
    pub points: String,
    #[serde(default)]
    pub inferred: bool,
    /// The smallest number of the level.
    pub from: Option<String>,
    /// A number that all of the level are above.
    pub above: Option<String>,
    /// The largest number of the level.
    pub to: Option<String>,
    /// A number that all of the level are below.
    pub below: Option<String>,
}
