//! The built-in criteria set is the dispatch, row by row, in both directions: nothing added, nothing left out.

use std::collections::BTreeSet;

use tucham::engine::builtin::builtin;
use tucham::engine::criteria::{Assignee, Band, Criterion, Group, Level, Scale, set_to_json};
use tucham::engine::decimal::write_wire;
use tucham::engine::json::write_canonical;
use unicode_normalization::{UnicodeNormalization, is_nfc};

const DISPATCH: &str = include_str!("dispatch/nam-dong-2018.txt");
const COLUMNS: [&str; 7] =
    ["STT", "TIÊU CHÍ", "Thang điểm", "Điểm", "Điểm tối đa", "Đơn vị chủ trì", "Đơn vị phối hợp"];

/// Where the second level's row carries a number of its own, so that the criteria's numbers skip one.
const NUMBERED_LEVELS: [&str; 8] =
    ["1.II.4", "1.II.7", "1.III.1", "1.III.3", "1.III.5", "1.III.7", "1.III.10", "1.III.12"];

type Row = [String; 7];

#[test]
fn every_row_of_the_dispatch_is_in_the_set_and_the_other_way_round() {
    let tables = tables();
    let groups = &builtin().set.groups;
    assert_eq!(tables.len(), groups.len());
    for (table, group) in tables.iter().zip(groups.iter()) {
        let expected = rows_of(group);
        for (printed, from_set) in table.iter().zip(&expected) {
            assert_eq!(printed, from_set, "group {}", group.number);
        }
        assert_eq!(table.len(), expected.len(), "group {}", group.number);
    }
}

#[test]
fn groups_bear_the_printed_titles_and_counts() {
    let dispatch = collapsed(DISPATCH);
    for group in builtin().set.groups.iter() {
        let criteria_count: usize = group.sections.iter().map(|section| section.criteria.len()).sum();
        let line = format!("{}. {} ({criteria_count} tiêu chí/ {} điểm)", group.number, group.title, group.maximum);
        assert!(dispatch.contains(&line), "{line}");
    }
}

#[test]
fn head_and_hand_out_are_the_dispatchs() {
    let dispatch = collapsed(DISPATCH);
    let file = builtin();
    assert!(dispatch.contains(&*file.set.source.subject));
    assert!(file.set.source.draft && dispatch.contains("Dự thảo"));
    assert!(dispatch.contains("Số: /UBND-VP Nam Đông, ngày tháng 9 năm 2018"), "neither number nor day");
    assert!(dispatch.contains("(qua Văn phòng HĐND và UBND huyện) trước ngày 30/10"));
    assert_eq!((file.due.month, file.due.day), (10, 30));
    assert_eq!(file.office.name, "Văn phòng HĐND và UBND huyện Nam Đông");
    assert_eq!(file.office.email, None);
}

/// Reading the printed names from left to right gives the assigned units and classes, in that order.
#[test]
fn printed_names_are_the_assigned_units() {
    for criterion in builtin().set.criteria() {
        let code = criterion.code.as_str();
        assert_eq!(assigned(&criterion.leads), named(&criterion.leads_printed), "{code}");
        if code == "2.II.6" {
            // No unit of the roster: a label only.
            assert_eq!(criterion.coordinators_printed, "Các đơn vị sự nghiệp");
            assert!(criterion.coordinators.is_empty());
        } else {
            assert_eq!(assigned(&criterion.coordinators), named(&criterion.coordinators_printed), "{code}");
        }
    }
}

#[test]
fn every_other_spelling_of_a_unit_is_one_that_the_dispatch_uses() {
    let dispatch = collapsed(DISPATCH);
    for unit in builtin().set.units.iter() {
        for alias in unit.aliases.iter() {
            assert!(dispatch.contains(&**alias), "{alias}");
        }
    }
}

#[test]
fn all_texts_are_nfc() {
    assert!(is_nfc(&write_canonical(&set_to_json(&builtin().set))));
    assert!(!is_nfc(DISPATCH), "the dispatch mixes composed and decomposed letters, and the copy keeps them");
}

/// What officers read as a number's name says what is counted, never "the numerator".
#[test]
fn no_number_bears_a_generic_name() {
    let mut names_count = 0;
    for criterion in builtin().set.criteria() {
        if let Scale::Ratio { quantities, .. } | Scale::RatioBands { quantities, .. } = &criterion.scale {
            assert_ne!(quantities.numerator, quantities.denominator, "{}", criterion.code);
            for name in [&quantities.numerator, &quantities.denominator] {
                let lower = name.to_lowercase();
                for generic in ["tử số", "mẫu số", "số thứ nhất", "số thứ hai"] {
                    assert!(!lower.contains(generic), "{}: {name}", criterion.code);
                }
                assert!(name.split(' ').count() >= 3, "{}: {name}", criterion.code);
                names_count += 1;
            }
        }
    }
    assert_eq!(names_count, 2 * (79 + 2));
}

#[test]
fn every_question_is_asked_to_the_commune_itself() {
    let mut questions = BTreeSet::new();
    for criterion in builtin().set.criteria() {
        if let Scale::Share { question, .. } = &criterion.scale {
            assert!(question.starts_with("UBND xã, thị trấn có ") && question.ends_with(" không?"), "{question}");
            questions.insert((criterion.code.as_str(), question));
        }
    }
    assert_eq!(questions.len(), 17);
}

