//! The stored form of a draft, version 1: JSON that a person can read and a later version can migrate.

use super::{Draft, ExportRecord, Misfit, MisfitReason, PersonEntry};
use crate::engine::criteria::{CriteriaSet, CriterionCode, Scale};
use crate::engine::json::{Json, JsonError, MAX_INTEGER, Number, read_json, write_canonical};
use crate::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use crate::engine::signed::FileHash;

/// The member `format` of a stored draft, without its version.
const FORMAT: &str = "tucham/draft/";
/// The version that this code writes.
const VERSION: u32 = 1;

/// A draft as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct DraftV1 {
    pub criteria_set: SetReferenceV1,
    pub unit: String,
    pub period: u16,
    pub saved_at_ms: i64,
    pub saves_count: u64,
    /// By the criterion's code.
    pub entries: Vec<(String, EntryV1)>,
    /// Of criteria that the unit only coordinates.
    pub helping: Vec<(String, EntryV1)>,
    pub misfits: Vec<MisfitV1>,
    pub prepared_by: PersonEntry,
    pub approved_by: PersonEntry,
    pub exports: Vec<ExportRecord>,
    pub contributions: Vec<ExportRecord>,
}

/// Which criteria set a draft was written for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetReferenceV1 {
    pub id: String,
    pub version: u32,
    pub sha256: String,
}

/// One criterion's entry as stored; what was not touched is absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntryV1 {
    pub level: Option<LevelV1>,
    pub typed: Entry,
}

/// A picked level with its printed words, so that another version of the set cannot change what was picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelV1 {
    pub index: usize,
    pub label: String,
}

/// A misfit as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct MisfitV1 {
    pub criterion: String,
    pub reason: MisfitReason,
    pub entry: EntryV1,
}

/// Why a text is not a draft that this code can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftError {
    /// Not JSON, or cut off.
    NotJson(JsonError),
    /// JSON, but not a draft of this program.
    OtherFormat,
    /// Written by a newer version of the program.
    NewerVersion { version: u32 },
    /// A draft with this member missing or of the wrong kind.
    WrongShape { member: &'static str },
}

/// Reads a stored draft of any version that was ever written.
pub fn read_draft(text: &str) -> Result<DraftV1, DraftError> {
    read_document(&read_json(text.as_bytes()).map_err(DraftError::NotJson)?)
}

/// Reads a stored draft that is part of another document.
pub(super) fn read_document(document: &Json) -> Result<DraftV1, DraftError> {
    let format = document.member("format").and_then(Json::as_text);
    let version = format.and_then(|format| format.strip_prefix(FORMAT)).and_then(|version| version.parse().ok());
    match version {
        // The next version adds an arm that migrates from this one.
        Some(VERSION) => read_v1(document),
        Some(version) if version > VERSION => Err(DraftError::NewerVersion { version }),
        _ => Err(DraftError::OtherFormat),
    }
}

/// Writes a draft in the newest stored form.
pub fn write_draft(set: &CriteriaSet, draft: &Draft) -> String {
    write_canonical(&draft_to_json(set, draft))
}

/// A draft in the newest stored form, as part of another document.
pub(super) fn draft_to_json(set: &CriteriaSet, draft: &Draft) -> Json {
    let entries = |entries: &[(CriterionCode, Entry)]| {
        let written = |(code, entry): &(CriterionCode, Entry)| {
            (code.to_string(), entry_to_json(entry, label_of(set, code, entry.level).as_deref()))
        };
        Json::Object(entries.iter().map(written).collect())
    };
    let mut members = vec![
        ("format", Json::text(format!("{FORMAT}{VERSION}"))),
        (
            "criteria_set",
            Json::object([
                ("id", Json::text(&*set.id)),
                ("version", Json::integer(i64::from(set.version))),
                ("sha256", Json::text(&*set.sha256)),
            ]),
        ),
        ("unit", Json::text(draft.unit.as_str())),
        ("period", Json::integer(i64::from(draft.period))),
        ("saved_at_ms", Json::integer(draft.saved_at_ms)),
        ("saves_count", Json::integer(draft.saves_count as i64)),
        ("entries", entries(&draft.entries)),
        ("prepared_by", person_to_json(&draft.prepared_by)),
        ("approved_by", person_to_json(&draft.approved_by)),
    ];
    if !draft.helping.is_empty() {
        members.push(("helping", entries(&draft.helping)));
    }
    if !draft.misfits.is_empty() {
        members.push(("misfits", Json::Array(draft.misfits.iter().map(misfit_to_json).collect())));
    }
    for (name, records) in [("exports", &draft.exports), ("contributions", &draft.contributions)] {
        if !records.is_empty() {
            members.push((name, Json::Array(records.iter().map(export_to_json).collect())));
        }
    }
    object(members)
}

