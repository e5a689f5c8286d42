//! One received file: its verdict with the reason, what became of it, when it came, where its claims differ.

use leptos::prelude::*;

use super::view::{day_in_words, day_of, start_of};
use crate::engine::deadline::{DueState, due_state};
use crate::engine::number::write_vietnamese;
use crate::engine::office::{FileState, JudgedFile, Verdict};
use crate::engine::signed::FileHash;
use crate::messages::office as words;
use crate::state::office::desk::Desk;
use crate::state::office::files::FileFacts;
use crate::ui::dom::{El, el, el_class, value_of};

/// What kind of news a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Submission(Verdict),
    /// A public key to enrol.
    Enrolment,
}

impl Kind {
    /// Every kind, in the order of the filter.
    pub const ALL: [Kind; 6] = [
        Kind::Submission(Verdict::Trusted),
        Kind::Submission(Verdict::UnknownKey),
        Kind::Submission(Verdict::ChangedKey),
        Kind::Submission(Verdict::AnotherUnitsKey),
        Kind::Submission(Verdict::Invalid),
        Kind::Enrolment,
    ];

    /// The kind of a file.
    pub fn of(file: &JudgedFile, facts: &FileFacts) -> Kind {
        match facts.enrolment {
            Some(Ok(_)) => Kind::Enrolment,
            _ => Kind::Submission(file.verdict),
        }
    }

    /// Its name in the page's structure.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Submission(verdict) => verdict.name(),
            Kind::Enrolment => "enrolment",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Submission(Verdict::Trusted) => "Tin cậy",
            Kind::Submission(Verdict::UnknownKey) => "Khoá chưa đăng ký",
            Kind::Submission(Verdict::ChangedKey) => "Khoá đã đổi",
            Kind::Submission(Verdict::AnotherUnitsKey) => "Khoá của đơn vị khác",
            Kind::Submission(Verdict::Invalid) => "Không hợp lệ",
            Kind::Enrolment => "Đăng ký khoá",
        }
    }
}

/// The row of a file.
pub fn file_row(desk: Desk, file: &JudgedFile, facts: &FileFacts) -> El {
    let kind = Kind::of(file, facts);
    let sha256 = file.sha256;
    let state = move || desk.score.with(|score| score.file_states.get(&sha256).copied());
    let unit = match (&file.submission, &facts.enrolment) {
        (Some(submission), _) => Some(format!(
            "{}, năm {}, lần {}",
            words::shown(&submission.unit.name),
            submission.period,
            submission.revision
        )),
        (None, Some(Ok(enrolment))) => Some(enrolment.unit.name.clone()),
        _ => None,
    };
    let badge = el_class("span", "badge").attr("data-verdict", kind.name()).text(kind.label());
    let fate = el_class("span", "fate")
        .live_attr("data-state", move || state().map(|state| state.name().to_owned()))
        .live_text(move || match state() {
            Some(state @ (FileState::Counted | FileState::Superseded | FileState::Conflict)) => {
                words::file_state(state).to_owned()
            }
            _ => String::new(),
        });
    let head = el_class("div", "file-head")
        .child(el_class("bdi", "file-name").text(&words::shown(&facts.name)))
        .child(badge)
        .child(fate);
    let facts_line = el_class("div", "file-facts").maybe(unit.map(|unit| el("bdi").text(&unit))).child(received(
        desk,
        sha256,
        &words::shown(&facts.name),
        file.submission.is_some(),
    ));
    el_class("li", "file")
        .attr("data-file", &facts.name)
        .attr("data-sha256", &sha256.to_string())
        .attr("data-verdict", kind.name())
        .live_attr("data-state", move || state().map(|state| state.name().to_owned()))
        .child(head)
        .child(facts_line)
        .child(after_revocation(desk, file))
        .children(sentences(file, facts).into_iter().map(|sentence| el("p").text(&sentence)).collect())
        .maybe(differences(file))
}

