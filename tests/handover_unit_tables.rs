//! The unit's sheet as tables: its numbers are those of the sheet, and whatever was typed stays text in a spreadsheet.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::UnitId;
use tucham::engine::decimal::{parse_wire, write_wire};
use tucham::engine::draft::Draft;
use tucham::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use tucham::engine::signed::FileHash;
use tucham::handover::csv::csv;
use tucham::handover::tables::{Cell, Table};
use tucham::handover::unit_tables::unit_tables;
use tucham::handover::workbook::workbook;

/// Prints every row below the head of every sheet, as JSON, with the kind of each cell.
const WORKBOOK_READER: &str = r#"
import json, sys
from openpyxl import load_workbook
print(json.dumps({sheet.title: [[[cell.data_type, cell.value] for cell in row] for row in sheet.iter_rows(min_row=2)]
    for sheet in load_workbook(sys.argv[1])}))
"#;
/// Prints every row of a CSV file, as JSON.
const CSV_READER: &str = r#"
import csv, json, sys
with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
    print(json.dumps(list(csv.reader(file, delimiter=";", strict=True))))
"#;
/// What makes a formula of a cell.
const SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn tables(unit: &str, draft: &Draft) -> [Table; 3] {
    let file = builtin();
    unit_tables(file, file.set.unit(unit).unwrap(), draft).try_into().unwrap()
}

fn draft(unit: &str, entries: Vec<(&str, Entry)>) -> Draft {
    let mut draft = Draft::new(UnitId(unit.to_owned().into()), 2018);
    let code = |code: &str| builtin().set.criterion(code).unwrap().code.clone();
    draft.entries = entries.into_iter().map(|(of, entry)| (code(of), entry)).collect();
    draft
}

fn column(table: &Table, heading: &str) -> usize {
    table.columns.iter().position(|column| column.heading == heading).unwrap()
}

fn row<'a>(table: &'a Table, code: &str) -> &'a [Cell] {
    let place = column(table, "Mã");
    table.rows.iter().find(|row| row[place] == Cell::Text(code.to_owned())).unwrap()
}

fn cell<'a>(table: &'a Table, code: &str, heading: &str) -> &'a Cell {
    &row(table, code)[column(table, heading)]
}

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

fn points(text: &str) -> Cell {
    Cell::Number(parse_wire(text).unwrap())
}

fn ratio(numerator: &str, denominator: &str) -> Entry {
    Entry { numerator: numerator.into(), denominator: denominator.into(), ..Entry::default() }
}

/// The golden table of a whole sheet, as a draft.
fn golden() -> (Draft, Value) {
    let golden: Value = serde_json::from_str(include_str!("golden/xa-huong-phu.json")).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entries = golden["rows"].as_array().unwrap().iter().map(|row| {
        let answer = &row["answer"];
        let typed = &answer["typed"];
        let entry = Entry {
            level: answer["level"].as_u64().map(|level| level as usize),
            share: answer["value"].as_bool(),
            count: word(&typed["count"]),
            numerator: word(&typed["numerator"]),
            denominator: word(&typed["denominator"]),
            not_applicable: answer["kind"] == "not_applicable",
            explanation: word(&row["explanation"]),
            evidence: Vec::new(),
        };
        (row["criterion"].as_str().unwrap(), entry)
    });
    (draft("xa-huong-phu", entries.collect()), golden.clone())
}

