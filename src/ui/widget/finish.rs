//! The end of the widget's sheet: who prepared and approved it, what is still to be mended, and the unsigned submission.

use leptos::prelude::*;

use super::events::{Tell, tell_export};
use crate::browser::{files, page};
use crate::engine::draft::PersonEntry;
use crate::engine::json::{Json, write_pretty};
use crate::engine::sheet::{Field, Outcome};
use crate::engine::signed::{SubmissionV1, is_blank};
use crate::messages;
use crate::state::cell::Cell;
use crate::state::export::{FileError, MEDIA_TYPE, unsigned};
use crate::state::sheet_state::Sheet;
use crate::ui::dom::{El, el, el_class};
use crate::ui::person_fields::{APPROVED_NAME_MISSING, PREPARED_NAME_MISSING, person_fields};
use crate::ui::said::{Said, said_view};
use crate::ui::work::{Work, control_of, writers_only};

const SUMMARY: &str = "can-sua";

/// What the end of the sheet holds.
#[derive(Clone, Copy)]
pub struct Finish {
    work: Work,
    /// Whether somebody wanted the submission, so that missing names show.
    tried: RwSignal<bool>,
    said: RwSignal<Option<Said>>,
}

/// Who prepared and who approved what is only shown.
pub fn signatories(sheet: Sheet) -> El {
    let line = |title: &str, person: RwSignal<PersonEntry>| {
        let parts = person.with_untracked(|person| [person.name.clone(), person.position.clone()]);
        let words = parts.into_iter().filter(|part| !is_blank(part)).collect::<Vec<_>>().join(", ");
        el("p").child(el("strong").text(title)).text(if words.is_empty() { ": chưa ghi" } else { ": " }).text(&words)
    };
    el_class("section", "panel")
        .attr("data-test", "signatories")
        .attr("aria-label", "Người lập và người phê duyệt")
        .child(line("Người lập phiếu", sheet.prepared_by))
        .child(line("Người phê duyệt", sheet.approved_by))
}

/// Something to mend, and the way to it.
struct Obstacle {
    /// The criterion's code; none for a field of the sheet as a whole.
    criterion: Option<Cell>,
    /// `numerator`, `explanation`, `prepared_by.name`
    field: &'static str,
    /// What to focus: a selector inside the criterion, or an element's id.
    control: &'static str,
    words: String,
}

impl Finish {
    /// Nothing was tried yet.
    pub fn new(work: Work) -> Self {
        Finish { work, tried: RwSignal::new(false), said: RwSignal::new(None) }
    }

    /// What is wrong and what is open, as JSON; from now on it shows at its place.
    pub fn validate(self) -> Json {
        self.tried.set(true);
        let cells = self.work.sheet.cells();
        cells.iter().for_each(|cell| cell.problems_shown.set(true));
        let problems: Vec<Json> = untrack(|| self.obstacles()).iter().map(Obstacle::to_json).collect();
        let is_open = |cell: &&Cell| cell.outcome.with_untracked(|outcome| *outcome == Outcome::Unanswered);
        let unanswered = cells.iter().filter(is_open).map(|cell| Json::text(cell.criterion.code.as_str()));
        Json::object([
            ("valid", Json::Bool(problems.is_empty())),
            ("problems", Json::Array(problems)),
            ("unanswered", Json::Array(unanswered.collect())),
        ])
    }

    /// The unsigned submission, if nothing is to be mended.
    pub fn submission(self) -> Result<SubmissionV1, FileError> {
        self.tried.set(true);
        unsigned(self.work.sheet)
    }

    /// The fields, what is to be mended, and the button.
    pub fn view(self, tell: Tell) -> El {
        let summary = el("div").live_children(move || self.summary().into_iter().collect());
        let button = el_class("button", "primary")
            .attr("type", "button")
            .attr("data-test", "export-unsigned")
            .text("Kiểm tra và lấy bản chưa ký")
            .on("click", move |_| self.give(&tell));
        el_class("section", "finish")
            .attr("id", "hoan-tat")
            .attr("tabindex", "-1")
            .attr("aria-labelledby", "hoan-tat-ten")
            .child(el("h2").attr("id", "hoan-tat-ten").text("Hoàn tất"))
            .child(summary)
            .child(writers_only(self.work).children(person_fields(self.work.sheet, self.tried)).child(button))
            .child(said_view(self.said))
    }

