//! Turns what a set's files say into a criteria set, or says which file, criterion and field are wrong.

use std::collections::BTreeSet;
use std::fmt;

use rust_decimal::Decimal;

use super::check_levels::{check_bands, check_choice};
use super::source::{CriterionSource, GroupSource, LevelSource, Named, SectionSource, SetSource, UnitsSource};
use super::{
    Assignee, CriteriaFile, CriteriaSet, Criterion, CriterionCode, DueBefore, Group, Note, Office, Quantities, Rule,
    Scale, Section, Source, Unit, UnitClass, UnitId, ZeroDenominator,
};
use crate::engine::decimal::{parse_wire, write_wire};

/// What is wrong with a criteria set, in words for the officer who edits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetProblem {
    pub file: String,
    pub criterion: Option<String>,
    /// The field, or the line where the file itself cannot be read.
    pub field: String,
    pub reason: String,
}

impl SetProblem {
    /// A problem of a file as a whole.
    pub fn in_file(file: &str, field: &str, reason: &str) -> Self {
        SetProblem { file: file.to_owned(), criterion: None, field: field.to_owned(), reason: reason.to_owned() }
    }
}

impl fmt::Display for SetProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.file)?;
        if let Some(criterion) = &self.criterion {
            write!(out, ", tiêu chí {criterion}")?;
        }
        if !self.field.is_empty() {
            write!(out, ", mục {}", self.field)?;
        }
        write!(out, ": {}", self.reason)
    }
}

impl std::error::Error for SetProblem {}

/// The place that is being checked.
pub(super) struct Place<'a> {
    pub file: &'a str,
    pub criterion: Option<&'a str>,
}

impl Place<'_> {
    pub(super) fn problem(&self, field: &str, reason: impl Into<String>) -> SetProblem {
        SetProblem {
            file: self.file.to_owned(),
            criterion: self.criterion.map(str::to_owned),
            field: field.to_owned(),
            reason: reason.into(),
        }
    }

    /// A text with no white space around it and none doubled in it.
    fn text(&self, field: &str, text: &str) -> Result<super::Text, SetProblem> {
        if text.is_empty() {
            return Err(self.problem(field, "không được để trống"));
        }
        if text.split_whitespace().collect::<Vec<_>>().join(" ") != text {
            return Err(self.problem(field, "có khoảng trắng thừa"));
        }
        Ok(text.to_owned().into())
    }

    fn optional_text(&self, field: &str, text: Option<&str>) -> Result<Option<super::Text>, SetProblem> {
        text.map(|text| self.text(field, text)).transpose()
    }

    pub(super) fn decimal(&self, field: &str, text: &str) -> Result<Decimal, SetProblem> {
        parse_wire(text).ok_or_else(|| {
            self.problem(field, format!("\"{text}\" không phải là số thập phân viết gọn (ví dụ \"1\", \"0.5\")"))
        })
    }
}

/// Checks everything and builds the set. `hash` makes the set's `sha256` once the rest stands.
pub fn check(source: &SetSource, hash: impl Fn(&CriteriaSet) -> String) -> Result<CriteriaFile, SetProblem> {
    let head_place = Place { file: "set.toml", criterion: None };
    let head = &source.head;
    let (units, classes) = check_units(&source.units)?;
    let groups: Vec<Group> =
        source.groups.iter().map(|group| check_group(group, &units, &classes)).collect::<Result<_, _>>()?;
    check_group_order(&source.groups)?;
    let mut set = CriteriaSet {
        id: check_id(&head_place, "id", &head.id)?,
        version: head.version,
        title: head_place.text("title", &head.title)?,
        period: head.period,
        source: Source {
            issuer: head_place.text("source.issuer", &head.source.issuer)?,
            number: head_place.text("source.number", &head.source.number)?,
            date: head_place.text("source.date", &head.source.date)?,
            subject: head_place.text("source.subject", &head.source.subject)?,
            draft: head.source.draft,
        },
        groups: groups.into(),
        units: units.into(),
        classes: classes.into(),
        notes: Vec::new().into(),
        sha256: "".into(),
    };
    if head.version == 0 {
        return Err(head_place.problem("version", "phiên bản đếm từ 1"));
    }
    if head.period < 2018 {
        return Err(head_place.problem("period", "năm báo cáo từ 2018 trở đi"));
    }
    check_codes(&source.groups)?;
    set.notes = check_notes(source, &set)?.into();
    set.sha256 = hash(&set).into();
    Ok(CriteriaFile {
        due: check_due(&head_place, &head.hand_out.due_before)?,
        office: Office {
            name: head_place.text("hand_out.office_name", &head.hand_out.office_name)?,
            email: head_place.optional_text("hand_out.office_email", head.hand_out.office_email.as_deref())?,
        },
        set,
    })
}

