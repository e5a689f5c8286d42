//! The workbook, opened by openpyxl and by LibreOffice: numbers are numbers, texts stay texts whatever they look like.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use tucham::engine::decimal::write_wire;
use tucham::engine::json::{read_json, write_canonical};
use tucham::handover::tables::{Cell, Column, Table};
use tucham::handover::workbook::workbook;

const CREATED_S: i64 = 1_539_307_800;

/// Prints every cell of a workbook as JSON: its kind, and its value as it stands in the file.
const READER: &str = r#"
import json, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
print(json.dumps([{
    "name": sheet.title, "frozen": sheet.freeze_panes, "filter": sheet.auto_filter.ref,
    "formats": sorted({cell.number_format for row in sheet.iter_rows(min_row=2) for cell in row if cell.data_type == "n" and cell.value is not None}),
    "cells": [[[cell.data_type, repr(cell.value) if cell.data_type == "n" and cell.value is not None else cell.value] for cell in row] for row in sheet.iter_rows(min_row=2)],
} for sheet in book]))
"#;

fn hostile() -> Vec<String> {
    let file: Value = serde_json::from_str(include_str!("vectors/unicode/hostile_text.json")).unwrap();
    file["cases"].as_object().unwrap().values().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn numbers() -> Vec<Decimal> {
    ["0", "0.1", "0.86", "1234567.89", "999999999999999", "0.0001", "31.5", "123456789012.345"]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect()
}

fn tables() -> Vec<Table> {
    let column = |heading: &str| Column { heading: heading.to_owned(), width: 20 };
    let texts = hostile().into_iter().map(|text| vec![Cell::Text(text), Cell::Empty]).collect();
    let sums = numbers().into_iter().map(|number| vec![Cell::Number(number), Cell::Whole(1234)]).collect();
    vec![
        Table { name: "Câu trả lời".into(), columns: vec![column("=1+1"), column("Trống")], rows: texts },
        Table { name: "Điểm".into(), columns: vec![column("Điểm"), column("Số")], rows: sums },
    ]
}

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("tucham-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn read(path: &Path) -> Value {
    let python = std::env::var("TUCHAM_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(&python).args(["-W", "error", "-c", READER]).arg(path).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{python} with openpyxl is needed (`cargo xtask test` has it): {errors}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What a workbook can hold of a text: XML 1.0 has neither most control characters nor these two.
fn stored(text: &str) -> String {
    let is_refused = |letter: &char| matches!(letter, '\0'..'\t' | '\u{b}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().map(|letter| if is_refused(&letter) { '\u{fffd}' } else { letter }).collect()
}

fn assert_holds(found: &Value) {
    let texts: Vec<Value> = hostile()
        .iter()
        .map(|text| json!([["s", stored(&text.replace("\r\n", "\n").replace('\r', "\n"))], ["n", null]]))
        .collect();
    assert_eq!(found[0]["cells"].as_array().unwrap(), &texts);
    for (row, number) in found[1]["cells"].as_array().unwrap().iter().zip(numbers()) {
        assert_eq!(row[0][0], "n");
        // As Python prints the float: the shortest digits that read back as it.
        let printed: Decimal = Decimal::from_scientific(row[0][1].as_str().unwrap())
            .or_else(|_| row[0][1].as_str().unwrap().parse())
            .unwrap();
        assert_eq!(write_wire(printed), write_wire(number));
        assert_eq!(row[1], json!(["n", "1234"]));
    }
    assert_eq!(found[1]["cells"].as_array().unwrap().len(), numbers().len());
}

#[test]
fn openpyxl_reads_every_number_and_every_text_as_it_is() {
    let folder = Folder::new("openpyxl");
    let path = folder.0.join("bang.xlsx");
    fs::write(&path, workbook("Bảng", &tables(), CREATED_S).unwrap()).unwrap();
    let found = read(&path);
    assert_holds(&found);
    for sheet in found.as_array().unwrap() {
        assert_eq!(sheet["frozen"], "A2");
        assert!(sheet["filter"].as_str().unwrap().starts_with("A1:B"), "{}", sheet["filter"]);
    }
    assert_eq!(found[1]["formats"], json!(["#,##0", "#,##0.00##"]));
}

#[test]
fn libreoffice_converts_it_without_a_warning_and_keeps_every_value() {
    let folder = Folder::new("libreoffice");
    let path = folder.0.join("bang.xlsx");
    fs::write(&path, workbook("Bảng", &tables(), CREATED_S).unwrap()).unwrap();
    let out = folder.0.join("out");
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", folder.0.join("profile").display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([&out, &path])
        .env("HOME", &folder.0)
        .output()
        .expect("LibreOffice Calc (Debian: libreoffice-calc-nogui) is needed");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{said}");
    // Of itself, where there is no Java, which no workbook needs.
    let of_the_file = said.lines().filter(|line| !line.contains("javaldx")).collect::<String>().to_lowercase();
    for word in ["warn", "error", "failed"] {
        assert!(!of_the_file.contains(word), "{said}");
    }
    assert_holds(&read(&out.join("bang.xlsx")));
}

#[test]
fn the_same_tables_make_the_same_bytes() {
    assert_eq!(workbook("Bảng", &tables(), CREATED_S).unwrap(), workbook("Bảng", &tables(), CREATED_S).unwrap());
}

#[test]
fn tables_cross_from_one_wasm_to_the_other_unchanged() {
    for table in tables() {
        let text = write_canonical(&table.to_json());
        assert_eq!(Table::of_json(&read_json(text.as_bytes()).unwrap()), Some(table));
    }
    for wrong in
        ["{}", "[]", r#"{"name":"a","columns":[["b"]],"rows":[]}"#, r#"{"name":"a","columns":[],"rows":[[[1]]]}"#]
    {
        assert_eq!(Table::of_json(&read_json(wrong.as_bytes()).unwrap()), None, "{wrong}");
    }
}
