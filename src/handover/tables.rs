//! The office's whole result as tables: sums, criteria, units, contributions, overrides, files.

use rust_decimal::Decimal;

use super::official::unit_name;
use crate::engine::answer::Answer;
use crate::engine::decimal::{parse_wire, write_wire};
use crate::engine::json::{Json, Number};
use crate::engine::office::{
    Consolidation, DistrictState, DistrictTotal, FileState, Given, JudgedFile, UnitPoints, UnitState, ranking,
};
use crate::engine::signed::write_time;
use crate::messages::office as words;

/// A table with its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name of its sheet, and of its file.
    pub name: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A table's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub heading: String,
    /// In letters.
    pub width: u16,
}

/// What stands in one place of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    /// Points and other numbers that may have decimals.
    Number(Decimal),
    /// What is counted.
    Whole(u64),
}

/// Every table of the result.
pub fn tables(result: &Consolidation) -> Vec<Table> {
    vec![overview(result), criteria(result), units(result), contributions(result), overrides(result), files(result)]
}

fn table(name: &str, columns: &[(&str, u16)], rows: Vec<Vec<Cell>>) -> Table {
    let columns = columns.iter().map(|(heading, width)| Column { heading: (*heading).to_owned(), width: *width });
    Table { name: name.to_owned(), columns: columns.collect(), rows }
}

fn overview(result: &Consolidation) -> Table {
    let set = result.set;
    let row = |code: String, title: &str, total: DistrictTotal| {
        vec![
            Cell::Text(code),
            text(title),
            Cell::Number(total.points),
            Cell::Number(total.maximum),
            Cell::Number(total.excluded),
            Cell::Number(total.converted()),
            Cell::Number(total.could_add),
            Cell::Whole(total.settled),
            Cell::Whole(total.criteria),
        ]
    };
    let mut rows = Vec::new();
    for group in set.groups.iter() {
        rows.push(row(group.number.to_string(), &group.title, result.total(&format!("{}.", group.number))));
        for section in group.sections.iter() {
            let code = format!("{}.{}", group.number, section.number);
            let total = result.total(&format!("{code}."));
            rows.push(row(code, &section.title, total));
        }
    }
    rows.push(row("Tất cả".to_owned(), &format!("{}, năm {}", set.title, result.period), result.total("")));
    table(
        "Tổng quan",
        &[
            ("Mã", 8),
            ("Nhóm, mục", 60),
            ("Điểm", 10),
            ("Tối đa", 10),
            ("Không phát sinh", 12),
            ("Quy đổi", 10),
            ("Còn có thể thêm", 12),
            ("Tiêu chí đã có điểm", 12),
            ("Số tiêu chí", 12),
        ],
        rows,
    )
}

fn criteria(result: &Consolidation) -> Table {
    let rows = result.criteria.iter().map(|district| {
        let criterion = district.criterion;
        let computed = &district.computed;
        let by_rule = match computed.state {
            DistrictState::Scored { points } => Cell::Number(points),
            DistrictState::Excluded | DistrictState::Open => Cell::Empty,
        };
        let (numerator, denominator) = computed.quotient.unzip();
        let missing: Vec<String> = computed.missing.iter().map(|unit| unit_name(result.set, unit)).collect();
        vec![
            text(criterion.code.as_str()),
            text(&criterion.title),
            text(words::rule(criterion.rule)),
            text(words::district_state(computed.state)),
            number(district.points()),
            Cell::Number(criterion.maximum),
            by_rule,
            number(numerator),
            number(denominator),
            number(computed.reported_only),
            Cell::Number(computed.could_add),
            Cell::Text(missing.join("; ")),
        ]
    });
    table(
        "Tiêu chí",
        &[
            ("Mã", 9),
            ("Tiêu chí", 60),
            ("Cách tổng hợp", 36),
            ("Tình trạng", 16),
            ("Điểm", 10),
            ("Tối đa", 10),
            ("Điểm theo quy tắc", 12),
            ("Tử số", 12),
            ("Mẫu số", 12),
            ("Điểm nếu chỉ tính xã đã gửi", 14),
            ("Còn có thể thêm", 12),
            ("Chưa trả lời", 60),
        ],
        rows.collect(),
    )
}

