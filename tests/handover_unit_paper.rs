//! The unit's sheet as a document: every criterion stands in it once, sums are right, and nothing typed becomes markup.

use qrcode::{EcLevel, QrCode};
use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::UnitId;
use tucham::engine::draft::{Draft, ExportRecord, PersonEntry};
use tucham::engine::sheet::{Entry, EvidenceEntry, EvidenceFileEntry};
use tucham::engine::signed::FileHash;
use tucham::handover::qr::{fingerprint_text, qr_svg};
use tucham::handover::unit_paper::unit_paper;

const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn draft(unit: &str) -> Draft {
    let mut draft = Draft::new(UnitId(unit.to_owned().into()), 2018);
    let code = |code: &str| builtin().set.criterion(code).unwrap().code.clone();
    let ratio = Entry { numerator: "27".into(), denominator: "30".into(), ..Entry::default() };
    draft.entries.push((code("1.I.15"), ratio));
    draft.entries.push((
        code("1.I.10"),
        Entry {
            not_applicable: true,
            explanation: "<b>không</b> & \"phát sinh\"".into(),
            evidence: vec![EvidenceEntry {
                title: "<script>alert(1)</script>".into(),
                reference: "15/BC".into(),
                place: "trang 2".into(),
                file: Some(EvidenceFileEntry { name: "bản <quét>.pdf".into(), size: 1, sha256: FileHash([7; 32]) }),
            }],
            ..Entry::default()
        },
    ));
    draft.prepared_by =
        PersonEntry { name: "Trần Thị Bé".into(), position: "Công chức".into(), ..PersonEntry::default() };
    draft
}

fn record() -> ExportRecord {
    ExportRecord {
        revision: 3,
        id: "urn:uuid:01927f3e-5a10-7c4b-9d21-3f6a8b0c1d01".into(),
        created_ms: 0,
        file_name: "tucham_2018_xa-huong-phu_r3.json".into(),
        sha256: HASH.into(),
        points: "0.9".into(),
        answers_sha256: HASH.into(),
    }
}

fn paper(unit: &str, exported: Option<&ExportRecord>) -> String {
    let file = builtin();
    unit_paper(file, file.set.unit(unit).unwrap(), &draft(unit), exported)
}

#[test]
fn every_criterion_of_the_unit_stands_in_it_once_and_no_other() {
    for (unit, count) in [("xa-huong-phu", 35), ("van-phong", 72), ("cong-an", 1)] {
        let html = paper(unit, None);
        let led = assign(&builtin().set, &UnitId(unit.to_owned().into())).led;
        for criterion in &led {
            let row = format!("<tr data-code=\"{}\">", criterion.code);
            assert_eq!(html.matches(&row).count(), 1, "{unit} {}", criterion.code);
        }
        assert_eq!(html.matches("data-code=").count(), count, "{unit}");
    }
}

#[test]
fn points_why_and_sums_are_printed() {
    let html = paper("xa-huong-phu", None);
    assert!(html.contains("27/30 × 1 = 0,90"), "{html}");
    assert!(html.contains("Tổng điểm tự chấm: 0,90 / 35 điểm"));
    // 0.90 / 34 × 35, half away from zero.
    assert!(html.contains("đã trả lời 2/35 tiêu chí; không phát sinh 1 điểm, quy đổi: 0,93 điểm."));
    assert!(html.contains("Chưa trả lời"));
}

#[test]
fn what_was_typed_comes_out_as_text() {
    let html = paper("xa-huong-phu", None);
    assert!(html.contains("Giải trình: &lt;b&gt;không&lt;/b&gt; &amp; &quot;phát sinh&quot;"));
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;, 15/BC, trang 2 [tệp bản &lt;quét&gt;.pdf]"));
    assert!(!html.contains("<script") && !html.contains("<b>"));
}

#[test]
fn a_draft_says_that_it_belongs_to_no_file() {
    let html = paper("xa-huong-phu", None);
    assert!(html.contains("in từ bản nháp") && !html.contains("<svg") && !html.contains("SHA-256"));
}

#[test]
fn an_exported_sheet_carries_digits_and_code_of_its_file() {
    let html = paper("xa-huong-phu", Some(&record()));
    assert!(html.contains(HASH) && html.contains("<svg") && html.contains("lần 3"), "{html}");
    assert!(!html.contains("in từ bản nháp"));
}

#[test]
fn the_drawn_modules_are_those_of_the_code() {
    let sha256 = FileHash::parse(HASH).unwrap();
    let text = fingerprint_text("xa-huong-phu", 2018, 3, &sha256);
    assert_eq!(text, format!("tucham:xa-huong-phu/2018/r3/sha256:{HASH}"));
    let svg = qr_svg(&text, "Mã \"QR\"").unwrap();
    let code = QrCode::with_error_correction_level(&text, EcLevel::M).unwrap();
    let dark = code.to_colors().iter().filter(|color| **color == qrcode::Color::Dark).count();
    assert_eq!(svg.matches("h1v1h-1z").count(), dark);
    // The finder pattern's corner, behind the quiet zone of four modules.
    assert!(svg.contains("M4 4h1v1h-1z") && svg.contains("aria-label=\"Mã &quot;QR&quot;\""));
    assert!(qr_svg(&"x".repeat(5000), "").is_none());
}