/// Runs a reader on a file of its own.
fn read(reader: &str, name: &str, content: &[u8]) -> Value {
    let path: PathBuf = std::env::temp_dir().join(format!("tucham-{}-{name}", std::process::id()));
    fs::write(&path, content).unwrap();
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(&python).args(["-W", "error", "-c", reader]).arg(&path).output().unwrap();
    fs::remove_file(&path).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{python} with openpyxl is needed (`cargo xtask test` has it): {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_criterion_of_the_unit_stands_in_it_once_and_no_other() {
    for (unit, count) in [("xa-huong-phu", 35), ("van-phong", 72), ("cong-an", 1)] {
        let [sheet, ..] = tables(unit, &draft(unit, Vec::new()));
        let codes: Vec<&Cell> = sheet.rows.iter().map(|row| &row[column(&sheet, "Mã")]).collect();
        let led = assign(&builtin().set, &UnitId(unit.to_owned().into())).led;
        assert_eq!(codes.len(), count);
        for criterion in &led {
            assert_eq!(codes.iter().filter(|code| ***code == text(criterion.code.as_str())).count(), 1, "{unit}");
            assert_eq!(*cell(&sheet, criterion.code.as_str(), "Điểm tối đa"), Cell::Number(criterion.maximum));
        }
    }
}

#[test]
fn every_row_is_as_wide_as_its_head() {
    for table in tables("van-phong", &golden().0) {
        assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.name);
        assert!(table.name.chars().count() <= 31, "{}: longer than a sheet's name may be", table.name);
    }
}

#[test]
fn points_and_sums_are_those_of_the_golden_sheet() {
    let (draft, golden) = golden();
    let [sheet, _, sums] = tables("xa-huong-phu", &draft);
    let mut sum = Decimal::ZERO;
    for expected in golden["rows"].as_array().unwrap() {
        let code = expected["criterion"].as_str().unwrap();
        let found = cell(&sheet, code, "Điểm tự chấm");
        match expected["points"].as_str() {
            Some(expected) => {
                assert_eq!(*found, points(expected), "{code}");
                sum += parse_wire(expected).unwrap();
            }
            None => assert_eq!(*found, Cell::Empty, "{code}"),
        }
        let wire = &expected["wire"];
        let number = |heading: &str, member: &str| {
            let expected = wire[member].as_str().map_or(Cell::Empty, points);
            assert_eq!(*cell(&sheet, code, heading), expected, "{code} {heading}");
        };
        number("Số lượng hoặc tử số", if wire["kind"] == "count" { "value" } else { "numerator" });
        number("Mẫu số", "denominator");
    }
    let totals = &golden["totals"];
    assert_eq!(write_wire(sum), totals["points"]);
    for (heading, member) in
        [("Điểm tự chấm", "points"), ("Tối đa", "maximum"), ("Không phát sinh", "excluded"), ("Quy đổi", "converted")]
    {
        assert_eq!(*cell(&sums, "Tất cả", heading), points(totals[member].as_str().unwrap()), "{heading}");
    }
    assert_eq!(*cell(&sums, "Tất cả", "Đã trả lời"), Cell::Whole(35));
    assert_eq!(*cell(&sums, "Tất cả", "Số tiêu chí"), Cell::Whole(35));
}

#[test]
fn sections_add_up_to_their_group_and_groups_to_the_whole() {
    let [_, _, sums] = tables("xa-huong-phu", &golden().0);
    for heading in ["Điểm tự chấm", "Tối đa", "Không phát sinh"] {
        let place = column(&sums, heading);
        let add = |is_part: &dyn Fn(&str) -> bool| -> Decimal {
            let rows = sums.rows.iter().filter(|row| matches!(&row[0], Cell::Text(code) if is_part(code)));
            rows.map(|row| if let Cell::Number(number) = row[place] { number } else { panic!("{row:?}") }).sum()
        };
        let whole = add(&|code| code == "Tất cả");
        assert_eq!(add(&|code| code.len() == 1), whole, "{heading}");
        assert_eq!(add(&|code| code.contains('.')), whole, "{heading}");
    }
}

#[test]
fn answers_are_words_and_what_is_open_is_said() {
    let answers = vec![
        ("1.I.5", Entry { level: Some(0), ..Entry::default() }),
        ("1.I.10", Entry { not_applicable: true, explanation: " Không có ".into(), ..Entry::default() }),
        ("1.I.15", ratio("9", "10")),
        ("1.I.16", Entry { share: Some(false), ..Entry::default() }),
    ];
    let [sheet, ..] = tables("xa-huong-phu", &draft("xa-huong-phu", answers));
    for (code, answer, why) in [
        ("1.I.5", "Có", text("Có → 1")),
        (
            "1.I.10",
            "không phát sinh",
            text("Không phát sinh: không tính điểm, trừ 1 điểm khỏi mức tối đa khi quy đổi."),
        ),
        // A spreadsheet would make the ninth of October of 9/10.
        ("1.I.15", "9 trên 10", text("9/10 × 1 = 0,90")),
        ("1.I.16", "Không", text("Không → 0")),
        ("1.I.9", "chưa trả lời", Cell::Empty),
    ] {
        assert_eq!(*cell(&sheet, code, "Trả lời"), text(answer), "{code}");
        assert_eq!(*cell(&sheet, code, "Cách tính, việc còn phải làm"), why, "{code}");
    }
    assert_eq!(*cell(&sheet, "1.I.10", "Giải trình"), text("Không có"));
}

#[test]
fn what_does_not_count_has_no_points_and_says_why() {
    let untitled = EvidenceEntry { reference: "15/BC".into(), ..EvidenceEntry::default() };
    for (code, entry, answer, why) in [
        ("1.I.15", ratio("27", ""), "27 trên …", "Nhập tiếp"),
        ("1.I.15", ratio("1.5", "30"), "1.5 trên 30", "dấu chấm"),
        ("1.I.10", Entry { not_applicable: true, ..Entry::default() }, "không phát sinh", "hãy ghi lý do"),
        ("1.I.5", Entry { level: Some(0), evidence: vec![untitled], ..Entry::default() }, "Có", "ghi tên tài liệu"),
    ] {
        let [sheet, _, sums] = tables("xa-huong-phu", &draft("xa-huong-phu", vec![(code, entry)]));
        assert_eq!(*cell(&sheet, code, "Điểm tự chấm"), Cell::Empty, "{answer}: unanswered is not zero");
        assert_eq!(*cell(&sheet, code, "Trả lời"), text(answer));
        let Cell::Text(found) = cell(&sheet, code, "Cách tính, việc còn phải làm") else { panic!("{answer}") };
        assert!(found.contains(why), "{found}");
        assert_eq!(*cell(&sums, "Tất cả", "Cần sửa"), Cell::Whole(1), "{answer}");
    }
}

#[test]
fn every_document_has_a_row_and_blank_ones_have_none() {
    let file = EvidenceFileEntry { name: "bản quét.pdf".into(), size: 9_437_191, sha256: FileHash([7; 32]) };
    let whole = EvidenceEntry {
        title: " Biên bản kiểm kê ".into(),
        reference: "15/BC-UBND".into(),
        place: "trang 2".into(),
        file: Some(file),
    };
    let short = EvidenceEntry { title: "Ảnh chụp".into(), ..EvidenceEntry::default() };
    let evidence = vec![whole, EvidenceEntry::default(), short];
    let entry = Entry { evidence, ..ratio("27", "30") };
    let [_, documents, _] = tables("xa-huong-phu", &draft("xa-huong-phu", vec![("1.I.15", entry)]));
    let title = builtin().set.criterion("1.I.15").unwrap().title.to_string();
    let empty = || Cell::Empty;
    assert_eq!(
        documents.rows,
        [
            vec![
                text("1.I.15"),
                text(&title),
                text("Biên bản kiểm kê"),
                text("15/BC-UBND"),
                text("trang 2"),
                text("bản quét.pdf"),
                Cell::Whole(9_437_191),
                text(&"07".repeat(32)),
            ],
            vec![text("1.I.15"), text(&title), text("Ảnh chụp"), empty(), empty(), empty(), empty(), empty()],
        ]
    );
}

/// Whatever an officer may type or paste, and what spreadsheets have been attacked with.
fn hostile() -> Vec<String> {
    let file: Value = serde_json::from_str(include_str!("vectors/unicode/hostile_text.json")).unwrap();
    let kept = file["cases"].as_object().unwrap().values().map(|text| text.as_str().unwrap().to_owned());
    let formulas = [
        "=1+1",
        "=HYPERLINK(\"https://example.org/?\"&A1;\"xem\")",
        "+84 234 3875 000",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1:A9)",
        " =1+1",
        "\t=1+1",
        "\r=1+1",
        "\"=1+1",
        ";=1+1",
        "a;\"b\"\n=1+1",
        "＝1+1",
    ];
    kept.chain(formulas.map(str::to_owned)).collect()
}

