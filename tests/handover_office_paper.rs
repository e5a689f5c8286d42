//! The consolidated report as a document: every criterion once, the consolidation's own sums, everybody who is missing, the
//! officer's points with their reasons, and nothing that was typed or sent becomes markup.

mod office_files;
mod paper_rows;

use std::collections::{BTreeMap, BTreeSet};

use office_files::golden::{decisions, golden, made};
use office_files::{DUE, file, judged, key_of, set, submission_of};
use paper_rows::{assert_in_order, cells};
use rust_decimal::Decimal;
use tucham::engine::builtin::builtin;
use tucham::engine::number::{write_points, write_vietnamese};
use tucham::engine::office::{Consolidation, Decisions, FileState, JudgedFile, Override, UnitState, consolidate};
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{FileHash, digits};
use tucham::handover::office_paper::office_paper;
use tucham::handover::qr::result_text;

const HOSTILE: &str = "<script>alert('1')</script> & \"<b>\"";
const ESCAPED: &str = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;&lt;b&gt;&quot;";

/// The golden district, in which files came from everywhere.
struct District {
    files: Vec<JudgedFile>,
    decisions: Decisions,
}

impl District {
    fn golden() -> Self {
        let golden = golden();
        let mut files = made(&golden);
        let decisions = decisions(&golden, &files);
        files.push(judged(b"{\"a\": [1,"));
        District { files, decisions }
    }

    fn empty() -> Self {
        District { files: Vec::new(), decisions: Decisions::default() }
    }

    fn result(&self) -> Consolidation<'_> {
        consolidate(set(), DUE, 2018, &self.files, &self.decisions)
    }

    fn paper(&self) -> String {
        office_paper(builtin(), &self.result(), &BTreeMap::new())
    }
}

/// The part of the report under a heading.
fn part<'a>(html: &'a str, title: &str) -> &'a str {
    let (_, part) = html.split_once(&format!("<h2>{title}</h2>")).unwrap_or_else(|| panic!("no {title}"));
    part.split_once("<h2>").map_or(part, |(part, _)| part)
}

#[test]
fn every_criterion_stands_in_it_once_with_its_points_and_its_rule() {
    for district in [District::golden(), District::empty()] {
        let (html, result) = (district.paper(), district.result());
        assert_eq!(html.matches("data-code=").count(), 176);
        for criterion in &result.criteria {
            let code = criterion.criterion.code.as_str();
            let attribute = format!("data-code=\"{code}\"");
            assert_eq!(html.matches(&attribute).count(), 1, "{code}");
            let cells = cells(&html, &attribute);
            assert_eq!(cells[0], criterion.criterion.code.printed_number());
            assert_eq!(cells[3], write_vietnamese(criterion.criterion.maximum), "{code}");
            assert_eq!(cells[4], criterion.points().map_or("—".to_owned(), write_points), "{code}");
            assert!(!cells[5].is_empty(), "{code} says how it came about");
        }
    }
}

#[test]
fn sums_are_those_of_the_consolidation() {
    for district in [District::golden(), District::empty()] {
        let (html, result) = (district.paper(), district.result());
        let parts = set().groups.iter().flat_map(|group| {
            let sections = group.sections.iter().map(|section| format!("{}.{}", group.number, section.number));
            std::iter::once(group.number.to_string()).chain(sections)
        });
        let mut of_groups = Decimal::ZERO;
        for code in parts {
            let total = result.total(&format!("{code}."));
            let row = cells(&html, &format!("data-part=\"{code}\""));
            let expected = [
                format!("{}/{}", total.settled, total.criteria),
                write_vietnamese(total.maximum),
                write_points(total.points),
                write_vietnamese(total.excluded),
                write_points(total.converted()),
                write_points(total.could_add),
            ];
            assert_eq!(row[2..], expected, "{code}");
            if !code.contains('.') {
                of_groups += total.points;
            }
        }
        assert_eq!(cells(&html, "data-part=\"all\"")[4], write_points(of_groups));
    }
}

