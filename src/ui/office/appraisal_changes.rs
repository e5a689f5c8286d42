//! What a unit changed since the revision before, and the office's points and remarks of then.

use leptos::prelude::*;

use super::appraisal_page::Appraisal;
use super::view::{Said, button, panel, said_view, writers_only};
use crate::browser::page;
use crate::engine::criteria::CriteriaSet;
use crate::engine::office::{Change, changes};
use crate::engine::signed::{AnswerRow, FileHash};
use crate::messages::office as words;
use crate::ui::dom::{El, el, el_class};

/// What changed since the revision before; empty while the office has no other revision.
pub fn changes_panel(appraisal: Appraisal) -> El {
    el("div").live_children(move || {
        let (Some(now), Some((earlier, before))) = (appraisal.whole.get(), appraisal.before.get()) else {
            return Vec::new();
        };
        let set = &appraisal.desk.file.set;
        let found = changes(&before, &now);
        let rows = found.iter().map(|change| row(set, change));
        let unchanged: Vec<String> = now
            .answers
            .iter()
            .filter(|row| !found.iter().any(|change| change.criterion == row.criterion))
            .map(|row| row.criterion.clone())
            .collect();
        let title = format!("Thay đổi so với lần gửi {}", before.revision);
        let count = match found.len() {
            0 => "Không có câu trả lời, giải trình hay tài liệu nào thay đổi.".to_owned(),
            count => format!("{count} tiêu chí thay đổi."),
        };
        let view = panel("thay-doi", &title)
            .attr("data-test", "changes")
            .child(el("p").text(&count))
            .child(el_class("ul", "changes").children(rows.collect()))
            .child(carry_over(appraisal, earlier, unchanged));
        vec![view]
    })
}

/// Takes points and remarks over from the revision before, where nothing changed and nothing was said yet.
fn carry_over(appraisal: Appraisal, earlier: FileHash, unchanged: Vec<String>) -> El {
    let desk = appraisal.desk;
    let said = RwSignal::new(None::<Said>);
    let old = desk.appraisals.with_untracked(|appraisals| appraisals.work.get(&earlier).cloned()).unwrap_or_default();
    let usable: Vec<_> = old.given.into_iter().filter(|(code, _)| unchanged.contains(code)).collect();
    if usable.is_empty() {
        return el("div");
    }
    let label = format!("Lấy lại điểm và nhận xét lần trước của {} tiêu chí không đổi", usable.len());
    let take = button("secondary", "carry-over", &label, move || {
        desk.appraise(appraisal.sha256, |work| {
            for (code, appraised) in &usable {
                work.given.entry(code.clone()).or_insert_with(|| appraised.clone());
            }
        });
        appraisal.changes.update(|count| *count += 1);
        said.set(Some(Said::Good("Đã lấy lại; điểm và nhận xét đã ghi ở lần này được giữ nguyên.".to_owned())));
        page::focus_in_place("thay-doi");
    });
    writers_only(desk).child(take).child(said_view(said))
}

fn row(set: &CriteriaSet, change: &Change) -> El {
    let mut parts = Vec::new();
    if change.of_answer() {
        parts.push(format!("trả lời: {} → {}", answer(set, change.before), answer(set, change.after)));
    }
    if change.of_explanation() {
        let text = change.after.and_then(|row| row.explanation.as_deref()).unwrap_or("bỏ trống");
        parts.push(format!("giải trình: “{text}”"));
    }
    if change.of_evidence() {
        parts.push("tài liệu kiểm chứng".to_owned());
    }
    let field = format!("diem-{}", change.criterion);
    let go = el_class("button", "quiet code").attr("type", "button").text(change.criterion).on("click", move |_| {
        page::focus(&field);
    });
    el("li").attr("data-change", change.criterion).child(go).text(" ").text(&words::shown(&parts.join("; ")))
}

fn answer(set: &CriteriaSet, row: Option<&AnswerRow>) -> String {
    let answered = row.and_then(|row| Some((set.criterion(&row.criterion)?, row.answer.as_ref()?)));
    answered.map_or_else(|| "chưa trả lời".to_owned(), |(criterion, answer)| words::answer(criterion, &answer.answer()))
}