/// The rows that the dispatch would print for a group of the set.
fn rows_of(group: &Group) -> Vec<Row> {
    let mut rows = Vec::new();
    for section in group.sections.iter() {
        rows.push(row([&section.number, &section.title, "", "", &comma(section.maximum), "", ""]));
        for criterion in section.criteria.iter() {
            if let Some(heading) = &criterion.heading {
                rows.push(row(["", heading, "", "", "", "", ""]));
            }
            rows.extend(rows_of_criterion(criterion));
        }
    }
    rows.push(row(["Tổng điểm", &comma(group.maximum), "", "", "", "", ""]));
    rows
}

fn rows_of_criterion(criterion: &Criterion) -> Vec<Row> {
    let code = criterion.code.as_str();
    let number = criterion.code.printed_number();
    let mut rows: Vec<Row> = printed_levels(criterion)
        .into_iter()
        .map(|(label, points)| {
            // 2.I.6 prints levels and no points.
            let points = if code == "2.I.6" { "" } else { &points };
            row(["", "", &label, points, "", "", ""])
        })
        .collect();
    if let [first, rest @ ..] = rows.as_mut_slice() {
        first[0] = number.to_owned();
        first[1] = criterion.title.to_string();
        first[4] = comma(criterion.maximum);
        first[5] = criterion.leads_printed.to_string();
        first[6] = criterion.coordinators_printed.to_string();
        if let ([second], true) = (rest, NUMBERED_LEVELS.contains(&code)) {
            second[0] = (number.parse::<u32>().unwrap() + 1).to_string();
        }
    }
    rows
}

/// "Thang điểm" and "Điểm" as printed.
fn printed_levels(criterion: &Criterion) -> Vec<(String, String)> {
    match &criterion.scale {
        Scale::Choice { levels } => {
            levels.iter().map(|Level { label, points, .. }| (label.to_string(), comma(*points))).collect()
        }
        Scale::Count { bands, .. } | Scale::RatioBands { bands, .. } => {
            bands.iter().map(|Band { label, points, .. }| (label.to_string(), comma(*points))).collect()
        }
        Scale::Ratio { printed, points_printed, .. } | Scale::Share { printed, points_printed, .. } => {
            vec![(printed.to_string(), points_printed.to_string())]
        }
    }
}

/// The rows of the dispatch's three tables, below their heads.
fn tables() -> Vec<Vec<Row>> {
    let mut cells: Vec<String> = Vec::new();
    for line in DISPATCH.lines() {
        match (line.strip_prefix('\t'), cells.last_mut()) {
            (Some(start), _) => cells.push(start.to_owned()),
            (None, Some(cell)) => {
                cell.push('\n');
                cell.push_str(line);
            }
            (None, None) => {}
        }
    }
    let cells: Vec<String> = cells.iter().map(|cell| collapsed(cell)).collect();
    let heads: Vec<usize> =
        (0..cells.len()).filter(|&index| cells[index..].starts_with(&COLUMNS.map(str::to_owned))).collect();
    heads.into_iter().map(|head| table(&cells[head + COLUMNS.len()..])).collect()
}

/// Rows of seven cells up to the total, whose title spans several columns.
fn table(cells: &[String]) -> Vec<Row> {
    let mut rows = Vec::new();
    for cells in cells.chunks(COLUMNS.len()) {
        if cells[0] == "Tổng điểm" {
            rows.push(row([&cells[0], &cells[1], "", "", "", "", ""]));
            return rows;
        }
        rows.push(cells.to_vec().try_into().unwrap());
    }
    panic!("a table ends with its total")
}

fn assigned(assignees: &[Assignee]) -> Vec<String> {
    let id = |assignee: &Assignee| match assignee {
        Assignee::Unit(id) => id.to_string(),
        Assignee::Class(id) => id.to_string(),
    };
    assignees.iter().map(id).collect()
}

/// The units and classes that a printed text names, read from left to right, the longest name first.
fn named(printed: &str) -> Vec<String> {
    let set = &builtin().set;
    let units = set.units.iter().flat_map(|unit| {
        [&unit.name].into_iter().chain(unit.aliases.iter()).map(|name| (name.to_string(), unit.id.to_string()))
    });
    let classes = set.classes.iter().map(|class| (class.name.to_string(), class.id.to_string()));
    let mut names: Vec<(String, String)> = units.chain(classes).collect();
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut found = Vec::new();
    let mut rest = printed;
    loop {
        rest = rest.trim_start_matches([' ', ',']);
        rest = rest.strip_prefix("và ").unwrap_or(rest);
        if rest.is_empty() {
            return found;
        }
        let (name, id) = names.iter().find(|(name, _)| rest.starts_with(name)).unwrap_or_else(|| panic!("{rest:?}"));
        found.push(id.clone());
        rest = &rest[name.len()..];
    }
}

/// Composed (NFC), with each run of white space as one space.
fn collapsed(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn comma(points: rust_decimal::Decimal) -> String {
    write_wire(points).replace('.', ",")
}

fn row(cells: [&str; 7]) -> Row {
    cells.map(str::to_owned)
}