#[test]
fn whoever_did_not_answer_is_named_at_each_criterion() {
    let district = District::golden();
    let (html, result) = (district.paper(), district.result());
    let mut seen = BTreeSet::new();
    for criterion in &result.criteria {
        let code = criterion.criterion.code.as_str();
        let cell = &cells(&html, &format!("data-code=\"{code}\""))[6];
        let mut named: Vec<&str> = Vec::new();
        for item in cell.split("Có thể thêm").next().unwrap().split("; ").filter(|item| !item.is_empty()) {
            let class = set().classes.iter().find(|class| item.starts_with(&format!("{} (", class.name)));
            let Some(class) = class else {
                named.extend(set().units.iter().filter(|unit| unit.name == item).map(|unit| unit.id.as_str()));
                seen.insert("one");
                continue;
            };
            let excepted = item.split_once("trừ ").map_or("", |(_, names)| names);
            seen.insert(if excepted.is_empty() { "a class" } else { "most of a class" });
            let units = class.units.iter().map(|unit| set().unit(unit.as_str()).unwrap());
            named.extend(units.filter(|unit| !excepted.contains(&*unit.name)).map(|unit| unit.id.as_str()));
        }
        let named: BTreeSet<&str> = named.into_iter().collect();
        let missing: BTreeSet<&str> = criterion.computed.missing.iter().map(|unit| unit.as_str()).collect();
        assert_eq!(named, missing, "{code}: {cell}");
    }
    assert_eq!(seen, BTreeSet::from(["a class", "most of a class", "one"]));
}

#[test]
fn units_that_did_not_report_were_late_or_are_in_conflict_are_listed_and_no_others() {
    let district = District::golden();
    let (html, result) = (district.paper(), district.result());
    let part = part(&html, "II. Tình hình gửi phiếu tự chấm điểm");
    let mut seen = BTreeSet::new();
    for (unit, standing) in set().units.iter().zip(&result.standings) {
        let attribute = format!("data-row=\"{}\"", unit.id);
        let expected = match &standing.state {
            UnitState::Missing => "Chưa gửi",
            UnitState::Conflict { .. } => "Xung đột",
            UnitState::Received { sha256, .. } if result.receipts.get(sha256).is_some_and(|one| one.is_late) => {
                "Gửi muộn"
            }
            UnitState::Received { .. } => {
                let refused = district.files.iter().any(|file| {
                    result.files[&file.sha256] == FileState::Rejected
                        && file.submission.as_ref().is_some_and(|one| one.unit.id == unit.id.as_str())
                });
                if !refused {
                    assert!(!part.contains(&attribute), "{} has nothing to be said of", unit.id);
                    continue;
                }
                "Đã gửi; có tệp không được tính"
            }
        };
        let cells = cells(part, &attribute);
        assert_eq!((&*cells[1], &*cells[2]), (&*unit.name, expected));
        seen.insert(expected);
    }
    assert!(seen.is_superset(&BTreeSet::from(["Chưa gửi", "Gửi muộn", "Xung đột"])), "{seen:?}");
}

#[test]
fn what_the_officer_set_stands_beside_what_the_rule_came_to_with_its_reason() {
    let district = District::golden();
    let html = district.paper();
    // 2.I.12: 0,5 by the rule, 0,75 by the officer.
    let row = cells(part(&html, "IV. Điểm ấn định"), "data-row=\"2.I.12\"");
    assert_eq!(row[3..5], ["0,50", "0,75"]);
    assert_eq!(row[5], district.decisions.overrides[0].reason);
    let criterion = cells(&html, "data-code=\"2.I.12\"");
    assert_eq!(criterion[4], "0,75");
    assert!(criterion[5].contains("→ 0,50 điểm") && criterion[5].contains("Ấn định: 0,75 điểm"), "{criterion:?}");
    assert!(part(&District::empty().paper(), "IV. Điểm ấn định").contains("Không có"));
}

