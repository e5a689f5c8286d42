//! Documents that the tests of signed files begin with: really signed, small, with every kind of answer.

// Each test takes its part of these.
#![allow(dead_code)]

use rust_decimal::Decimal;
use tucham::engine::json::{Json, write_pretty};
use tucham::engine::keys::SecretKey;
use tucham::engine::signed::{
    AnswerRow, AnswerV1, AppraisalRow, AppraisalTotals, AppraisalV1, Contact, ContributionItem, ContributionV1,
    EnrolmentV1, Evidence, EvidenceFile, FileHash, FileId, Head, Person, SetReference, SubmissionReference,
    SubmissionV1, TotalsV1, UnitReference, sign,
};

/// 2018-10-12T08:30:00+07:00
pub const CREATED_MS: i64 = 1_539_307_800_000;

pub fn key() -> SecretKey {
    SecretKey::from_seed(&[7; 32])
}

pub fn head() -> Head {
    Head { id: FileId::new(CREATED_MS, &[0x5a; 10]), created_ms: CREATED_MS }
}

pub fn unit() -> UnitReference {
    UnitReference { id: "xa-huong-phu".into(), name: "UBND xã Hương Phú".into() }
}

pub fn submission() -> SubmissionV1 {
    let row = |criterion: &str, answer: Option<AnswerV1>, points: Option<Decimal>| AnswerRow {
        criterion: criterion.into(),
        answer,
        points,
        explanation: None,
        evidence: Vec::new(),
    };
    let number = |number: i64| Decimal::new(number, 0);
    SubmissionV1 {
        head: head(),
        criteria_set: SetReference { id: "nam-dong-2018".into(), version: 1, sha256: "ab".repeat(32) },
        period: 2018,
        unit: unit(),
        revision: 1,
        supersedes: None,
        prepared_by: Person {
            name: "Trần Thị Bé".into(),
            position: "Công chức Văn phòng – Thống kê".into(),
            phone: Some("0234 000 000".into()),
            email: Some("be@example.vn".into()),
        },
        approved_by: Person { name: "Lê Văn Ơn".into(), position: "Chủ tịch".into(), phone: None, email: None },
        answers: vec![
            row("1.I.5", Some(AnswerV1::Choice { level: 0 }), Some(number(1))),
            AnswerRow {
                explanation: Some("Dòng một\nDòng \"hai\"".into()),
                evidence: vec![
                    Evidence {
                        title: "Biên bản kiểm kê 2018, mục 2".into(),
                        reference: Some("15/BC-UBND".into()),
                        file: Some(EvidenceFile {
                            name: "kiemke.pdf".into(),
                            size: 48_211,
                            sha256: FileHash([0xcd; 32]),
                        }),
                    },
                    Evidence { title: "Sổ theo dõi".into(), reference: None, file: None },
                ],
                ..row(
                    "1.I.15",
                    Some(AnswerV1::Ratio { numerator: number(12), denominator: number(14) }),
                    Some(Decimal::new(86, 2)),
                )
            },
            row("1.I.16", Some(AnswerV1::Share { value: true }), Some(number(1))),
            row("2.I.8", Some(AnswerV1::Count { value: Decimal::new(55, 1) }), Some(Decimal::new(5, 1))),
            row(
                "2.I.24",
                Some(AnswerV1::RatioBands { numerator: number(70), denominator: number(100) }),
                Some(Decimal::new(5, 1)),
            ),
            AnswerRow {
                explanation: Some("Chưa được cấp chữ ký số".into()),
                ..row("2.II.12", Some(AnswerV1::NotApplicable), None)
            },
            row("2.II.13", None, None),
        ],
        totals: TotalsV1 {
            points: Decimal::new(386, 2),
            maximum: number(7),
            excluded: number(1),
            converted: Decimal::new(450, 2),
            answered: 6,
            assigned: 7,
        },
    }
}