impl EntryV1 {
    /// What was typed, back as an entry; a level keeps its index.
    pub fn into_entry(self) -> Entry {
        Entry { level: self.level.map(|level| level.index), ..self.typed }
    }
}

fn label_of(set: &CriteriaSet, code: &CriterionCode, level: Option<usize>) -> Option<String> {
    match &set.criterion(code.as_str())?.scale {
        Scale::Choice { levels } => levels.get(level?).map(|level| level.label.to_string()),
        _ => None,
    }
}

/// Only what was touched is written.
fn entry_to_json(entry: &Entry, label: Option<&str>) -> Json {
    let mut members = Vec::new();
    if let Some(index) = entry.level {
        let level = [("index", Json::integer(index as i64)), ("label", Json::text(label.unwrap_or_default()))];
        members.push(("level", Json::object(level)));
    }
    members.extend(entry.share.map(|share| ("share", Json::Bool(share))));
    let texts = [
        ("count", &entry.count),
        ("numerator", &entry.numerator),
        ("denominator", &entry.denominator),
        ("explanation", &entry.explanation),
    ];
    members.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| (name, Json::text(text))));
    if entry.not_applicable {
        members.push(("not_applicable", Json::Bool(true)));
    }
    if !entry.evidence.is_empty() {
        let documents = entry.evidence.iter().map(|evidence| {
            let mut members = vec![
                ("title", Json::text(&evidence.title)),
                ("reference", Json::text(&evidence.reference)),
                ("place", Json::text(&evidence.place)),
            ];
            members.extend(evidence.file.as_ref().map(|file| {
                let size = Json::integer(i64::try_from(file.size).unwrap_or(i64::MAX));
                let sha256 = Json::text(file.sha256.to_string());
                ("file", Json::object([("name", Json::text(&file.name)), ("size", size), ("sha256", sha256)]))
            }));
            object(members)
        });
        members.push(("evidence", Json::Array(documents.collect())));
    }
    object(members)
}

fn misfit_to_json(misfit: &Misfit) -> Json {
    let entry = misfit.stored.clone();
    let label = entry.level.as_ref().map(|level| level.label.clone());
    Json::object([
        ("criterion", Json::text(misfit.criterion.as_str())),
        ("reason", Json::text(misfit.reason.name())),
        ("entry", entry_to_json(&entry.into_entry(), label.as_deref())),
    ])
}

fn person_to_json(person: &PersonEntry) -> Json {
    Json::object([
        ("name", Json::text(&person.name)),
        ("position", Json::text(&person.position)),
        ("phone", Json::text(&person.phone)),
        ("email", Json::text(&person.email)),
    ])
}

fn export_to_json(export: &ExportRecord) -> Json {
    Json::object([
        ("revision", Json::integer(export.revision as i64)),
        ("id", Json::text(&export.id)),
        ("created_ms", Json::integer(export.created_ms)),
        ("file_name", Json::text(&export.file_name)),
        ("sha256", Json::text(&export.sha256)),
        ("points", Json::text(&export.points)),
        ("answers_sha256", Json::text(&export.answers_sha256)),
    ])
}

fn read_v1(document: &Json) -> Result<DraftV1, DraftError> {
    let set = document.member("criteria_set").ok_or(DraftError::WrongShape { member: "criteria_set" })?;
    Ok(DraftV1 {
        criteria_set: SetReferenceV1 {
            id: text(set, "id")?,
            version: integer(set, "version")?,
            sha256: text(set, "sha256")?,
        },
        unit: text(document, "unit")?,
        period: integer(document, "period")?,
        saved_at_ms: integer(document, "saved_at_ms")?,
        saves_count: integer(document, "saves_count")?,
        entries: read_entries(document, "entries")?,
        // Absent in drafts that were written before units could help each other.
        helping: match document.member("helping") {
            None => Vec::new(),
            Some(_) => read_entries(document, "helping")?,
        },
        misfits: list(document, "misfits")?.iter().map(read_misfit).collect::<Result<_, _>>()?,
        prepared_by: read_person(document.member("prepared_by"))?,
        approved_by: read_person(document.member("approved_by"))?,
        exports: read_exports(document, "exports")?,
        contributions: read_exports(document, "contributions")?,
    })
}

