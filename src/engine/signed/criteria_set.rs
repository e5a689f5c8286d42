//! What the office hands out: criteria, units, roster of keys and deadline, `tucham/criteria-set/1`.

use super::read::{Members, ReadError, ReadProblem};
use super::row::object;
use super::{Head, RosterLine};
use crate::engine::criteria::source::{
    ChoiceSource, ClassSource, CountSource, CriterionSource, DispatchSource, GroupSource, HandOutSource, HeadSource,
    LevelSource, Named, NoteSource, NotesSource, RatioBandsSource, RatioSource, SectionSource, SetSource, ShareSource,
    UnitSource, UnitsSource,
};
use crate::engine::criteria::{CriteriaFile, set_to_json};
use crate::engine::json::Json;

/// The name by which faults of such a file's set are told.
const NAME: &str = "criteria-set";

/// A criteria set as it stands in its file, before the checks of [`check`](crate::engine::criteria::check).
#[derive(Debug, Clone)]
pub struct CriteriaSetV1 {
    pub head: Head,
    pub set: SetSource,
    pub roster: Vec<RosterLine>,
    pub office: OfficeV1,
}

/// The office as the file names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeV1 {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// The office's own public key, `z6Mk…`, which units pin on first use.
    pub key: Option<String>,
}

impl CriteriaSetV1 {
    /// The member `format`.
    pub const FORMAT: &str = "tucham/criteria-set/1";

    /// `tucham_botieuchi_<set id>_v<version>.json`
    pub fn file_name(file: &CriteriaFile) -> String {
        format!("tucham_botieuchi_{}_v{}.json", file.set.id, file.set.version)
    }

    /// The document of a checked set without its proof, members in the order of the format.
    pub fn document(head: &Head, file: &CriteriaFile, roster: &[RosterLine], office: &OfficeV1) -> Json {
        let optional = |name: &'static str, text: &Option<String>| text.as_deref().map(|text| (name, Json::text(text)));
        let mut members = vec![("name", Json::text(&*office.name))];
        members.extend(optional("email", &office.email));
        members.extend(optional("phone", &office.phone));
        members.extend(optional("key", &office.key));
        let mut document = head.to_members(Self::FORMAT);
        document.extend([
            ("set", set_to_json(&file.set)),
            ("roster", Json::Array(roster.iter().map(RosterLine::to_json).collect())),
            ("office", object(members)),
            ("deadline", Json::text(format!("{:02}-{:02}", file.due.month, file.due.day))),
        ]);
        object(document)
    }

    /// Reads a document whose proof was verified. Whether the set is right is judged by the checks of every set.
    pub fn read(document: &Json) -> Result<Self, ReadError> {
        let mut members = Members::of_document(document)?;
        let head = Head::read(&mut members, Self::FORMAT)?;
        let set = members.object("set")?;
        let roster = members.list("roster")?.into_iter().map(RosterLine::read).collect::<Result<_, _>>()?;
        let mut office = members.object("office")?;
        let read_office = OfficeV1 {
            name: office.word("name")?,
            email: office.optional_text("email")?,
            phone: office.optional_text("phone")?,
            key: office.optional_text("key")?,
        };
        office.end()?;
        let deadline = members.text("deadline")?;
        members.end()?;
        let hand_out = HandOutSource {
            due_before: deadline,
            office_name: read_office.name.clone(),
            office_email: read_office.email.clone(),
        };
        Ok(CriteriaSetV1 { head, set: read_set(set, hand_out)?, roster, office: read_office })
    }
}

fn read_set(mut set: Members, hand_out: HandOutSource) -> Result<SetSource, ReadError> {
    let mut dispatch = set.object("source")?;
    let source = DispatchSource {
        issuer: dispatch.text("issuer")?,
        number: dispatch.text("number")?,
        date: dispatch.text("date")?,
        subject: dispatch.text("subject")?,
        draft: dispatch.boolean("draft")?,
    };
    let period = dispatch.integer("period", 0, 9999)? as u16;
    dispatch.end()?;
    let head = HeadSource {
        id: set.text("id")?,
        version: set.integer("version", 0, i64::from(u32::MAX))? as u32,
        title: set.text("title")?,
        period,
        source,
        hand_out,
    };
    let units = UnitsSource {
        unit: set.list("units")?.into_iter().map(read_unit).collect::<Result<_, _>>()?,
        class: set.list("classes")?.into_iter().map(read_class).collect::<Result<_, _>>()?,
    };
    let notes = NotesSource { note: set.list("notes")?.into_iter().map(read_note).collect::<Result<_, _>>()? };
    let mut rules = Rules { rest: set.list("rules")?.into_iter().map(read_rule).collect::<Result<_, _>>()? };
    let mut groups = Vec::new();
    for group in set.list("groups")? {
        groups.push(named(read_group(group, &mut rules)?));
    }
    rules.end()?;
    set.end()?;
    Ok(SetSource { head: named(head), units: named(units), groups, notes: named(notes) })
}

fn named<T>(content: T) -> Named<T> {
    Named { file: NAME.to_owned(), content }
}

/// The rules, which stand apart from their criteria, each to be taken once.
struct Rules {
    rest: Vec<(String, String, String)>,
}

impl Rules {
    fn take(&mut self, code: &str) -> Option<(String, String)> {
        let index = self.rest.iter().position(|(criterion, _, _)| criterion == code)?;
        let (_, rule, reason) = self.rest.remove(index);
        Some((rule, reason))
    }

