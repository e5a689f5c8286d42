//! Signs and exports: the passphrase, a key where there is none yet, and the button.

use leptos::prelude::*;

use super::dom::{El, checked_of, el, el_class};
use super::person_fields::{APPROVED_NAME_MISSING, PREPARED_NAME_MISSING};
use super::text_field::passphrase_field;
use super::work::{Work, control_of};
use crate::browser::page;
use crate::browser::signer::{self, KeyError};
use crate::engine::draft::ExportRecord;
use crate::engine::sheet::Outcome;
use crate::engine::signed::is_blank;
use crate::messages;
use crate::state::cell::Cell;
use crate::state::export::{FileError, export, export_contribution};
use crate::state::key_ring::{KeptKey, PASSPHRASE_LENGTH, kept_key, make_key, unlock};

/// Words for a passphrase that is missing.
pub const PASSPHRASE_MISSING: &str = "Mật khẩu khoá: nhập mật khẩu.";
/// Words for a new passphrase that is too short.
pub const PASSPHRASE_SHORT: &str = "Mật khẩu khoá: đặt ít nhất 8 ký tự.";
/// Words for a repeated passphrase that differs.
pub const PASSPHRASE_DIFFERS: &str = "Nhập lại mật khẩu: hai lần nhập chưa giống nhau.";
const NOT_CONFIRMED: &str = "Đánh dấu xác nhận xuất tệp khi còn tiêu chí chưa có điểm.";

const NO_FIGURES: &str = "Số liệu phối hợp: trả lời ít nhất một tiêu chí.";

/// The id of the summary of what stops the export.
pub const SUMMARY: &str = "can-sua";

/// What stops an export, with the way to mend it.
pub enum Obstacle {
    /// An answer on the sheet.
    Criterion { cell: Cell, control: &'static str, words: String },
    /// A field of this page.
    Field { id: &'static str, words: &'static str },
}

/// What the form signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// The sheet, for the office.
    Submission,
    /// Figures for the units that lead.
    Contribution,
}

/// What the form holds until the file is signed.
#[derive(Clone, Copy)]
pub struct SignForm {
    what: Signing,
    /// Whether an export was tried, so that missing fields show.
    pub tried: RwSignal<bool>,
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    confirmed: RwSignal<bool>,
    key: RwSignal<Option<KeptKey>>,
    working: RwSignal<bool>,
    failure: RwSignal<Option<String>>,
}

impl SignForm {
    /// An empty form.
    pub fn new(tried: RwSignal<bool>, what: Signing) -> Self {
        SignForm {
            what,
            tried,
            passphrase: RwSignal::new(String::new()),
            again: RwSignal::new(String::new()),
            confirmed: RwSignal::new(false),
            key: RwSignal::new(kept_key()),
            working: RwSignal::new(false),
            failure: RwSignal::new(None),
        }
    }

    /// Everything that stops an export now; fields of this page count once an export was tried.
    pub fn all_obstacles(self, work: Work) -> Vec<Obstacle> {
        let mut found: Vec<Obstacle> = Vec::new();
        let (cells, is_sheet) = match self.what {
            Signing::Submission => (work.sheet.cells(), true),
            Signing::Contribution => (work.sheet.helping().to_vec(), false),
        };
        for cell in &cells {
            let cell = *cell;
            cell.outcome.with(|outcome| match outcome {
                Outcome::Problem(problems) => found.extend(problems.iter().map(|problem| Obstacle::Criterion {
                    cell,
                    control: control_of(problem.field),
                    words: messages::problem(cell.criterion, problem),
                })),
                Outcome::HalfTyped { missing } => {
                    found.push(Obstacle::Criterion {
                        cell,
                        control: control_of(*missing),
                        words: messages::outcome(cell.criterion, outcome),
                    });
                }
                _ => {}
            });
        }
        if self.tried.get() {
            if work.sheet.prepared_by.with(|person| is_blank(&person.name)) {
                found.push(Obstacle::Field { id: "nguoi-lap-ten", words: PREPARED_NAME_MISSING });
            }
            if is_sheet && work.sheet.approved_by.with(|person| is_blank(&person.name)) {
                found.push(Obstacle::Field { id: "nguoi-duyet-ten", words: APPROVED_NAME_MISSING });
            }
            let has_answer = || cells.iter().any(|cell| cell.outcome.with(|outcome| outcome.answer().is_some()));
            if !is_sheet && !has_answer() {
                found.push(Obstacle::Field { id: "so-lieu-gui", words: NO_FIGURES });
            }
            found.extend(self.obstacles(work));
        }
        found
    }

