//! The office's own points beside a unit's: which units are appraised, and the appraising of one.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use rust_decimal::Decimal;

use super::app::OfficeApp;
use super::appraisal_changes::changes_panel;
use super::appraisal_evidence::evidence_panel;
use super::appraisal_rows::rows_panel;
use super::appraisal_sending::sending_panel;
use super::view::{office_page, panel, table};
use crate::engine::criteria::Unit;
use crate::engine::number::{write_change, write_points};
use crate::engine::office::Verdict;
use crate::engine::signed::{AppraisalTotals, FileHash, SubmissionV1};
use crate::state::office::desk::Desk;
use crate::state::office::district_score::{ReportState, UnitStanding};
use crate::ui::dom::{El, el, el_class};
use crate::ui::paper_view::appraisal_instead_of;

/// One submission that is being appraised.
#[derive(Clone, Copy)]
pub struct Appraisal {
    pub desk: Desk,
    pub unit: &'static Unit,
    pub sha256: FileHash,
    /// The submission as it came, once the browser has given it.
    pub whole: RwSignal<Option<Arc<SubmissionV1>>>,
    /// The revision before, if the office has it.
    pub before: RwSignal<Option<(FileHash, Arc<SubmissionV1>)>>,
    /// Typed points that cannot be taken, by criterion: they stand in their fields whatever else is made anew.
    pub wrong: RwSignal<BTreeMap<&'static str, String>>,
    /// The appraisal as a document, while it is shown.
    pub paper: RwSignal<Option<String>>,
    /// Counts what was changed other than by typing, so that the fields are made anew.
    pub changes: RwSignal<u64>,
}

/// Which units are appraised, or one unit's appraisal, as the address says.
pub fn appraisal_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let words = "Điểm của cơ quan tổng hợp bên cạnh điểm tự chấm, kèm nhận xét, gửi lại cho đơn vị bằng tệp có chữ ký. Điểm thẩm định không làm thay đổi điểm toàn huyện; muốn đổi thì ấn định điểm ở trang Điểm toàn huyện.";
    let paper = RwSignal::new(None);
    let content = el("div").live_children(move || {
        let id = app.appraised_unit.get();
        // A document belongs to the unit that was left.
        paper.set(None);
        match desk.file.set.unit(&id) {
            Some(unit) => vec![unit_view(desk, unit, paper)],
            None => vec![overview(desk)],
        }
    });
    appraisal_instead_of(office_page("Thẩm định", words).child(content), paper)
}

fn overview(desk: Desk) -> El {
    let rows = el("div").live_children(move || {
        let received: Vec<_> = desk.score.with(|score| {
            let of = |standing: &UnitStanding| match &standing.state {
                ReportState::Received { sha256, revision, .. } => Some((standing.unit, *sha256, *revision)),
                ReportState::Missing | ReportState::Conflict { .. } => None,
            };
            score.units.iter().filter_map(of).collect()
        });
        if received.is_empty() {
            return vec![el("p").text("Chưa có tệp nào được tính. Nhận tệp và đăng ký khoá của đơn vị trước.")];
        }
        let rows = received.into_iter().map(|(unit, sha256, revision)| overview_row(desk, unit, &sha256, revision));
        let heads = ["Đơn vị", "Lần gửi", "Tự chấm", "Thẩm định", "Chênh lệch", "Đã gửi lại"];
        vec![table("Thẩm định theo đơn vị", &heads, rows.collect())]
    });
    panel("cac-don-vi", "Các đơn vị đã gửi").child(rows)
}

fn overview_row(desk: Desk, unit: &'static Unit, sha256: &FileHash, revision: u64) -> El {
    let totals = desk.appraised(sha256);
    let points =
        |value: fn(&AppraisalTotals) -> Decimal| totals.as_ref().map(value).map(write_points).unwrap_or_default();
    let (begun, sent) = desk.appraisals.with(|appraisals| {
        let sent = appraisals.sent.iter().rev().find(|sent| sent.unit == unit.id);
        let of_this = sent.map(|sent| (sent.revision, sent.submission == *sha256));
        (appraisals.work.contains_key(sha256), of_this)
    });
    let sent = match sent {
        Some((number, true)) => format!("lần {number}"),
        Some((number, false)) => format!("lần {number}, cho lần gửi trước"),
        None if begun => "đang làm".to_owned(),
        None => "chưa".to_owned(),
    };
    // Without a word of the office's the sums would only repeat the unit's.
    let (appraised, change) = match totals.filter(|_| begun || sent != "chưa") {
        Some(totals) => (write_points(totals.appraised), write_change(totals.appraised - totals.self_points)),
        None => ("chưa thẩm định".to_owned(), String::new()),
    };
    let link = el("a").attr("href", &format!("#/tham-dinh/{}", unit.id)).text(&unit.name);
    el("tr")
        .attr("data-unit", unit.id.as_str())
        .child(el("th").attr("scope", "row").child(link))
        .child(el("td").text(&revision.to_string()))
        .child(el("td").text(&points(|totals| totals.self_points)))
        .child(el("td").text(&appraised))
        .child(el("td").text(&change))
        .child(el("td").text(&sent))
}

