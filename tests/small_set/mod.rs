//! A criteria set of a few lines with every scale, and a submission to it that answers in every way.

// Each test takes its part of these.
#![allow(dead_code)]

use serde_json::json;
use tucham::engine::criteria::source::{Named, SetSource};
use tucham::engine::criteria::{CriteriaFile, check};
use tucham::engine::keys::SecretKey;
use tucham::engine::office::Roster;
use tucham::engine::signed::RosterLine;
use tucham::engine::signed::{
    AnswerRow, AnswerV1, Evidence, EvidenceFile, FileHash, FileId, Head, Person, SetReference, SubmissionV1, TotalsV1,
    UnitReference, write_multikey,
};

/// 2018-10-12T08:30:00+07:00
pub const CREATED_MS: i64 = 1_539_307_800_000;
/// The unit that the submission is of, and another one.
pub const UNIT: &str = "xa-an";
pub const OTHER: &str = "xa-binh";

/// What the files of the set say.
pub fn source() -> SetSource {
    let ratio = |zero: Option<&str>| {
        json!({"numerator": "Số có", "denominator": "Tổng số", "part_of_whole": true, "printed": "Tỷ lệ%",
            "points_printed": "Tỷ lệ% x 1", "zero_denominator": zero})
    };
    let criterion = |number: u32, rule: &str, scale: &str, content: serde_json::Value| {
        json!({"code": format!("1.I.{number}"), "title": format!("Tiêu chí {number}"), "maximum": "1", "lead": ["xa"],
            "lead_printed": "UBND các xã", "rule": rule, "rule_reason": "Vì vậy.", scale: content})
    };
    let choice = json!({"levels": [{"printed": "Có", "points": "1"}, {"printed": "Không", "points": "0"}]});
    let count = json!({"unit": "tháng", "whole": true, "limit": "12", "levels": [
        {"printed": "12 tháng", "points": "1", "from": "12", "to": "12"},
        {"printed": "Dưới 12 tháng", "points": "0.5", "from": "0", "to": "11"}]});
    let share = json!({"question": "Xã có không?", "printed": "Tỷ lệ%", "points_printed": "Tỷ lệ% x 1"});
    let bands = json!({"numerator": "Số có", "denominator": "Tổng số", "part_of_whole": false, "levels": [
        {"printed": "Trên 70%", "points": "1", "above": "70"}, {"printed": "Đến 70%", "points": "0", "from": "0", "to": "70"}]});
    let group = json!({"number": 1, "title": "Nhóm một", "criteria_count": 8, "maximum": "8", "section": [
    {"number": "I", "title": "Mục một", "maximum": "8", "criterion": [
        criterion(1, "worst", "choice", choice.clone()),
        criterion(2, "sum_of_counts", "count", count),
        criterion(3, "pool", "ratio", ratio(None)),
        criterion(4, "mean_of_ratios", "ratio", ratio(Some("maximum"))),
        criterion(5, "share", "share", share),
        criterion(6, "pool", "ratio_bands", bands),
        criterion(7, "best", "choice", choice.clone()),
        criterion(9, "best", "choice", choice),
    ]}]});
    SetSource {
        head: named(
            "set.toml",
            json!({"id": "nho-2018", "version": 1, "title": "Bộ tiêu chí nhỏ", "period": 2018,
                "source": {"issuer": "UBND huyện", "number": "1/UBND", "date": "1/9/2018", "subject": "V/v thử", "draft": true},
                "hand_out": {"due_before": "10-30", "office_name": "Văn phòng"}}),
        ),
        units: named(
            "units.toml",
            json!({"unit": [{"id": UNIT, "name": "UBND xã An"}, {"id": OTHER, "name": "UBND xã Bình", "aliases": ["xã Bình"]}],
                "class": [{"id": "xa", "name": "UBND các xã", "units": [UNIT, OTHER]}]}),
        ),
        groups: vec![named("group-1.toml", group)],
        notes: named("notes.toml", json!({"note": [{"criteria": ["1.I.9"], "text": "Số thứ tự 8 bỏ trống."}]})),
    }
}

