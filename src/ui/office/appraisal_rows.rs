//! Every criterion of a submission with the unit's answer, and the office's points and remark beside it.

use std::sync::Arc;

use leptos::prelude::*;

use super::appraisal_page::Appraisal;
use super::view::{button, panel, writers_only};
use crate::browser::page;
use crate::browser::text::nfc;
use crate::engine::appraisal::{Appraised, check_points};
use crate::engine::criteria::Criterion;
use crate::engine::number::{NumberKind, parse_typed, write_points, write_vietnamese};
use crate::engine::office::changes;
use crate::engine::scoring::Score;
use crate::engine::signed::{AnswerRow, FileHash, SubmissionV1, clean_text};
use crate::handover::official::points_or_dash;
use crate::messages::{self, exchange, office as words};
use crate::state::office::desk::Opening;
use crate::ui::dom::{El, checked_of, el, el_class, value_of};

/// What is left on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    All,
    /// What the unit changed since the revision before.
    Changed,
    /// What the office sees otherwise or has something to say about.
    Said,
}

/// Every criterion of the submission.
pub fn rows_panel(appraisal: Appraisal, submission: Arc<SubmissionV1>) -> El {
    let shown = RwSignal::new(Shown::All);
    let of = submission.clone();
    let changed = Memo::new(move |_| {
        let found = |before: &SubmissionV1| changes(before, &of).iter().map(|one| one.criterion.to_owned()).collect();
        appraisal.before.with(|before| before.as_ref().map(|(_, before)| found(before)).unwrap_or_else(Vec::new))
    });
    let choices = [
        (Shown::All, "Tất cả"),
        (Shown::Changed, "Đã thay đổi so với lần trước"),
        (Shown::Said, "Có điểm khác hoặc nhận xét"),
    ];
    let filter = choices.into_iter().map(|(choice, label)| {
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "loc-tham-dinh")
            .live_checked(move || shown.get() == choice)
            .on("change", move |event| {
                if checked_of(&event) {
                    shown.set(choice);
                }
            });
        el_class("label", "filter-choice").child(input).text(label)
    });
    let filter = el_class("fieldset", "filter-row")
        .child(el_class("legend", "visually-hidden").text("Lọc tiêu chí"))
        .children(filter.collect());
    // Another tab may have typed meanwhile: its work comes in when this one takes over.
    let is_coming =
        Memo::new(move |_| appraisal.desk.opening.with(|opening| matches!(opening, Opening::Coming { .. })));
    let rows = el("div").live_children(move || {
        is_coming.track();
        // What was taken over in one go stands in the fields only if they are made anew.
        appraisal.changes.track();
        let criterion = |row: &AnswerRow| appraisal.desk.file.set.criterion(&row.criterion);
        submission
            .answers
            .iter()
            .filter_map(|row| Some(row_view(appraisal, criterion(row)?, row, shown, changed)))
            .collect()
    });
    panel("tung-tieu-chi", "Từng tiêu chí").child(filter).child(writers_only(appraisal.desk).child(rows))
}

fn row_view(
    appraisal: Appraisal,
    criterion: &'static Criterion,
    row: &AnswerRow,
    shown: RwSignal<Shown>,
    changed: Memo<Vec<String>>,
) -> El {
    let code = criterion.code.as_str();
    let is_changed = move || changed.with(|changed| changed.iter().any(|one| one == code));
    let says = move || {
        let Appraisal { desk, sha256, .. } = appraisal;
        desk.appraisals.with(|all| all.work.get(&sha256).is_some_and(|work| work.given.contains_key(code)))
    };
    let mark = el_class("span", "badge").live_flag("hidden", move || !is_changed()).text("đã thay đổi");
    let head = el_class("h3", "criterion-title")
        .child(el_class("span", "code").text(code))
        .text(" ")
        .text(&criterion.title)
        .text(" ")
        .child(mark);
    el_class("article", "appraisal-row")
        .attr("data-criterion", code)
        .live_flag("hidden", move || match shown.get() {
            Shown::All => false,
            Shown::Changed => !is_changed(),
            // A field must not vanish under the officer's hands: what is said is looked at when the filter is chosen.
            Shown::Said => !untrack(says),
        })
        .child(head)
        .child(unit_part(criterion, row))
        .child(office_part(appraisal, criterion, row))
}

/// What the unit has: its answer, how it became points, why, and what proves it.
fn unit_part(criterion: &Criterion, row: &AnswerRow) -> El {
    let answered = match &row.answer {
        None => "Chưa trả lời".to_owned(),
        Some(answer) => match answer.score(criterion) {
            Ok(Score::Points { why, .. }) => messages::why(&why),
            _ => words::answer(criterion, &answer.answer()),
        },
    };
    let points = row.answer.as_ref().and_then(|answer| answer.earns(criterion));
    let explanation = row
        .explanation
        .as_ref()
        .map(|text| el_class("p", "explanation").child(el("strong").text("Giải trình: ")).child(el("bdi").text(text)));
    let documents = row.evidence.iter().map(|one| {
        let reference = one.reference.as_ref().map(|text| format!(", {text}")).unwrap_or_default();
        let file = one.file.as_ref().map(|file| format!(" [{}]", file.name)).unwrap_or_default();
        el("li").child(el("bdi").text(&words::shown(&format!("{}{reference}{file}", one.title))))
    });
    let documents: Vec<El> = documents.collect();
    let documents = (!documents.is_empty()).then(|| el_class("ul", "documents").children(documents));
    el_class("div", "unit-part")
        .child(
            el("p")
                .text(&answered)
                .text(" – tự chấm ")
                .child(el("strong").text(&points_or_dash(points)))
                .text(&format!(" / {} điểm", write_vietnamese(criterion.maximum))),
        )
        .maybe(explanation)
        .maybe(documents)
}