fn sentences(file: &JudgedFile, facts: &FileFacts) -> Vec<String> {
    let reason = match &facts.enrolment {
        Some(Ok(_)) => Some("Tệp đăng ký khoá: đối chiếu dãy số và đăng ký ở trang Khoá.".to_owned()),
        Some(Err(problem)) => Some(words::enrolment_problem(problem)),
        None => words::sentence(file),
    };
    let warnings = file.warnings.iter().map(|warning| words::warning(*warning).to_owned());
    reason.into_iter().chain(warnings).map(|sentence| words::shown(&sentence)).collect()
}

/// Whoever has a key can date a file back: one that came after its key was ended is to be asked about, whatever it says.
fn after_revocation(desk: Desk, file: &JudgedFile) -> El {
    let (sha256, key) = (file.sha256, file.key.clone().filter(|_| file.verdict == Verdict::Trusted));
    el_class("p", "late").live_text(move || {
        let received_ms = desk.decisions.with(|decisions| decisions.received.get(&sha256).copied());
        let ended_ms = key.as_ref().and_then(|key| {
            desk.roster.with(|roster| roster.of_key(key).filter_map(|line| line.until_ms).min())
        });
        match received_ms.zip(ended_ms) {
            Some((received_ms, ended_ms)) if received_ms >= ended_ms => format!(
                "Tệp ghi ký trước khi khoá hết hiệu lực, nhưng nhận sau đó (khoá hết hiệu lực ngày {}). Hỏi lại đơn vị: người giữ khoá cũ có thể ghi lùi ngày.",
                day_in_words(ended_ms)
            ),
            _ => String::new(),
        }
    })
}

/// Where the file claims other points than its answers earn.
fn differences(file: &JudgedFile) -> Option<El> {
    let value = |text: &Option<String>| text.clone().unwrap_or_else(|| "không có".to_owned()).replace('.', ",");
    let rows = file.differences.iter().map(|difference| {
        el("li").text(&format!(
            "{}: tệp ghi {}, tính lại được {}",
            words::shown(&difference.place),
            value(&difference.claimed),
            value(&difference.computed)
        ))
    });
    let rows: Vec<El> = rows.collect();
    (!rows.is_empty()).then(|| {
        el("details")
            .child(
                el("summary").text(&format!(
                    "{} chỗ điểm ghi trong tệp khác điểm tính lại; điểm tính lại được dùng",
                    rows.len()
                )),
            )
            .child(el_class("ul", "differences-list").children(rows))
    })
}

/// The day on which the office received the file, which the officer may mend: a file's own times can be back-dated.
fn received(desk: Desk, sha256: FileHash, name: &str, is_report: bool) -> El {
    let at_ms = move || desk.decisions.with(|decisions| decisions.received.get(&sha256).copied());
    let id = format!("nhan-{}", &sha256.to_string()[..16]);
    let input = el("input")
        .attr("id", &id)
        .attr("type", "date")
        .attr("data-test", "received")
        .live_flag("disabled", move || !desk.takes_changes())
        .live_value(move || at_ms().map(day_of).unwrap_or_default())
        .on("change", move |event| {
            let Some(start_ms) = start_of(&value_of(&event)) else { return };
            let is_other_day = untrack(at_ms).map(day_of) != Some(day_of(start_ms));
            if is_other_day {
                desk.decide(|decisions| {
                    decisions.received.insert(sha256, start_ms);
                });
            }
        });
    let late = el_class("span", "late").live_text(move || {
        let lateness = at_ms().filter(|_| is_report).map(|at_ms| due_state(desk.file.due, desk.period, at_ms));
        match lateness {
            Some(DueState::Late { days }) => format!("nộp muộn {} ngày", write_vietnamese(days.into())),
            Some(DueState::DaysLeft(_)) | None => String::new(),
        }
    });
    let label = el("label").attr("for", &id).text("Nhận ngày").hidden_text(&format!(" tệp {name}"));
    el_class("span", "received").child(label).child(input).child(late)
}