fn check_id(place: &Place, field: &str, id: &str) -> Result<super::Text, SetProblem> {
    let fits = !id.is_empty()
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        Ok(id.to_owned().into())
    } else {
        Err(place.problem(field, "chỉ dùng chữ thường không dấu, số và gạch nối"))
    }
}

fn check_due(place: &Place, due_before: &str) -> Result<DueBefore, SetProblem> {
    let parsed = due_before.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    match parsed {
        // No day that some month lacks, so that every year has it.
        Some((month @ 1..=12, day @ 1..=28)) => Ok(DueBefore { month, day }),
        Some((month, day @ 29..=30)) if (1..=12).contains(&month) && month != 2 => Ok(DueBefore { month, day }),
        _ => Err(place.problem("hand_out.due_before", "viết tháng-ngày, ví dụ \"10-30\"")),
    }
}

fn check_units(source: &UnitsSource) -> Result<(Vec<Unit>, Vec<UnitClass>), SetProblem> {
    let place = Place { file: "units.toml", criterion: None };
    let mut ids = BTreeSet::new();
    let mut units = Vec::new();
    for unit in &source.unit {
        let field = format!("unit {}", unit.id);
        let id = check_id(&place, &field, &unit.id)?;
        if !ids.insert(unit.id.as_str()) {
            return Err(place.problem(&field, "mã đơn vị bị trùng"));
        }
        units.push(Unit {
            id: UnitId(id),
            name: place.text(&field, &unit.name)?,
            aliases: unit.aliases.iter().map(|alias| place.text(&field, alias)).collect::<Result<Vec<_>, _>>()?.into(),
        });
    }
    let mut classes = Vec::new();
    for class in &source.class {
        let field = format!("class {}", class.id);
        let id = check_id(&place, &field, &class.id)?;
        if !ids.insert(class.id.as_str()) {
            return Err(place.problem(&field, "mã bị trùng với đơn vị hoặc nhóm khác"));
        }
        let mut members = BTreeSet::new();
        for unit in &class.units {
            if !units.iter().any(|known| known.id.as_str() == unit) {
                return Err(place.problem(&field, format!("không có đơn vị \"{unit}\"")));
            }
            if !members.insert(unit) {
                return Err(place.problem(&field, format!("đơn vị \"{unit}\" bị ghi hai lần")));
            }
        }
        if members.is_empty() {
            return Err(place.problem(&field, "nhóm không có đơn vị nào"));
        }
        classes.push(UnitClass {
            id,
            name: place.text(&field, &class.name)?,
            units: class.units.iter().map(|unit| UnitId(unit.clone().into())).collect::<Vec<_>>().into(),
        });
    }
    Ok((units, classes))
}

fn check_group_order(groups: &[Named<GroupSource>]) -> Result<(), SetProblem> {
    for (index, group) in groups.iter().enumerate() {
        if usize::from(group.content.number) != index + 1 {
            let place = Place { file: &group.file, criterion: None };
            return Err(place.problem("number", format!("nhóm thứ {} phải có số {}", index + 1, index + 1)));
        }
    }
    match groups {
        [] => Err(SetProblem::in_file("group-1.toml", "", "không có tệp này")),
        _ => Ok(()),
    }
}

fn check_group(named: &Named<GroupSource>, units: &[Unit], classes: &[UnitClass]) -> Result<Group, SetProblem> {
    let place = Place { file: &named.file, criterion: None };
    let group = &named.content;
    let maximum = place.decimal("maximum", &group.maximum)?;
    let sections: Vec<Section> = group
        .section
        .iter()
        .map(|section| check_section(&named.file, group.number, section, units, classes))
        .collect::<Result<_, _>>()?;
    let criteria_count: usize = sections.iter().map(|section| section.criteria.len()).sum();
    if criteria_count != group.criteria_count {
        return Err(
            place.problem("criteria_count", format!("ghi {} tiêu chí nhưng có {criteria_count}", group.criteria_count))
        );
    }
    let sum: Decimal = sections.iter().map(|section| section.maximum).sum();
    check_sum(&place, "maximum", maximum, sum)?;
    Ok(Group { number: group.number, title: place.text("title", &group.title)?, maximum, sections: sections.into() })
}

fn check_section(
    file: &str,
    group: u8,
    source: &SectionSource,
    units: &[Unit],
    classes: &[UnitClass],
) -> Result<Section, SetProblem> {
    let place = Place { file, criterion: None };
    let field = format!("section {}", source.number);
    let maximum = place.decimal(&field, &source.maximum)?;
    let prefix = format!("{group}.{}.", source.number);
    let criteria: Vec<Criterion> = source
        .criterion
        .iter()
        .map(|criterion| check_criterion(file, &prefix, criterion, units, classes))
        .collect::<Result<_, _>>()?;
    let sum: Decimal = criteria.iter().map(|criterion| criterion.maximum).sum();
    check_sum(&place, &field, maximum, sum)?;
    Ok(Section {
        number: place.text(&field, &source.number)?,
        title: place.text(&field, &source.title)?,
        maximum,
        criteria: criteria.into(),
    })
}

