//! The appraisal of a unit as a document: every criterion once with both points and their difference, sums that add up, and
//! remarks that stay text.

mod office_files;
mod paper_rows;

use std::collections::BTreeMap;

use office_files::{CREATED_MS, set, submission_of, unit};
use paper_rows::{assert_in_order, cells};
use rust_decimal::Decimal;
use tucham::engine::appraisal::{Appraised, appraisal};
use tucham::engine::assignment::assign;
use tucham::engine::builtin::builtin;
use tucham::engine::sheet::Entry;
use tucham::engine::signed::{AppraisalV1, FileHash, FileId, Head, digits};
use tucham::handover::appraisal_paper::appraisal_paper;
use tucham::handover::qr::appraisal_text;

const SUBMISSION: FileHash = FileHash([9; 32]);
const SHA256: FileHash = FileHash([7; 32]);

/// What the office says: other points, the same ones, points where the unit has none, and a remark alone.
fn said() -> BTreeMap<&'static str, Appraised> {
    let said = |points: Option<&str>, remark: &str| Appraised {
        points: points.map(|points| points.parse().unwrap()),
        remark: remark.to_owned(),
    };
    BTreeMap::from([
        ("1.I.15", said(Some("0.4"), "Đếm lại: 12 máy\n<script>alert('1')</script> & \"<b>\"")),
        ("1.I.16", said(Some("1"), "")),
        ("2.I.34", said(None, "Chưa có tài liệu kiểm chứng")),
    ])
}

fn appraised(id: &str) -> AppraisalV1 {
    let submission = submission_of(id, 2, |criterion| match criterion.code.as_str() {
        "1.I.15" => Entry { numerator: "27".into(), denominator: "30".into(), ..Entry::default() },
        "1.I.17" => Entry { share: Some(true), ..Entry::default() },
        "1.I.10" => Entry { not_applicable: true, explanation: "Không có".into(), ..Entry::default() },
        _ => Entry::default(),
    });
    let said = said();
    let head = Head { id: FileId::new(CREATED_MS, &[3; 10]), created_ms: CREATED_MS };
    appraisal(set(), &submission, SUBMISSION, |code| said.get(code), head, 1)
}

fn paper(id: &str, sha256: Option<&FileHash>) -> String {
    appraisal_paper(builtin(), &appraised(id), sha256)
}

#[test]
fn every_criterion_of_the_unit_stands_in_it_once_and_no_other() {
    for (id, count) in [("xa-huong-phu", 35), ("van-phong", 72), ("cong-an", 1)] {
        let html = paper(id, None);
        assert_eq!(html.matches("data-code=").count(), count, "{id}");
        for criterion in &assign(set(), &unit(id).id).led {
            assert_eq!(
                html.matches(&format!("data-code=\"{}\"", criterion.code)).count(),
                1,
                "{id} {}",
                criterion.code
            );
        }
        assert!(html.contains(&format!("<strong>{}</strong>", unit(id).name)), "{id}");
    }
}

#[test]
fn both_points_and_their_difference_stand_side_by_side() {
    let html = paper("xa-huong-phu", None);
    for (code, points) in [
        ("1.I.15", ["0,90", "0,40", "−0,50"]),
        // Left open by the unit: what the office gives is all difference.
        ("1.I.16", ["—", "1,00", "+1,00"]),
        ("1.I.17", ["1,00", "1,00", "0,00"]),
        ("1.I.10", ["—", "—", "—"]),
    ] {
        assert_eq!(cells(&html, &format!("data-code=\"{code}\""))[3..6], points, "{code}");
    }
}

#[test]
fn sums_are_those_of_the_appraisal_and_of_its_rows() {
    let (html, appraisal) = (paper("xa-huong-phu", None), appraised("xa-huong-phu"));
    let total = ["35", "1,90", "2,40", "+0,50", ""];
    assert_eq!(cells(&html, "class=\"paper-group paper-total\""), total);
    // 2,4 of 34, converted to 35.
    assert!(html.contains("không phát sinh 1 điểm, quy đổi: 2,47 điểm."), "{html}");
    // What the groups say adds up to it, and so do the sections.
    for class in ["paper-group", "paper-section"] {
        let begin = format!("<tr class=\"{class}\">");
        let rows = html.split(&begin).skip(1);
        let of_column = |row: &str, column: usize| -> Decimal {
            let cells = cells(&format!("<tr {row}"), "");
            cells[column].replace('−', "-").replace('+', "").replace(',', ".").parse().unwrap()
        };
        let sums = rows.map(|row| [0, 1, 2, 3].map(|column| of_column(row, column)));
        let sum = sums.reduce(|sum, row| std::array::from_fn(|column| sum[column] + row[column])).unwrap();
        let totals = &appraisal.totals;
        let expected = [totals.maximum, totals.self_points, totals.appraised, totals.appraised - totals.self_points];
        assert_eq!(sum, expected, "{class}");
    }
}

#[test]
fn remarks_come_out_as_text() {
    let html = paper("xa-huong-phu", None);
    assert!(html.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;&lt;b&gt;&quot;"), "{html}");
    assert!(!html.contains("<script") && !html.contains("<b>"));
}

#[test]
fn an_appraisal_that_is_not_signed_claims_no_file() {
    let html = paper("xa-huong-phu", None);
    assert!(html.contains("chưa ký") && !html.contains("<svg") && !html.contains("SHA-256"));
}

#[test]
fn a_signed_one_carries_digits_and_code_of_its_file_and_digits_of_the_file_that_was_appraised() {
    let html = paper("xa-huong-phu", Some(&SHA256));
    assert!(html.contains("<svg") && html.contains(&format!("SHA-256: {SHA256}")));
    assert!(html.contains(&digits(&SHA256)) && html.contains("tucham_2018_xa-huong-phu_thamdinh_r1.json"));
    assert!(html.contains(&format!("lần 2, dãy số của tệp: {}", digits(&SUBMISSION))));
    assert_eq!(
        appraisal_text("xa-huong-phu", 2018, 1, &SHA256),
        format!("tucham:xa-huong-phu/2018/thamdinh/r1/sha256:{SHA256}")
    );
}

#[test]
fn the_layout_is_that_of_official_documents() {
    assert_in_order(
        &paper("xa-huong-phu", Some(&SHA256)),
        &[
            "UBND huyện Nam Đông",
            "Văn phòng HĐND và UBND huyện Nam Đông",
            "Số: ………",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập – Tự do – Hạnh phúc",
            "Phiếu thẩm định kết quả tự chấm điểm",
            "UBND xã Hương Phú",
            "Nơi nhận:",
            "Người thẩm định",
            "Thủ trưởng cơ quan",
        ],
    );
}