    /// What of this form stops an export.
    fn obstacles(self, work: Work) -> Vec<Obstacle> {
        let field = |id, words: Option<&'static str>| words.map(|words| Obstacle::Field { id, words });
        let unconfirmed = (self.has_open(work) && !self.confirmed.get()).then_some(NOT_CONFIRMED);
        [
            field("confirm-open", unconfirmed),
            field("passphrase", self.passphrase_problem()),
            field("passphrase-again", self.again_problem()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a criterion has no score that should have one. A unit contributes what it has.
    fn has_open(self, work: Work) -> bool {
        let total = work.sheet.total.get();
        self.what == Signing::Submission && total.answered < total.assigned
    }

    fn passphrase_problem(self) -> Option<&'static str> {
        let makes_key = self.key.with(Option::is_none);
        self.passphrase.with(|text| passphrase_problem(text, makes_key)).filter(|_| self.tried.get())
    }

    fn again_problem(self) -> Option<&'static str> {
        let differs = self.key.with(Option::is_none) && self.passphrase.get() != self.again.get();
        (self.tried.get() && differs).then_some(PASSPHRASE_DIFFERS)
    }
}

/// What is wrong with a passphrase; a new one has a least length.
pub fn passphrase_problem(text: &str, is_new: bool) -> Option<&'static str> {
    match text.chars().count() {
        0 => Some(PASSPHRASE_MISSING),
        count if is_new && count < PASSPHRASE_LENGTH => Some(PASSPHRASE_SHORT),
        _ => None,
    }
}

/// The form to sign and export.
pub fn sign_form(work: Work, form: SignForm, exported: RwSignal<Option<ExportRecord>>) -> El {
    let key_fields = el("div").live_children(move || match form.key.with(Option::is_some) {
        true => {
            let is_stored = form.key.with(|key| key.as_ref().is_none_or(|key| key.is_stored));
            let warning = (!is_stored).then(|| el_class("p", "notice warning").text(KEY_NOT_STORED));
            let field = passphrase_field(
                "passphrase",
                "Mật khẩu khoá của máy này",
                "",
                "current-password",
                form.passphrase,
                move || form.passphrase_problem(),
            );
            warning.into_iter().chain([field]).collect()
        }
        false => vec![
            el("p").text(
                "Máy này chưa có khoá ký. Đặt mật khẩu để tạo khoá; khoá chỉ nằm trên máy này và luôn được mã hoá.",
            ),
            el_class("div", "field-pair")
                .child(passphrase_field(
                    "passphrase",
                    "Mật khẩu khoá mới",
                    "Ít nhất 8 ký tự, dễ nhớ với đơn vị. Quên mật khẩu thì tạo khoá mới và đăng ký lại.",
                    "new-password",
                    form.passphrase,
                    move || form.passphrase_problem(),
                ))
                .child(passphrase_field(
                    "passphrase-again",
                    "Nhập lại mật khẩu",
                    "Gõ đúng như lần đầu.",
                    "new-password",
                    form.again,
                    move || form.again_problem(),
                )),
        ],
    });
    let confirm = el("div").live_children(move || match form.has_open(work) {
        true => vec![confirm_open(form)],
        false => Vec::new(),
    });
    let failure = el("div").live_children(move || {
        form.failure
            .get()
            .map(|words| el_class("p", "notice error").attr("role", "alert").text(&words))
            .into_iter()
            .collect()
    });
    let sign = el_class("button", "primary")
        .attr("type", "submit")
        .attr("data-test", "sign")
        .live_flag("disabled", move || form.working.get())
        .text("Ký và xuất tệp");
    let working = el_class("p", "working").attr("role", "status").live_text(move || match form.working.get() {
        true => "Đang ký tệp, xin chờ vài giây…".to_owned(),
        false => String::new(),
    });
    el_class("form", "panel")
        .attr("novalidate", "")
        .attr("aria-labelledby", "ky-tep")
        .on("submit", move |event| {
            event.prevent_default();
            submit(work, form, exported);
        })
        .child(el("h2").attr("id", "ky-tep").text("Ký và xuất tệp"))
        .child(confirm)
        .child(key_fields)
        .child(sign)
        .child(working)
        .child(failure)
}

