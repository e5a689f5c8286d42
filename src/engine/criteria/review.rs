//! Writes a criteria set as a table in the dispatch's own columns, for an officer to lay beside the paper.

use std::fmt::{self, Write};

use rust_decimal::Decimal;

use super::{
    Assignee, Band, CriteriaFile, CriteriaSet, Criterion, Group, Quantities, Range, Rule, Scale, Unit, ZeroDenominator,
};
use crate::engine::decimal::write_wire;

const HEAD: &str = "\
| STT | TIÊU CHÍ | Thang điểm | Điểm | Điểm tối đa | Đơn vị chủ trì | Đơn vị phối hợp | Cách hiểu |
| --- | --- | --- | ---: | ---: | --- | --- | --- |
";

/// The set as Markdown: one table a group with every printed row, a last column for what the set adds to the print
/// (quantities, ranges, rule, what is inferred), then units and notes.
pub fn review_table(file: &CriteriaFile) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, file);
    out
}

fn write_all(out: &mut String, file: &CriteriaFile) -> fmt::Result {
    write_head(out, file)?;
    for group in file.set.groups.iter() {
        write_group(out, group)?;
    }
    write_units(out, &file.set)?;
    writeln!(out, "\n## Ghi chú cho cán bộ\n")?;
    for note in file.set.notes.iter() {
        let codes: Vec<&str> = note.criteria.iter().map(|code| code.as_str()).collect();
        match codes.as_slice() {
            [] => writeln!(out, "- {}", escaped(&note.text))?,
            codes => writeln!(out, "- **{}**: {}", codes.join(", "), escaped(&note.text))?,
        }
    }
    Ok(())
}

fn write_head(out: &mut String, file: &CriteriaFile) -> fmt::Result {
    let set = &file.set;
    let source = &set.source;
    let draft = if source.draft { " (Dự thảo)" } else { "" };
    writeln!(out, "<!-- Tệp này do `cargo xtask review` viết ra từ các tệp TOML cùng thư mục. Đừng sửa tay. -->\n")?;
    writeln!(out, "# {}\n", escaped(&set.title))?;
    writeln!(out, "- Mã: `{}`, phiên bản {}, năm báo cáo {}", set.id, set.version, set.period)?;
    writeln!(out, "- Nguồn: công văn của {}{draft}, {}", escaped(&source.issuer), escaped(&source.subject))?;
    writeln!(out, "- Số: {}; ngày: {}", escaped(&source.number), escaped(&source.date))?;
    writeln!(
        out,
        "- Nơi nhận báo cáo: {}, trước ngày {:02}/{:02}",
        escaped(&file.office.name),
        file.due.day,
        file.due.month
    )?;
    let maximum: Decimal = set.groups.iter().map(|group| group.maximum).sum();
    writeln!(out, "- Tổng cộng: {} tiêu chí, {} điểm", set.criteria().count(), number(maximum))?;
    writeln!(out, "- SHA-256 của bộ tiêu chí: `{}`\n", set.sha256)?;
    writeln!(
        out,
        "Bảy cột đầu chép công văn. Cột \"Cách hiểu\" là của bộ tiêu chí: hai số của tỷ lệ, khoảng số của từng mức, cách \
         tổng hợp của huyện. **Suy ra** là chỗ công văn không nói rõ."
    )
}

fn write_group(out: &mut String, group: &Group) -> fmt::Result {
    let criteria_count: usize = group.sections.iter().map(|section| section.criteria.len()).sum();
    let (title, maximum) = (escaped(&group.title), number(group.maximum));
    writeln!(out, "\n## {}. {title} ({criteria_count} tiêu chí/ {maximum} điểm)\n", group.number)?;
    out.write_str(HEAD)?;
    for section in group.sections.iter() {
        let (title, maximum) = (escaped(&section.title), number(section.maximum));
        let count = section.criteria.len();
        writeln!(out, "| **{}** | **{title}** | | | **{maximum}** | | | {count} tiêu chí |", section.number)?;
        for criterion in section.criteria.iter() {
            write_criterion(out, criterion)?;
        }
    }
    writeln!(out, "| | **Tổng điểm** | | | **{maximum}** | | | |")
}

fn write_criterion(out: &mut String, criterion: &Criterion) -> fmt::Result {
    if let Some(heading) = &criterion.heading {
        writeln!(out, "| | *{}* | | | | | | |", escaped(heading))?;
    }
    for (index, row) in rows(&criterion.scale).into_iter().enumerate() {
        let Row { printed, points, reading } = row;
        if index > 0 {
            writeln!(out, "| | | {printed} | {points} | | | | {reading} |")?;
            continue;
        }
        let mut readings = vec![format!("`{}`", criterion.code)];
        readings.extend(quantities(&criterion.scale));
        readings.extend(Some(reading).filter(|reading| !reading.is_empty()));
        readings.push(format!("Tổng hợp: {}. {}", rule_words(criterion.rule), escaped(&criterion.rule_reason)));
        readings.extend(criterion.note.as_deref().map(|note| format!("Ghi chú: {}", escaped(note))));
        writeln!(
            out,
            "| {} | {} | {printed} | {points} | {} | {} | {} | {} |",
            criterion.code.printed_number(),
            escaped(&criterion.title),
            number(criterion.maximum),
            escaped(&criterion.leads_printed),
            escaped(&criterion.coordinators_printed),
            readings.join("<br>"),
        )?;
    }
    Ok(())
}