fn units(result: &Consolidation) -> Table {
    let set = result.set;
    let mut rows = Vec::new();
    for standing in &result.standings {
        let class = set.classes.iter().find(|class| class.units.contains(&standing.unit));
        let rank = class.and_then(|class| {
            ranking(set, &result.standings, &class.units).into_iter().find(|ranked| ranked.unit == standing.unit)?.rank
        });
        let (state, revision, late, points) = match &standing.state {
            UnitState::Missing => ("chưa gửi", Cell::Empty, Cell::Empty, None),
            UnitState::Conflict { .. } => ("xung đột, chưa tính", Cell::Empty, Cell::Empty, None),
            UnitState::Received { sha256, submission } => {
                let late = match result.receipts.get(sha256) {
                    Some(receipt) => text(if receipt.is_late { "muộn" } else { "đúng hạn" }),
                    None => Cell::Empty,
                };
                ("đã gửi", Cell::Whole(submission.revision), late, Some(UnitPoints::of(set, submission)))
            }
        };
        rows.push(vec![
            text(standing.unit.as_str()),
            Cell::Text(unit_name(set, &standing.unit)),
            class.map_or(Cell::Empty, |class| text(&class.name)),
            text(state),
            revision,
            late,
            number(points.map(|points| points.points)),
            number(points.map(|points| points.maximum)),
            number(points.map(|points| points.excluded)),
            number(points.map(|points| points.converted())),
            number(points.map(|points| points.percentage())),
            rank.map_or(Cell::Empty, |rank| Cell::Whole(rank as u64)),
        ]);
    }
    table(
        "Đơn vị",
        &[
            ("Mã đơn vị", 22),
            ("Đơn vị", 36),
            ("Loại", 36),
            ("Tình trạng", 18),
            ("Lần", 6),
            ("Thời hạn", 10),
            ("Điểm", 10),
            ("Tối đa", 10),
            ("Không phát sinh", 12),
            ("Quy đổi", 10),
            ("Tỷ lệ (%)", 10),
            ("Hạng", 7),
        ],
        rows,
    )
}

fn contributions(result: &Consolidation) -> Table {
    let mut rows = Vec::new();
    for district in &result.criteria {
        for contribution in &district.contributions {
            let (first, second) = match &contribution.given {
                Given::Answer(Answer::Count { value }) => (Cell::Number(*value), Cell::Empty),
                Given::Answer(
                    Answer::Ratio { numerator, denominator } | Answer::RatioBands { numerator, denominator },
                ) => (Cell::Number(*numerator), Cell::Number(*denominator)),
                _ => (Cell::Empty, Cell::Empty),
            };
            rows.push(vec![
                text(district.criterion.code.as_str()),
                text(&district.criterion.title),
                Cell::Text(unit_name(result.set, &contribution.unit)),
                Cell::Text(words::given(district.criterion, &contribution.given)),
                first,
                second,
                number(contribution.points),
            ]);
        }
    }
    table(
        "Câu trả lời",
        &[
            ("Mã", 9),
            ("Tiêu chí", 60),
            ("Đơn vị", 36),
            ("Trả lời", 24),
            ("Số lượng hoặc tử số", 14),
            ("Mẫu số", 12),
            ("Điểm", 10),
        ],
        rows,
    )
}

fn overrides(result: &Consolidation) -> Table {
    let rows = result.criteria.iter().filter_map(|district| {
        let given = district.set_by_officer.as_ref()?;
        let by_rule = match district.computed.state {
            DistrictState::Scored { points } => Cell::Number(points),
            DistrictState::Excluded | DistrictState::Open => Cell::Empty,
        };
        Some(vec![
            text(district.criterion.code.as_str()),
            text(&district.criterion.title),
            by_rule,
            Cell::Number(given.points),
            text(&given.reason),
        ])
    });
    table(
        "Điểm ấn định",
        &[("Mã", 9), ("Tiêu chí", 60), ("Điểm theo quy tắc", 12), ("Điểm ấn định", 12), ("Lý do", 60)],
        rows.collect(),
    )
}