fn named<T: serde::de::DeserializeOwned>(file: &str, content: serde_json::Value) -> Named<T> {
    Named { file: file.to_owned(), content: serde_json::from_value(content).expect(file) }
}

/// The set, checked.
pub fn small_set() -> CriteriaFile {
    check(&source()).expect("the set is right")
}

/// A key of the tests' own.
pub fn key(number: u8) -> SecretKey {
    SecretKey::from_seed(&[number; 32])
}

/// Key 1 is the unit's, key 2 the other unit's; key 3 is nobody's.
pub fn roster() -> Roster {
    let line = |unit: &str, number| RosterLine {
        unit: tucham::engine::criteria::UnitId(unit.to_owned().into()),
        key: write_multikey(&key(number).public_key()),
        from_ms: 0,
        until_ms: None,
    };
    Roster { lines: vec![line(UNIT, 1), line(OTHER, 2)] }
}

/// A submission with every kind of answer, an open one, and all that a row may carry.
pub fn submission(file: &CriteriaFile) -> SubmissionV1 {
    let row = |number: u32, answer, points: Option<&str>| AnswerRow {
        criterion: format!("1.I.{number}"),
        answer,
        points: points.map(|points| points.parse().expect(points)),
        explanation: None,
        evidence: Vec::new(),
    };
    let evidence = Evidence {
        title: "Biên bản kiểm kê, mục 2".into(),
        reference: Some("15/BC-UBND".into()),
        file: Some(EvidenceFile { name: "kiemke.pdf".into(), size: 48_211, sha256: FileHash([0xcd; 32]) }),
    };
    SubmissionV1 {
        head: Head { id: FileId::new(CREATED_MS, &[0x5a; 10]), created_ms: CREATED_MS },
        criteria_set: SetReference {
            id: file.set.id.to_string(),
            version: file.set.version,
            sha256: file.set.sha256.to_string(),
        },
        period: 2018,
        unit: UnitReference { id: UNIT.into(), name: "UBND xã An".into() },
        revision: 2,
        supersedes: Some(FileHash([0x11; 32])),
        prepared_by: Person {
            name: "Trần Thị Bé".into(),
            position: "Công chức".into(),
            phone: Some("0234 000 000".into()),
            email: Some("be@example.vn".into()),
        },
        approved_by: Person { name: "Lê Văn Ơn".into(), position: "Chủ tịch".into(), phone: None, email: None },
        answers: vec![
            AnswerRow {
                explanation: Some("Dòng một\nDòng \"hai\"".into()),
                evidence: vec![evidence, Evidence { title: "Sổ theo dõi".into(), reference: None, file: None }],
                ..row(1, Some(AnswerV1::Choice { level: 0 }), Some("1"))
            },
            row(2, Some(AnswerV1::Count { value: 11.into() }), Some("0.5")),
            row(3, Some(AnswerV1::Ratio { numerator: 6.into(), denominator: 7.into() }), Some("0.86")),
            row(4, Some(AnswerV1::Ratio { numerator: 0.into(), denominator: 0.into() }), Some("1")),
            row(5, Some(AnswerV1::Share { value: true }), Some("1")),
            row(6, Some(AnswerV1::RatioBands { numerator: 71.into(), denominator: 100.into() }), Some("1")),
            AnswerRow {
                explanation: Some("Chưa được cấp".into()), ..row(7, Some(AnswerV1::NotApplicable), None)
            },
            row(9, None, None),
        ],
        totals: TotalsV1 {
            points: "5.36".parse().expect("points"),
            maximum: 8.into(),
            excluded: 1.into(),
            // 5,36 / 7 × 8 = 6,1257… → 6,13
            converted: "6.13".parse().expect("points"),
            answered: 7,
            assigned: 8,
        },
    }
}