fn unit_view(desk: Desk, unit: &'static Unit, paper: RwSignal<Option<String>>) -> El {
    let back = el("p").child(el("a").attr("href", "#/tham-dinh").text("← Tất cả đơn vị"));
    // Which file counts, and no other news of the desk: typing here must not make the fields anew.
    let counted = Memo::new(move |_| {
        desk.score.with(|score| match &score.unit(&unit.id)?.state {
            ReportState::Received { sha256, revision, .. } => Some((*sha256, *revision)),
            ReportState::Missing | ReportState::Conflict { .. } => None,
        })
    });
    let view = el_class("div", "parts").live_children(move || match counted.get() {
        Some((sha256, revision)) => submission_view(desk, unit, (sha256, revision), paper),
        None => vec![el_class("p", "notice warning").text("Đơn vị chưa có tệp nào được tính, hoặc đang xung đột.")],
    });
    el_class("div", "parts").child(back).child(el("h2").text(&unit.name)).child(view)
}

fn submission_view(
    desk: Desk,
    unit: &'static Unit,
    (sha256, revision): (FileHash, u64),
    paper: RwSignal<Option<String>>,
) -> Vec<El> {
    let appraisal = Appraisal {
        desk,
        unit,
        sha256,
        whole: RwSignal::new(None),
        before: RwSignal::new(None),
        wrong: RwSignal::new(BTreeMap::new()),
        paper,
        changes: RwSignal::new(0),
    };
    let is_lost = RwSignal::new(false);
    desk.whole_submission(sha256, move |submission| match submission {
        // The page may have been left meanwhile.
        Some(submission) => drop(appraisal.whole.try_set(Some(Arc::new(submission)))),
        None => drop(is_lost.try_set(true)),
    });
    if let Some(earlier) = revision_before(desk, unit, revision) {
        desk.whole_submission(earlier, move |submission| {
            let _ = appraisal.before.try_set(submission.map(|one| (earlier, Arc::new(one))));
        });
    }
    let state = el("p").attr("role", "status").live_text(move || {
        match (is_lost.get(), appraisal.whole.with(Option::is_some)) {
            (true, _) => {
                "Trình duyệt không đưa ra được tệp đã lưu. Hãy nhận lại tệp của đơn vị ở trang Tệp nhận.".to_owned()
            }
            (false, false) => "Đang mở tệp…".to_owned(),
            (false, true) => String::new(),
        }
    });
    let content = el_class("div", "parts").live_children(move || match appraisal.whole.get() {
        Some(submission) => vec![
            totals(appraisal),
            changes_panel(appraisal),
            evidence_panel(appraisal, submission.clone()),
            rows_panel(appraisal, submission.clone()),
            sending_panel(appraisal, submission),
        ],
        None => Vec::new(),
    });
    vec![state, content]
}

/// The highest trusted revision below this one.
fn revision_before(desk: Desk, unit: &Unit, revision: u64) -> Option<FileHash> {
    desk.files.with_untracked(|files| {
        let of_unit = files.judged().iter().filter_map(|file| {
            let submission = file.submission.as_ref()?;
            let is_earlier = submission.unit.id == unit.id.as_str() && submission.revision < revision;
            (is_earlier && file.verdict == Verdict::Trusted).then_some((submission.revision, file.sha256))
        });
        of_unit.max().map(|(_, sha256)| sha256)
    })
}

/// Sums that follow what is typed.
fn totals(appraisal: Appraisal) -> El {
    let Appraisal { desk, sha256, .. } = appraisal;
    let totals = Memo::new(move |_| desk.appraised(&sha256));
    let fact = |label: &str, value: fn(&AppraisalTotals) -> String, test: &str| {
        let shown =
            el("dd").attr("data-test", test).live_text(move || totals.get().as_ref().map(value).unwrap_or_default());
        el("div").child(el("dt").text(label)).child(shown)
    };
    let sums = el_class("dl", "totals")
        .child(fact("Tự chấm (tính lại)", |totals| write_points(totals.self_points), "sum-self"))
        .child(fact("Thẩm định", |totals| write_points(totals.appraised), "sum-appraised"))
        .child(fact("Chênh lệch", |totals| write_change(totals.appraised - totals.self_points), "sum-difference"))
        .child(fact("Thẩm định, quy đổi", |totals| write_points(totals.converted), "sum-converted"));
    el_class("section", "panel").attr("aria-label", "Tổng điểm").child(sums)
}