fn read_entries(document: &Json, member: &'static str) -> Result<Vec<(String, EntryV1)>, DraftError> {
    match document.member(member) {
        Some(Json::Object(members)) => {
            members.iter().map(|(code, entry)| Ok((code.clone(), read_entry(entry)?))).collect()
        }
        _ => Err(DraftError::WrongShape { member }),
    }
}

fn read_exports(document: &Json, member: &'static str) -> Result<Vec<ExportRecord>, DraftError> {
    list(document, member)?.iter().map(read_export).collect()
}

fn read_entry(entry: &Json) -> Result<EntryV1, DraftError> {
    let flag = |member: &'static str| match entry.member(member) {
        None => Ok(None),
        Some(Json::Bool(value)) => Ok(Some(*value)),
        Some(_) => Err(DraftError::WrongShape { member }),
    };
    let level = match entry.member("level") {
        None => None,
        Some(level) => Some(LevelV1 { index: integer(level, "index")?, label: text(level, "label")? }),
    };
    let evidence = list(entry, "evidence")?.iter().map(|document| {
        Ok(EvidenceEntry {
            title: text(document, "title")?,
            reference: text(document, "reference")?,
            place: text(document, "place")?,
            file: document.member("file").map(read_evidence_file).transpose()?,
        })
    });
    let typed = Entry {
        level: None,
        share: flag("share")?,
        count: text_or_empty(entry, "count")?,
        numerator: text_or_empty(entry, "numerator")?,
        denominator: text_or_empty(entry, "denominator")?,
        not_applicable: flag("not_applicable")?.unwrap_or_default(),
        explanation: text_or_empty(entry, "explanation")?,
        evidence: evidence.collect::<Result<_, DraftError>>()?,
    };
    Ok(EntryV1 { level, typed })
}

fn read_evidence_file(file: &Json) -> Result<EvidenceFileEntry, DraftError> {
    let wrong = |member| DraftError::WrongShape { member };
    Ok(EvidenceFileEntry {
        name: text(file, "name")?,
        // Beyond this no export could be written as JSON.
        size: integer(file, "size").ok().filter(|size| *size <= MAX_INTEGER as u64).ok_or(wrong("size"))?,
        sha256: FileHash::parse(&text(file, "sha256")?).ok_or(wrong("sha256"))?,
    })
}

fn read_misfit(misfit: &Json) -> Result<MisfitV1, DraftError> {
    let entry = misfit.member("entry").ok_or(DraftError::WrongShape { member: "entry" })?;
    Ok(MisfitV1 {
        criterion: text(misfit, "criterion")?,
        reason: MisfitReason::of_name(&text(misfit, "reason")?).ok_or(DraftError::WrongShape { member: "reason" })?,
        entry: read_entry(entry)?,
    })
}

fn read_person(person: Option<&Json>) -> Result<PersonEntry, DraftError> {
    let Some(person) = person else { return Ok(PersonEntry::default()) };
    Ok(PersonEntry {
        name: text_or_empty(person, "name")?,
        position: text_or_empty(person, "position")?,
        phone: text_or_empty(person, "phone")?,
        email: text_or_empty(person, "email")?,
    })
}

fn read_export(export: &Json) -> Result<ExportRecord, DraftError> {
    Ok(ExportRecord {
        revision: integer(export, "revision")
            .ok()
            // Beyond this no further revision could be written as JSON.
            .filter(|revision| *revision < 1 << 50)
            .ok_or(DraftError::WrongShape { member: "revision" })?,
        id: text(export, "id")?,
        created_ms: integer(export, "created_ms")?,
        file_name: text(export, "file_name")?,
        sha256: text(export, "sha256")?,
        points: text(export, "points")?,
        answers_sha256: text(export, "answers_sha256")?,
    })
}

fn text(object: &Json, member: &'static str) -> Result<String, DraftError> {
    object.member(member).and_then(Json::as_text).map(str::to_owned).ok_or(DraftError::WrongShape { member })
}

fn text_or_empty(object: &Json, member: &'static str) -> Result<String, DraftError> {
    if object.member(member).is_some() { text(object, member) } else { Ok(String::new()) }
}

fn integer<T: TryFrom<i64>>(object: &Json, member: &'static str) -> Result<T, DraftError> {
    match object.member(member) {
        Some(Json::Number(Number::Integer(number))) => {
            T::try_from(*number).map_err(|_| DraftError::WrongShape { member })
        }
        _ => Err(DraftError::WrongShape { member }),
    }
}

fn list<'a>(object: &'a Json, member: &'static str) -> Result<&'a [Json], DraftError> {
    match object.member(member) {
        None => Ok(&[]),
        Some(Json::Array(items)) => Ok(items),
        Some(_) => Err(DraftError::WrongShape { member }),
    }
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