fn confirm_open(form: SignForm) -> El {
    let checkbox = el("input")
        .attr("type", "checkbox")
        .attr("id", "confirm-open")
        .attr("data-test", "confirm-open")
        .live_checked(move || form.confirmed.get())
        .on("change", move |event| form.confirmed.set(checked_of(&event)));
    el_class("label", "check-line").child(checkbox).text("Tôi biết còn tiêu chí chưa có điểm và vẫn xuất tệp này.")
}

fn submit(work: Work, form: SignForm, exported: RwSignal<Option<ExportRecord>>) {
    if form.working.get_untracked() {
        return;
    }
    form.tried.set(true);
    form.failure.set(None);
    if !untrack(move || form.all_obstacles(work)).is_empty() {
        // The summary is there once the followers have had their turn.
        page::soon(|| {
            page::focus(SUMMARY);
        });
        return;
    }
    form.working.set(true);
    after_signer(move |is_there| {
        // Whoever has left the page by now wants no file.
        if form.working.try_get_untracked() != Some(true) {
            return;
        }
        let outcome = if is_there { sign(work, form) } else { Err(SIGNER_MISSING.to_owned()) };
        form.working.set(false);
        match outcome {
            Ok(record) => {
                form.passphrase.set(String::new());
                form.again.set(String::new());
                form.tried.set(false);
                exported.set(Some(record));
                page::soon(|| {
                    page::focus("da-xuat");
                });
            }
            Err(words) => {
                form.failure.set(Some(words));
                page::soon(|| {
                    page::focus("passphrase");
                });
            }
        }
    });
}

/// Words for a signer that did not come.
pub const SIGNER_MISSING: &str =
    "Chưa tải được phần ký tệp của chương trình. Hãy nối mạng rồi bấm lại; bản nháp vẫn còn.";

/// Runs `run` once the signer is there, or failed to come, and the browser has had time to paint: opening a key keeps
/// the processor busy for a while, and the words about it must be on the screen first.
pub fn after_signer(run: impl FnOnce(bool) + 'static) {
    signer::ready(move |is_there| page::after_painting(move || run(is_there)));
}

fn sign(work: Work, form: SignForm) -> Result<ExportRecord, String> {
    let passphrase = zeroize::Zeroizing::new(form.passphrase.get_untracked());
    let key = match form.key.get_untracked() {
        Some(kept) => unlock(&kept, &passphrase).map_err(key_error)?,
        None => {
            let (kept, key) = make_key(&passphrase).map_err(key_error)?;
            form.key.set(Some(kept));
            key
        }
    };
    let make = match form.what {
        Signing::Submission => export,
        Signing::Contribution => export_contribution,
    };
    make(work.sheet, work.autosave, &key).map_err(|error| file_error(&error).to_owned())
}

/// Words for a key that goes with the page.
pub const KEY_NOT_STORED: &str = "Trình duyệt không lưu được khoá (bộ nhớ đầy hoặc bị tắt): khoá sẽ mất khi đóng trang. Hãy vào trang Khoá ký tải bản dự phòng trước khi đóng trang.";

/// Why there is no key to sign with, and what to do.
pub fn key_error(error: KeyError) -> String {
    match error {
        KeyError::NoRandomness => {
            "Trình duyệt không cho số ngẫu nhiên nên không tạo được khoá. Hãy dùng trình duyệt khác.".to_owned()
        }
        KeyError::File(error) => messages::key_file_error(error).to_owned(),
        KeyError::Signer => {
            "Phần ký tệp của chương trình bị hỏng. Hãy tải lại trang rồi thử lại; bản nháp vẫn còn.".to_owned()
        }
    }
}

/// Why no file was made, and what to do.
pub fn file_error(error: &FileError) -> &'static str {
    match error {
        FileError::NotReady(_) => "Phiếu vừa thay đổi và còn chỗ cần sửa. Hãy xem lại danh sách ở đầu trang.",
        FileError::NoRandomness => "Trình duyệt không cho số ngẫu nhiên nên không ký được. Hãy dùng trình duyệt khác.",
        FileError::NotReadBack => {
            "Tệp vừa tạo không đọc lại được đúng như phiếu nên không được xuất. Bản nháp vẫn còn; hãy tải lại trang và thử lại."
        }
        FileError::NotDownloaded => {
            "Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp rồi bấm lại; bản nháp vẫn còn."
        }
    }
}