    fn end(&self) -> Result<(), ReadError> {
        match self.rest.first() {
            Some((code, _, _)) => {
                Err(ReadError::Member { place: format!("set.rules ({code})"), problem: ReadProblem::Unknown })
            }
            None => Ok(()),
        }
    }
}

fn read_rule(mut rule: Members) -> Result<(String, String, String), ReadError> {
    let read = (rule.text("criterion")?, rule.text("rule")?, rule.text("reason")?);
    rule.end()?;
    Ok(read)
}

fn read_unit(mut unit: Members) -> Result<UnitSource, ReadError> {
    let read = UnitSource { id: unit.text("id")?, name: unit.text("name")?, aliases: unit.optional_texts("aliases")? };
    unit.end()?;
    Ok(read)
}

fn read_class(mut class: Members) -> Result<ClassSource, ReadError> {
    let read = ClassSource { id: class.text("id")?, name: class.text("name")?, units: class.texts("units")? };
    class.end()?;
    Ok(read)
}

fn read_note(mut note: Members) -> Result<NoteSource, ReadError> {
    let read = NoteSource { criteria: note.optional_texts("criteria")?, text: note.text("text")? };
    note.end()?;
    Ok(read)
}

fn read_group(mut group: Members, rules: &mut Rules) -> Result<GroupSource, ReadError> {
    let number = group.integer("number", 0, 255)? as u8;
    let (title, maximum) = (group.text("title")?, group.text("maximum")?);
    let mut sections = Vec::new();
    for section in group.list("sections")? {
        sections.push(read_section(section, rules)?);
    }
    group.end()?;
    // The file has no printed count to hold against; the sums are checked.
    let criteria_count = sections.iter().map(|section| section.criterion.len()).sum();
    Ok(GroupSource { number, title, criteria_count, maximum, section: sections })
}

fn read_section(mut section: Members, rules: &mut Rules) -> Result<SectionSource, ReadError> {
    let (number, title, maximum) = (section.text("number")?, section.text("title")?, section.text("maximum")?);
    let mut criteria = Vec::new();
    for criterion in section.list("criteria")? {
        criteria.push(read_criterion(criterion, rules)?);
    }
    section.end()?;
    Ok(SectionSource { number, title, maximum, criterion: criteria })
}

fn read_criterion(mut criterion: Members, rules: &mut Rules) -> Result<CriterionSource, ReadError> {
    let code = criterion.text("code")?;
    let (rule, rule_reason) = rules
        .take(&code)
        .ok_or_else(|| ReadError::Member { place: format!("set.rules ({code})"), problem: ReadProblem::Missing })?;
    let mut read = CriterionSource {
        heading: criterion.optional_text("heading")?,
        title: criterion.text("title")?,
        maximum: criterion.text("maximum")?,
        lead: criterion.texts("lead")?,
        lead_printed: criterion.text("lead_printed")?,
        coordinating: criterion.optional_texts("coordinating")?,
        coordinating_printed: criterion.optional_text("coordinating_printed")?.unwrap_or_default(),
        note: criterion.optional_text("note")?,
        code,
        rule,
        rule_reason,
        choice: None,
        count: None,
        ratio: None,
        share: None,
        ratio_bands: None,
    };
    read_scale(criterion.object("scale")?, &mut read)?;
    criterion.end()?;
    Ok(read)
}

fn read_scale(mut scale: Members, criterion: &mut CriterionSource) -> Result<(), ReadError> {
    let kind = scale.text("kind")?;
    match kind.as_str() {
        "choice" => criterion.choice = Some(ChoiceSource { levels: read_levels(&mut scale)? }),
        "count" => {
            criterion.count = Some(CountSource {
                unit: scale.text("unit")?,
                whole: scale.boolean("whole")?,
                limit: scale.optional_text("limit")?,
                levels: read_levels(&mut scale)?,
            });
        }
        "ratio" => {
            criterion.ratio = Some(RatioSource {
                numerator: scale.text("numerator")?,
                denominator: scale.text("denominator")?,
                part_of_whole: scale.boolean("part_of_whole")?,
                inferred: scale.boolean("inferred")?,
                printed: scale.text("printed")?,
                points_printed: scale.text("points_printed")?,
                zero_denominator: scale.optional_text("zero_denominator")?,
            });
        }
        "share" => {
            criterion.share = Some(ShareSource {
                question: scale.text("question")?,
                printed: scale.text("printed")?,
                points_printed: scale.text("points_printed")?,
            });
        }
        "ratio_bands" => {
            criterion.ratio_bands = Some(RatioBandsSource {
                numerator: scale.text("numerator")?,
                denominator: scale.text("denominator")?,
                part_of_whole: scale.boolean("part_of_whole")?,
                inferred: scale.boolean("inferred")?,
                levels: read_levels(&mut scale)?,
            });
        }
        _ => return Err(scale.error("kind", ReadProblem::Invalid)),
    }
    scale.end()
}

fn read_levels(scale: &mut Members) -> Result<Vec<LevelSource>, ReadError> {
    let levels = scale.list("levels")?.into_iter().map(|mut level| {
        let read = LevelSource {
            printed: level.text("printed")?,
            points: level.text("points")?,
            inferred: level.boolean("inferred")?,
            from: level.optional_text("from")?,
            above: level.optional_text("above")?,
            to: level.optional_text("to")?,
            below: level.optional_text("below")?,
        };
        level.end()?;
        Ok(read)
    });
    levels.collect()
}