/// The office's points and remark, kept as they are typed.
fn office_part(appraisal: Appraisal, criterion: &'static Criterion, row: &AnswerRow) -> El {
    let Appraisal { desk, sha256, wrong, .. } = appraisal;
    let code = criterion.code.as_str();
    let given: Appraised = desk
        .appraisals
        .with_untracked(|all| all.work.get(&sha256).and_then(|work| work.given.get(code)).cloned())
        .unwrap_or_default();
    let kept_wrong = wrong.with_untracked(|wrong| wrong.get(code).cloned());
    let first_problem = kept_wrong.as_ref().and_then(|text| typed_points(criterion, text).err()).unwrap_or_default();
    let problem = RwSignal::new(first_problem);
    let (points_id, remark_id) = (format!("diem-{code}"), format!("nhan-xet-{code}"));
    let problem_id = format!("{points_id}-loi");
    let own = row.answer.as_ref().and_then(|answer| answer.earns(criterion));
    let points = el("input")
        .attr("id", &points_id)
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .attr("autocomplete", "off")
        .attr("placeholder", &points_or_dash(own))
        .attr("data-test", "appraised-points")
        .attr("aria-describedby", &problem_id)
        .live_attr("aria-invalid", move || problem.with(|words| (!words.is_empty()).then(|| "true".to_owned())))
        .value(&kept_wrong.unwrap_or_else(|| given.points.map(write_vietnamese).unwrap_or_default()))
        .on("input", move |event| {
            let text = value_of(&event);
            let typed = typed_points(criterion, &text);
            wrong.update(|wrong| match typed.is_err() {
                true => drop(wrong.insert(code, text)),
                false => drop(wrong.remove(code)),
            });
            match typed {
                Ok(points) => {
                    problem.set(String::new());
                    desk.appraise(sha256, |work| work.say(code, |given| given.points = points));
                }
                Err(words) => problem.set(words),
            }
        });
    let remark =
        el("textarea").attr("id", &remark_id).attr("rows", "2").attr("data-test", "remark").value(&given.remark).on(
            "input",
            move |event| {
                let text = clean_text(&value_of(&event), &nfc);
                desk.appraise(sha256, |work| work.say(code, |given| given.remark = text));
            },
        );
    let label =
        |id: &str, words: &str| el("label").attr("for", id).text(words).hidden_text(&format!(" tiêu chí {code}"));
    let before = el("div").live_children(move || said_before(appraisal, criterion).into_iter().collect());
    el_class("div", "office-part")
        .child(before)
        .child(
            el_class("div", "text-field points-field")
                .child(label(&points_id, "Điểm thẩm định"))
                .child(points)
                .child(el_class("p", "problem").attr("id", &problem_id).live_text(move || problem.get())),
        )
        .child(el_class("div", "text-field").child(label(&remark_id, "Nhận xét")).child(remark))
}

/// What the office said of the revision before, with the way to say it again, while it has said nothing of this one.
fn said_before(appraisal: Appraisal, criterion: &'static Criterion) -> Option<El> {
    let Appraisal { desk, sha256, .. } = appraisal;
    let code = criterion.code.as_str();
    let (earlier, _) = appraisal.before.get()?;
    let of = |submission: FileHash| {
        desk.appraisals.with(|all| all.work.get(&submission).and_then(|work| work.given.get(code)).cloned())
    };
    let old = of(earlier)?;
    if of(sha256).is_some() {
        return None;
    }
    let points = old.points.map(|points| format!("{} điểm", write_points(points)));
    let remark = (!old.remark.is_empty()).then(|| format!("“{}”", old.remark));
    let words: Vec<String> = points.into_iter().chain(remark).collect();
    let again = button("quiet", "say-again", "Dùng lại", move || {
        desk.appraise(sha256, |work| {
            work.given.insert(code.to_owned(), old.clone());
        });
        appraisal.changes.update(|count| *count += 1);
        page::soon(move || {
            page::focus(&format!("nhan-xet-{code}"));
        });
    })
    .hidden_text(&format!(", tiêu chí {code}"));
    Some(el_class("p", "said-before").text(&format!("Lần trước: {}. ", words.join("; "))).child(again))
}

/// Points as typed; nothing typed leaves the unit's own.
fn typed_points(criterion: &Criterion, text: &str) -> Result<Option<rust_decimal::Decimal>, String> {
    let points = parse_typed(text, NumberKind::Decimal)
        .map_err(|problem| format!("Chưa ghi: {}", messages::number_problem(problem)))?;
    let Some(points) = points else { return Ok(None) };
    check_points(criterion, points)
        .map_err(|error| format!("Chưa ghi: {}", exchange::points_error(criterion, error)))?;
    Ok(Some(points.normalize()))
}