fn check_sum(place: &Place, field: &str, printed: Decimal, sum: Decimal) -> Result<(), SetProblem> {
    if printed == sum {
        return Ok(());
    }
    let reason = format!("ghi {} điểm nhưng cộng lại là {}", write_wire(printed), write_wire(sum));
    Err(place.problem(field, reason))
}

fn check_codes(groups: &[Named<GroupSource>]) -> Result<(), SetProblem> {
    let mut codes = BTreeSet::new();
    for group in groups {
        for section in &group.content.section {
            let mut last_number = 0;
            for criterion in &section.criterion {
                let place = Place { file: &group.file, criterion: Some(&criterion.code) };
                if !codes.insert(criterion.code.as_str()) {
                    return Err(place.problem("code", "mã tiêu chí bị trùng"));
                }
                let number = criterion.code.rsplit('.').next().and_then(|number| number.parse::<u32>().ok());
                match number {
                    Some(number) if number > last_number => last_number = number,
                    _ => return Err(place.problem("code", "số thứ tự không tăng dần")),
                }
            }
        }
    }
    Ok(())
}

fn check_notes(source: &SetSource, set: &CriteriaSet) -> Result<Vec<Note>, SetProblem> {
    let place = Place { file: "notes.toml", criterion: None };
    source
        .notes
        .note
        .iter()
        .map(|note| {
            for code in &note.criteria {
                if set.criterion(code).is_none() {
                    let place = Place { file: "notes.toml", criterion: Some(code) };
                    return Err(place.problem("criteria", "không có tiêu chí này"));
                }
            }
            Ok(Note {
                criteria: note
                    .criteria
                    .iter()
                    .map(|code| CriterionCode(code.clone().into()))
                    .collect::<Vec<_>>()
                    .into(),
                text: place.text("text", &note.text)?,
            })
        })
        .collect()
}