#[test]
fn every_class_is_ranked_and_every_unit_stands_in_the_ranking_once() {
    for district in [District::golden(), District::empty()] {
        let html = district.paper();
        let part = part(&html, "V. Xếp hạng đơn vị");
        for unit in set().units.iter() {
            assert_eq!(part.matches(&format!("data-row=\"{}\"", unit.id)).count(), 1, "{}", unit.id);
        }
        for name in set().classes.iter().map(|class| &*class.name).chain(["Các đơn vị khác"]) {
            assert!(part.contains(&format!("<h3>{name}</h3>")), "{name}");
        }
    }
    let html = District::golden().paper();
    let first = cells(part(&html, "V. Xếp hạng đơn vị"), "data-row=\"");
    assert_eq!(first[0], "1");
}

#[test]
fn every_file_is_listed_with_its_digits_and_what_does_not_count_with_the_reason() {
    let district = District::golden();
    let (html, result) = (district.paper(), district.result());
    let part = part(&html, "VI. Tệp đã nhận");
    for (sha256, state) in &result.files {
        let row = cells(part, &format!("data-row=\"{sha256}\""));
        assert_eq!(row.last().or(None), Some(&digits(sha256)));
        let expected = match state {
            FileState::Counted => "Được tính",
            FileState::Superseded => "Đã có bản mới thay",
            FileState::Conflict => "Xung đột, chưa tính",
            FileState::Rejected => {
                assert!(!row[3].is_empty(), "{row:?}");
                continue;
            }
        };
        assert_eq!(row[3], expected);
    }
    assert!(part.contains("cắt ngang"), "{part}");
}

#[test]
fn the_report_names_the_file_of_the_same_result() {
    let district = District::golden();
    let (html, result) = (district.paper(), district.result());
    let sha256 = FileHash::parse(&sha256_of(result.to_bytes().trim_end())).unwrap();
    assert!(html.contains(&format!("SHA-256: {sha256}")) && html.contains(&digits(&sha256)), "{html}");
    assert_eq!(
        result_text("nam-dong-2018", 2018, &sha256),
        format!("tucham:nam-dong-2018/2018/ketqua/sha256:{sha256}")
    );
}

fn sha256_of(text: &str) -> String {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(text))
}

#[test]
fn what_was_typed_or_sent_comes_out_as_text() {
    let given =
        Override { criterion: "1.I.16".to_owned(), points: Decimal::new(5, 1), reason: format!("Lý do {HOSTILE}") };
    // A file whose own words reach the report: the set that it says it was made with.
    let mut submission = submission_of("xa-huong-phu", 1, |_| Entry::default());
    submission.criteria_set.id = "la".to_owned();
    let files = vec![judged(&file(&submission, &key_of("xa-huong-phu", 0))), judged(b"<b>")];
    let names = files.iter().map(|file| (file.sha256, format!("{HOSTILE}\u{202e}.json"))).collect();
    let decisions = Decisions { overrides: vec![given], ..Decisions::default() };
    let result = consolidate(set(), DUE, 2018, &files, &decisions);
    let html = office_paper(builtin(), &result, &names);
    assert_eq!(html.matches(ESCAPED).count(), 3, "the reason, and both files' names: {html}");
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains('\u{202e}'));
}

#[test]
fn the_layout_is_that_of_official_documents() {
    assert_in_order(
        &District::golden().paper(),
        &[
            "UBND huyện Nam Đông",
            "Văn phòng HĐND và UBND huyện Nam Đông",
            "Số: ………/BC-………",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "ngày …… tháng …… năm ………",
            "Báo cáo tổng hợp kết quả tự chấm điểm",
            "Công văn là bản dự thảo",
            "Nơi nhận:",
            "Người tổng hợp",
            "Thủ trưởng cơ quan",
        ],
    );
}