fn hostile_drafts() -> Vec<Draft> {
    let all = hostile();
    let entry = |words: &String| Entry {
        numerator: words.clone(),
        denominator: "30".into(),
        explanation: words.clone(),
        evidence: vec![EvidenceEntry {
            title: words.clone(),
            reference: words.clone(),
            place: words.clone(),
            file: Some(EvidenceFileEntry { name: words.clone(), size: 1, sha256: FileHash([7; 32]) }),
        }],
        ..Entry::default()
    };
    all.iter().map(|words| draft("xa-huong-phu", vec![("1.I.15", entry(words))])).collect()
}

/// What a workbook can hold of a text.
fn stored(text: &str) -> String {
    let is_refused = |letter: &char| matches!(letter, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().map(|letter| if is_refused(&letter) { '\u{fffd}' } else { letter }).collect()
}

#[test]
fn what_was_typed_comes_out_of_the_workbook_as_text_letter_for_letter() {
    // All in one workbook: the tables of each draft, with a number behind their names.
    let mut all = Vec::new();
    for (place, draft) in hostile_drafts().iter().enumerate() {
        let [sheet, documents, _] = tables("xa-huong-phu", draft);
        all.push(Table { name: format!("Phiếu {place}"), ..sheet });
        all.push(Table { name: format!("Tài liệu {place}"), ..documents });
    }
    let found = read(WORKBOOK_READER, "phieu.xlsx", &workbook("Phiếu", &all, 0).unwrap());
    for (place, words) in hostile().iter().enumerate() {
        let words = words.trim();
        let kind = |text: String| if text.is_empty() { json!(["n", null]) } else { json!(["s", text]) };
        let sheet = found[format!("Phiếu {place}")].as_array().unwrap();
        let row = sheet.iter().find(|row| row[2][1] == "1.I.15").unwrap();
        assert_eq!(row[11], kind(stored(words)), "{words:?}");
        assert_eq!(row[9], json!(["n", null]), "{words:?} is no number, and has no points");
        assert!(row.as_array().unwrap().iter().all(|cell| cell[0] != "f"), "{words:?}");
        let document = &found[format!("Tài liệu {place}")][0];
        for cell in [2, 3, 4] {
            assert_eq!(document[cell], kind(stored(words)), "{words:?}");
        }
        assert_eq!(document[5][0], "s");
        assert_eq!(document[6], json!(["n", 1]));
    }
}

#[test]
fn no_cell_of_the_csv_is_a_formula() {
    for (draft, words) in hostile_drafts().iter().zip(hostile()) {
        for table in tables("xa-huong-phu", draft) {
            let rows = read(CSV_READER, "phieu.csv", csv(&table).as_bytes());
            let rows = rows.as_array().unwrap();
            assert_eq!(rows.len(), table.rows.len() + 1, "{words:?}");
            for cell in rows.iter().flat_map(|row| row.as_array().unwrap()) {
                let cell = cell.as_str().unwrap().trim_start_matches([' ', '\u{a0}']);
                assert!(!cell.starts_with(SIGNS), "{cell:?}");
            }
        }
    }
}

#[test]
fn a_number_in_the_csv_is_one_to_a_vietnamese_spreadsheet() {
    let [sheet, _, sums] = tables("xa-huong-phu", &golden().0);
    let rows = read(CSV_READER, "so.csv", csv(&sums).as_bytes());
    let last = rows.as_array().unwrap().last().unwrap();
    assert_eq!(json!([last[2], last[3], last[4], last[5], last[6]]), json!(["20,78", "35", "2", "22,04", "35"]));
    let rows = read(CSV_READER, "phieu-so.csv", csv(&sheet).as_bytes());
    let row = rows.as_array().unwrap().iter().find(|row| row[2] == "1.I.15").unwrap();
    assert_eq!(json!([row[5], row[6], row[7], row[8], row[9]]), json!(["1", "26 trên 24", "26", "24", "1"]));
}