fn check_criterion(
    file: &str,
    prefix: &str,
    source: &CriterionSource,
    units: &[Unit],
    classes: &[UnitClass],
) -> Result<Criterion, SetProblem> {
    let place = Place { file, criterion: Some(&source.code) };
    let number = source.code.strip_prefix(prefix).filter(|number| {
        !number.is_empty() && !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if number.is_none() {
        return Err(place.problem("code", format!("mã phải là \"{prefix}\" và số thứ tự")));
    }
    let maximum = place.decimal("maximum", &source.maximum)?;
    if maximum.is_zero() || maximum.scale() > 2 {
        return Err(place.problem("maximum", "điểm tối đa phải lớn hơn 0 và có nhiều nhất hai chữ số thập phân"));
    }
    let leads = check_assignees(&place, "lead", &source.lead, units, classes)?;
    if leads.is_empty() {
        return Err(place.problem("lead", "phải có đơn vị chủ trì"));
    }
    let scale = check_scale(&place, source, maximum)?;
    let rule = check_rule(&place, &source.rule, &scale, leads_count(&leads, classes))?;
    Ok(Criterion {
        code: CriterionCode(source.code.clone().into()),
        heading: place.optional_text("heading", source.heading.as_deref())?,
        title: place.text("title", &source.title)?,
        maximum,
        scale,
        leads: leads.into(),
        leads_printed: place.text("lead_printed", &source.lead_printed)?,
        coordinators: check_assignees(&place, "coordinating", &source.coordinating, units, classes)?.into(),
        coordinators_printed: match source.coordinating_printed.as_str() {
            "" => "".into(),
            printed => place.text("coordinating_printed", printed)?,
        },
        rule,
        rule_reason: place.text("rule_reason", &source.rule_reason)?,
        note: place.optional_text("note", source.note.as_deref())?,
    })
}

fn check_assignees(
    place: &Place,
    field: &str,
    ids: &[String],
    units: &[Unit],
    classes: &[UnitClass],
) -> Result<Vec<Assignee>, SetProblem> {
    ids.iter()
        .map(|id| {
            if units.iter().any(|unit| unit.id.as_str() == id) {
                Ok(Assignee::Unit(UnitId(id.clone().into())))
            } else if classes.iter().any(|class| class.id == *id) {
                Ok(Assignee::Class(id.clone().into()))
            } else {
                Err(place.problem(field, format!("không có đơn vị hoặc nhóm đơn vị \"{id}\"")))
            }
        })
        .collect()
}

fn leads_count(leads: &[Assignee], classes: &[UnitClass]) -> usize {
    let mut units = BTreeSet::new();
    for lead in leads {
        match lead {
            Assignee::Unit(id) => {
                units.insert(id);
            }
            Assignee::Class(id) => {
                units.extend(classes.iter().filter(|class| class.id == *id).flat_map(|class| class.units.iter()));
            }
        }
    }
    units.len()
}

fn check_scale(place: &Place, source: &CriterionSource, maximum: Decimal) -> Result<Scale, SetProblem> {
    let scale = match (&source.choice, &source.count, &source.ratio, &source.share, &source.ratio_bands) {
        (Some(choice), None, None, None, None) => {
            Scale::Choice { levels: check_choice(place, &choice.levels, maximum)?.into() }
        }
        (None, Some(count), None, None, None) => {
            let limit = count.limit.as_deref().map(|limit| place.decimal("count.limit", limit)).transpose()?;
            Scale::Count {
                unit: place.text("count.unit", &count.unit)?,
                whole: count.whole,
                limit,
                bands: check_bands(place, "count.levels", &count.levels, maximum, count.whole, limit)?.into(),
            }
        }
        (None, None, Some(ratio), None, None) => Scale::Ratio {
            quantities: check_quantities(
                place,
                "ratio",
                (&ratio.numerator, &ratio.denominator, ratio.part_of_whole, ratio.inferred),
            )?,
            printed: place.text("ratio.printed", &ratio.printed)?,
            points_printed: place.text("ratio.points_printed", &ratio.points_printed)?,
            zero_denominator: match ratio.zero_denominator.as_deref() {
                None => ZeroDenominator::NoScore,
                Some("maximum") => ZeroDenominator::Maximum,
                Some(_) => return Err(place.problem("ratio.zero_denominator", "chỉ có thể là \"maximum\"")),
            },
        },
        (None, None, None, Some(share), None) => Scale::Share {
            printed: place.text("share.printed", &share.printed)?,
            points_printed: place.text("share.points_printed", &share.points_printed)?,
            question: place.text("share.question", &share.question)?,
        },
        (None, None, None, None, Some(bands)) => Scale::RatioBands {
            quantities: check_quantities(
                place,
                "ratio_bands",
                (&bands.numerator, &bands.denominator, bands.part_of_whole, bands.inferred),
            )?,
            bands: check_bands(place, "ratio_bands.levels", &bands.levels, maximum, false, None)?.into(),
        },
        _ => {
            return Err(place.problem(
                "choice, count, ratio, share, ratio_bands",
                "mỗi tiêu chí phải có đúng một thang điểm trong năm loại",
            ));
        }
    };
    Ok(scale)
}

fn check_quantities(
    place: &Place,
    scale: &str,
    (numerator, denominator, part_of_whole, inferred): (&str, &str, bool, bool),
) -> Result<Quantities, SetProblem> {
    Ok(Quantities {
        numerator: place.text(&format!("{scale}.numerator"), numerator)?,
        denominator: place.text(&format!("{scale}.denominator"), denominator)?,
        part_of_whole,
        inferred,
    })
}

fn check_rule(place: &Place, name: &str, scale: &Scale, leads_count: usize) -> Result<Rule, SetProblem> {
    let all = [Rule::Single, Rule::Pool, Rule::Share, Rule::MeanOfRatios, Rule::SumOfCounts, Rule::Best, Rule::Worst];
    let rule = all.into_iter().find(|rule| rule.name() == name);
    let rule = rule.ok_or_else(|| place.problem("rule", format!("không có cách tổng hợp \"{name}\"")))?;
    if (rule == Rule::Single) != (leads_count == 1) {
        return Err(place.problem("rule", "\"single\" dùng khi và chỉ khi có một đơn vị chủ trì"));
    }
    let fits = match rule {
        Rule::Single => true,
        Rule::Pool => matches!(scale, Scale::Ratio { .. } | Scale::RatioBands { .. }),
        Rule::MeanOfRatios => matches!(scale, Scale::Ratio { .. }),
        Rule::Share => matches!(scale, Scale::Share { .. }),
        Rule::SumOfCounts => matches!(scale, Scale::Count { .. }),
        Rule::Best | Rule::Worst => matches!(scale, Scale::Choice { .. } | Scale::Count { .. }),
    };
    if fits { Ok(rule) } else { Err(place.problem("rule", "cách tổng hợp không hợp với thang điểm")) }
}

/// A level's points, between 0 and the maximum.
pub(super) fn check_points(
    place: &Place,
    field: &str,
    level: &LevelSource,
    maximum: Decimal,
) -> Result<Decimal, SetProblem> {
    let points = place.decimal(&format!("{field}.points"), &level.points)?;
    if points > maximum || points.scale() > 2 {
        return Err(place.problem(
            &format!("{field}.points"),
            format!("mức \"{}\" vượt điểm tối đa hoặc có quá hai chữ số thập phân", level.printed),
        ));
    }
    Ok(points)
}