/// One printed row of a criterion.
struct Row {
    printed: String,
    points: String,
    /// What the set adds to this row.
    reading: String,
}

fn rows(scale: &Scale) -> Vec<Row> {
    let of_band = |band: &Band, unit: &str| Row {
        printed: escaped(&band.label),
        points: number(band.points),
        reading: marked(range_words(&band.range, unit), band.inferred),
    };
    match scale {
        Scale::Choice { levels } => levels
            .iter()
            .map(|level| Row {
                printed: escaped(&level.label),
                points: number(level.points),
                reading: marked(String::new(), level.inferred),
            })
            .collect(),
        Scale::Count { unit, bands, .. } => bands.iter().map(|band| of_band(band, &format!(" {unit}"))).collect(),
        Scale::RatioBands { bands, .. } => bands.iter().map(|band| of_band(band, "%")).collect(),
        Scale::Ratio { printed, points_printed, .. } | Scale::Share { printed, points_printed, .. } => {
            vec![Row { printed: escaped(printed), points: escaped(points_printed), reading: String::new() }]
        }
    }
}

/// What a unit enters, where the print alone does not say it.
fn quantities(scale: &Scale) -> Option<String> {
    match scale {
        Scale::Choice { .. } => None,
        Scale::Count { unit, whole, limit, .. } => {
            let kind = if *whole { "số nguyên" } else { "số, có thể có phần thập phân" };
            let limit = limit.map(|limit| format!(", từ 0 đến {}", number(limit))).unwrap_or_default();
            Some(format!("Nhập {kind} ({}{limit})", escaped(unit)))
        }
        Scale::Ratio { quantities, zero_denominator, .. } => {
            let zero = match zero_denominator {
                ZeroDenominator::NoScore => "",
                ZeroDenominator::Maximum => "; nếu số chia là 0 thì được điểm tối đa",
            };
            Some(format!("{}{zero}", ratio_words(quantities)))
        }
        Scale::RatioBands { quantities, .. } => Some(ratio_words(quantities)),
        Scale::Share { question, .. } => Some(format!("Hỏi từng đơn vị: {}", escaped(question))),
    }
}

fn ratio_words(quantities: &Quantities) -> String {
    let Quantities { numerator, denominator, part_of_whole, inferred } = quantities;
    let part =
        if *part_of_whole { "số đầu nằm trong số sau" } else { "số đầu có thể lớn hơn số sau" };
    marked(format!("{} : {} ({part})", escaped(numerator), escaped(denominator)), *inferred)
}

fn range_words(range: &Range, unit: &str) -> String {
    let unit = escaped(unit);
    let low = number(range.low.value);
    let from = if range.low.included { "từ" } else { "trên" };
    match range.high {
        None if range.low.included => format!("từ {low}{unit} trở lên"),
        None => format!("trên {low}{unit}"),
        Some(high) if high.value == range.low.value => format!("{low}{unit}"),
        Some(high) => {
            let to = if high.included { "đến" } else { "đến dưới" };
            format!("{from} {low} {to} {}{unit}", number(high.value))
        }
    }
}

fn marked(text: String, inferred: bool) -> String {
    match (inferred, text.is_empty()) {
        (false, _) => text,
        (true, true) => "**Suy ra**".to_owned(),
        (true, false) => format!("{text} **(suy ra)**"),
    }
}

fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::Single => "lấy của đơn vị chủ trì",
        Rule::Pool => "cộng gộp",
        Rule::Share => "tỷ lệ đơn vị trả lời Có",
        Rule::MeanOfRatios => "trung bình cộng các tỷ lệ",
        Rule::SumOfCounts => "cộng số lượng",
        Rule::Best => "lấy mức cao nhất",
        Rule::Worst => "lấy mức thấp nhất",
    }
}

fn write_units(out: &mut String, set: &CriteriaSet) -> fmt::Result {
    writeln!(out, "\n## Đơn vị\n")?;
    writeln!(out, "| Đơn vị | Mã | Tên khác trong công văn | Nhóm đơn vị | Chủ trì | Điểm | Phối hợp |")?;
    writeln!(out, "| --- | --- | --- | --- | ---: | ---: | ---: |")?;
    for unit in set.units.iter() {
        let aliases: Vec<String> = unit.aliases.iter().map(|alias| escaped(alias)).collect();
        let classes: Vec<String> = set
            .classes
            .iter()
            .filter(|class| class.units.contains(&unit.id))
            .map(|class| escaped(&class.name))
            .collect();
        let is_one_of = |assignees: &[Assignee]| set.is_assigned(&unit.id, assignees);
        let led: Vec<&Criterion> = set.criteria().filter(|criterion| is_one_of(&criterion.leads)).collect();
        let coordinated_count = set
            .criteria()
            .filter(|criterion| is_one_of(&criterion.coordinators) && !is_one_of(&criterion.leads))
            .count();
        let Unit { id, name, .. } = unit;
        writeln!(
            out,
            "| {} | `{id}` | {} | {} | {} | {} | {coordinated_count} |",
            escaped(name),
            aliases.join("; "),
            classes.join("; "),
            led.len(),
            number(led.iter().map(|criterion| criterion.maximum).sum()),
        )?;
    }
    Ok(())
}

fn number(value: Decimal) -> String {
    write_wire(value).replace('.', ",")
}

/// Text that Markdown shows as it stands.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '|' | '<' | '*' | '_' | '`' | '[' | ']') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