pub fn appraisal() -> AppraisalV1 {
    let row = |criterion: &str, own: Option<i64>, appraised: Option<Decimal>, remark: &str| AppraisalRow {
        criterion: criterion.into(),
        self_points: own.map(Decimal::from),
        appraised,
        remark: remark.into(),
    };
    let number = |number: i64| Decimal::new(number, 0);
    AppraisalV1 {
        head: head(),
        criteria_set: submission().criteria_set,
        period: 2018,
        unit: unit(),
        revision: 1,
        submission: SubmissionReference { id: head().id, revision: 2, sha256: FileHash([0xcd; 32]) },
        rows: vec![
            row("1.I.5", Some(1), Some(Decimal::new(5, 1)), "Thiếu biên bản\nBổ sung \"trang 2\""),
            row("1.I.15", Some(1), Some(number(1)), ""),
            row("2.II.12", None, None, "Đồng ý không phát sinh"),
        ],
        totals: AppraisalTotals {
            self_points: number(2),
            appraised: Decimal::new(15, 1),
            maximum: number(3),
            excluded: number(1),
            converted: Decimal::new(225, 2),
        },
    }
}

pub fn contribution() -> ContributionV1 {
    let item = |criterion: &str, answer, note: &str| ContributionItem {
        criterion: criterion.into(),
        answer,
        note: note.into(),
    };
    let number = |number: i64| Decimal::new(number, 0);
    ContributionV1 {
        head: head(),
        criteria_set: submission().criteria_set,
        period: 2018,
        unit: UnitReference { id: "noi-vu".into(), name: "Phòng Nội vụ".into() },
        revision: 1,
        supersedes: None,
        prepared_by: submission().prepared_by,
        items: vec![
            item("1.I.5", AnswerV1::Choice { level: 0 }, ""),
            item(
                "1.I.15",
                AnswerV1::Ratio { numerator: number(12), denominator: number(14) },
                "Theo sổ \"tài sản\"\ndòng hai",
            ),
            item("1.I.16", AnswerV1::Share { value: true }, "x"),
            item("2.I.8", AnswerV1::Count { value: Decimal::new(55, 1) }, ""),
            item("2.I.24", AnswerV1::RatioBands { numerator: number(70), denominator: number(100) }, ""),
            item("2.II.12", AnswerV1::NotApplicable, "Không có"),
        ],
    }
}

pub fn enrolment() -> EnrolmentV1 {
    EnrolmentV1 {
        head: head(),
        unit: unit(),
        public_key: key().public_key(),
        contact: Contact { name: "Trần Thị Bé".into(), phone: Some("0234 000 000".into()) },
    }
}

/// Signed at the document's own time, as an export does.
pub fn signed(document: Json) -> Json {
    sign(document, &head().created(), &key())
}

pub fn bytes(document: &Json) -> Vec<u8> {
    write_pretty(document).into_bytes()
}

/// The value at a path such as `answers[1].evidence[0].file`, to be changed.
pub fn at<'a>(document: &'a mut Json, path: &str) -> &'a mut Json {
    path.split('.').filter(|step| !step.is_empty()).fold(document, |value, step| {
        let (name, index) = match step.split_once('[') {
            Some((name, rest)) => (name, Some(rest.trim_end_matches(']').parse::<usize>().expect("an index"))),
            None => (step, None),
        };
        let Json::Object(members) = value else { panic!("{path}: no object at {step}") };
        let (_, member) = members.iter_mut().find(|(found, _)| found == name).expect(path);
        match (member, index) {
            (Json::Array(items), Some(index)) => &mut items[index],
            (member, None) => member,
            _ => panic!("{path}: no list at {step}"),
        }
    })
}

/// Sets or adds a member of the object at `path`.
pub fn set(document: &mut Json, path: &str, name: &str, value: Json) {
    let Json::Object(members) = at(document, path) else { panic!("{path} is no object") };
    match members.iter_mut().find(|(found, _)| found == name) {
        Some((_, old)) => *old = value,
        None => members.push((name.to_owned(), value)),
    }
}

/// Takes a member of the object at `path` away.
pub fn remove(document: &mut Json, path: &str, name: &str) {
    let Json::Object(members) = at(document, path) else { panic!("{path} is no object") };
    let index = members.iter().position(|(found, _)| found == name).expect(name);
    members.remove(index);
}