fn files(result: &Consolidation) -> Table {
    let rows = result.judged_files().into_iter().map(|file: &JudgedFile| {
        let state = result.files.get(&file.sha256).copied().unwrap_or(FileState::Rejected);
        // What is not trusted says nothing that could be believed, not even whose it is.
        let submission = file.submission.as_ref().filter(|_| state != FileState::Rejected);
        let receipt = result.receipts.get(&file.sha256);
        vec![
            Cell::Text(file.sha256.to_string()),
            submission.map_or(Cell::Empty, |one| text(&one.unit.name)),
            submission.map_or(Cell::Empty, |one| Cell::Whole(one.revision)),
            text(words::verdict(file.verdict)),
            text(words::file_state(state)),
            receipt.and_then(|receipt| write_time(receipt.at_ms)).map_or(Cell::Empty, |time| text(&time[..10])),
            receipt.map_or(Cell::Empty, |receipt| text(if receipt.is_late { "muộn" } else { "đúng hạn" })),
            words::sentence(file).map_or(Cell::Empty, Cell::Text),
        ]
    });
    table(
        "Tệp",
        &[
            ("SHA-256", 66),
            ("Đơn vị", 36),
            ("Lần", 6),
            ("Kết luận", 20),
            ("Tình trạng", 20),
            ("Ngày nhận", 12),
            ("Thời hạn", 10),
            ("Lý do", 60),
        ],
        rows.collect(),
    )
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn items(json: &Json) -> Option<&[Json]> {
    match json {
        Json::Array(items) => Some(items),
        _ => None,
    }
}

fn integer(json: &Json) -> Option<i64> {
    match json {
        Json::Number(Number::Integer(number)) => Some(*number),
        _ => None,
    }
}

fn number(value: Option<Decimal>) -> Cell {
    value.map_or(Cell::Empty, Cell::Number)
}

impl Table {
    /// The table as it crosses from one Wasm to the other.
    pub fn to_json(&self) -> Json {
        let columns = self
            .columns
            .iter()
            .map(|column| Json::Array(vec![Json::text(&column.heading), Json::integer(i64::from(column.width))]));
        let rows = self.rows.iter().map(|row| Json::Array(row.iter().map(Cell::to_json).collect()));
        Json::object([
            ("name", Json::text(&self.name)),
            ("columns", Json::Array(columns.collect())),
            ("rows", Json::Array(rows.collect())),
        ])
    }

    /// Reads a table back; nothing for what [`Table::to_json`] did not write.
    pub fn of_json(json: &Json) -> Option<Table> {
        let columns = items(json.member("columns")?)?.iter().map(|column| match items(column)? {
            [heading, width] => {
                Some(Column { heading: heading.as_text()?.to_owned(), width: u16::try_from(integer(width)?).ok()? })
            }
            _ => None,
        });
        let rows = items(json.member("rows")?)?.iter().map(|row| items(row)?.iter().map(Cell::of_json).collect());
        Some(Table {
            name: json.member("name")?.as_text()?.to_owned(),
            columns: columns.collect::<Option<_>>()?,
            rows: rows.collect::<Option<_>>()?,
        })
    }
}

impl Cell {
    fn to_json(&self) -> Json {
        match self {
            Cell::Empty => Json::Null,
            Cell::Text(text) => Json::text(text),
            // A decimal in brackets: JSON's own numbers would go through floats.
            Cell::Number(number) => Json::Array(vec![Json::text(write_wire(*number))]),
            // Counts stay far below 2^53.
            Cell::Whole(number) => Json::integer(*number as i64),
        }
    }

    fn of_json(json: &Json) -> Option<Cell> {
        match json {
            Json::Null => Some(Cell::Empty),
            Json::Array(one) => match one.as_slice() {
                [number] => parse_wire(number.as_text()?).map(Cell::Number),
                _ => None,
            },
            other => match other.as_text() {
                Some(text) => Some(Cell::Text(text.to_owned())),
                None => u64::try_from(integer(other)?).ok().map(Cell::Whole),
            },
        }
    }
}