    /// Gives the submission to the page around, or as a download where that does not take it.
    fn give(self, tell: &Tell) {
        self.validate();
        self.said.set(None);
        match self.submission() {
            Ok(submission) => {
                let file_name = submission.file_name();
                let text = write_pretty(&submission.to_json());
                let is_taken = !tell_export(&file_name, &text, tell);
                let is_out = is_taken || files::download_text(&file_name, MEDIA_TYPE, &text);
                self.said.set(Some(match (is_taken, is_out) {
                    (true, _) => Said::Good("Đã chuyển bản chưa ký cho trang này.".to_owned()),
                    (_, true) => Said::Good(format!("Đã tải {file_name} về máy. Tệp này chưa ký.")),
                    _ => Said::Bad("Trình duyệt không cho tải tệp về.".to_owned()),
                }));
            }
            Err(_) => page::soon(|| {
                page::focus(SUMMARY);
            }),
        }
    }

    fn summary(self) -> Option<El> {
        if !self.tried.get() {
            return None;
        }
        let obstacles = self.obstacles();
        if obstacles.is_empty() {
            return None;
        }
        let title = format!("Còn {} chỗ cần sửa", obstacles.len());
        let items = obstacles.into_iter().map(|obstacle| self.place(obstacle));
        let view = el_class("section", "notice error")
            .attr("id", SUMMARY)
            .attr("tabindex", "-1")
            .attr("data-test", "problems")
            .attr("aria-labelledby", "can-sua-ten")
            .child(el("h3").attr("id", "can-sua-ten").text(&title))
            .child(el_class("ul", "place-list").children(items.collect()));
        Some(view)
    }

    fn place(self, obstacle: Obstacle) -> El {
        let Obstacle { criterion, control, words, .. } = obstacle;
        let code = criterion.map_or("Phiếu", |cell| cell.criterion.code.as_str());
        let button = el("button")
            .attr("type", "button")
            .attr("data-problem", code)
            .child(el_class("span", "code").text(code))
            .child(el_class("span", "place-words").text(&words))
            .on("click", move |_| match criterion {
                Some(cell) => {
                    cell.listed.set(true);
                    self.work.app.focus_next.set(Some((cell.criterion.code.clone(), control)));
                }
                None => {
                    page::focus(control);
                }
            });
        el("li").child(button)
    }

    /// Everything that stands in the way of a submission.
    fn obstacles(self) -> Vec<Obstacle> {
        let sheet = self.work.sheet;
        let mut found = Vec::new();
        for cell in sheet.cells() {
            let of_cell = |field: Field, words| Obstacle {
                criterion: Some(cell),
                field: field.name(),
                control: control_of(field),
                words,
            };
            cell.outcome.with(|outcome| match outcome {
                Outcome::Problem(problems) => {
                    found.extend(problems.iter().map(|one| of_cell(one.field, messages::problem(cell.criterion, one))))
                }
                Outcome::HalfTyped { missing } => {
                    found.push(of_cell(*missing, messages::outcome(cell.criterion, outcome)));
                }
                _ => {}
            });
        }
        let persons = [
            (sheet.prepared_by, "prepared_by.name", "nguoi-lap-ten", PREPARED_NAME_MISSING),
            (sheet.approved_by, "approved_by.name", "nguoi-duyet-ten", APPROVED_NAME_MISSING),
        ];
        let nameless = persons.into_iter().filter(|(person, ..)| person.with(|person| is_blank(&person.name)));
        found.extend(nameless.map(|(_, field, control, words)| Obstacle {
            criterion: None,
            field,
            control,
            words: words.to_owned(),
        }));
        found
    }
}

impl Obstacle {
    fn to_json(&self) -> Json {
        let code = self.criterion.map_or(Json::Null, |cell| Json::text(cell.criterion.code.as_str()));
        Json::object([("criterion", code), ("field", Json::text(self.field)), ("message", Json::text(&*self.words))])
    }
}
