//! What is done with the key of this device, in the unit's page and the office's: make, show, back up, import, replace.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of};
use super::sign_form::{
    KEY_NOT_STORED, PASSPHRASE_DIFFERS, SIGNER_MISSING, after_signer, key_error, passphrase_problem,
};
use super::text_field::passphrase_field;
use crate::browser::{clock, files, page};
use crate::state::key_ring::{KeptKey, import_key, is_office, kept_key, make_key};

/// Largest key file that is read; a real one has under 1 KB.
const KEY_FILE_LIMIT: f64 = 65_536.0;

/// The id of the place where it is said what was done.
pub const SAID: &str = "khoa-da-lam";

/// What is said about the last thing that was done.
#[derive(Clone, PartialEq)]
pub enum Said {
    Good(String),
    Bad(String),
}

/// What the forms about the key share.
#[derive(Clone, Copy)]
pub struct Keys {
    pub key: RwSignal<Option<KeptKey>>,
    pub said: RwSignal<Option<Said>>,
    pub working: RwSignal<bool>,
}

impl Keys {
    /// The key of this device, if there is one.
    pub fn new() -> Self {
        Keys { key: RwSignal::new(kept_key()), said: RwSignal::new(None), working: RwSignal::new(false) }
    }

    /// What was done last, or that something is being done.
    pub fn said(self) -> El {
        el("div").attr("id", SAID).attr("tabindex", "-1").attr("aria-live", "polite").live_children(move || {
            let said = self.said.get().map(|said| match said {
                Said::Good(words) => el_class("p", "notice good").text(&words),
                Said::Bad(words) => el_class("p", "notice error").text(&words),
            });
            let working =
                self.working.get().then(|| el_class("p", "working").text("Đang xử lý khoá, xin chờ vài giây…"));
            said.into_iter().chain(working).collect()
        })
    }

    /// Says what was done.
    pub fn say(self, said: Said) {
        self.working.set(false);
        self.said.set(Some(said));
    }

    /// Shows a new key, with the focus on it.
    fn hold(self, key: KeptKey) {
        self.key.set(Some(key));
        page::soon(|| {
            page::focus("khoa-hien-co");
        });
    }

    /// Runs something slow with the word about it on the screen first.
    pub fn work(self, run: impl FnOnce() -> Said + 'static) {
        if self.working.get_untracked() {
            return;
        }
        self.said.set(None);
        self.working.set(true);
        after_signer(move |is_there| {
            // Whoever has left the page by now wants nothing done.
            if self.working.try_get_untracked() == Some(true) {
                self.say(if is_there { run() } else { Said::Bad(SIGNER_MISSING.to_owned()) });
            }
        });
    }
}

/// A part of the page with a title.
pub fn panel(id: &str, title: &str) -> El {
    el_class("section", "panel")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).attr("tabindex", "-1").text(title))
}

/// The key that is there: its digits and its backup.
pub fn kept(keys: Keys, key: &KeptKey) -> El {
    let pem = key.pem.clone();
    let name = format!("tucham_khoa_{}.pem", key.public_key.chars().skip(4).take(8).collect::<String>());
    let backup = el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "key-backup")
        .text("Tải bản dự phòng của khoá (.pem)")
        .on("click", move |_| {
            let said = match files::download_text(&name, "application/x-pem-file", &pem) {
                true => Said::Good(format!(
                    "Đã tải {name}. Cất tệp này ở nơi an toàn; mở khoá từ tệp vẫn cần đúng mật khẩu hiện nay."
                )),
                false => Said::Bad("Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp.".to_owned()),
            };
            keys.say(said);
        });
    panel("khoa-hien-co", "Khoá hiện có")
        .maybe((!key.is_stored).then(|| el_class("p", "notice warning").text(KEY_NOT_STORED)))
        .child(el("p").text(match is_office() {
            true => "Dãy số của khoá, để đọc khi đơn vị gọi điện đối chiếu:",
            false => "Dãy số của khoá, để đọc qua điện thoại cho cơ quan tổng hợp đối chiếu:",
        }))
        .child(el_class("p", "digits").attr("data-test", "key-digits").text(&key.digits()))
        .child(el_class("p", "hint").text(&format!("Tạo lúc {}.", clock::day_and_time(key.made_at_ms))))
        .child(backup)
}

/// Makes a key.
pub fn create(keys: Keys) -> El {
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let first_problem = move || passphrase.with(|text| passphrase_problem(text, true)).filter(|_| tried.get());
    let again_problem = move || (tried.get() && passphrase.get() != again.get()).then_some(PASSPHRASE_DIFFERS);
    let fields = el_class("div", "field-pair")
        .child(passphrase_field(
            "passphrase",
            "Mật khẩu khoá mới",
            "Ít nhất 8 ký tự, dễ nhớ với người giữ khoá.",
            "new-password",
            passphrase,
            first_problem,
        ))
        .child(passphrase_field(
            "passphrase-again",
            "Nhập lại mật khẩu",
            "Gõ đúng như lần đầu.",
            "new-password",
            again,
            again_problem,
        ));
    let button = el_class("button", "primary").attr("type", "submit").attr("data-test", "key-create").text("Tạo khoá");
    let form =
        el_class("form", "form-lines").attr("novalidate", "").child(fields).child(button).on("submit", move |event| {
            event.prevent_default();
            tried.set(true);
            if untrack(first_problem).is_some() {
                page::focus("passphrase");
            } else if untrack(again_problem).is_some() {
                page::focus("passphrase-again");
            } else {
                keys.work(move || match make_key(&passphrase.get_untracked()) {
                    Ok((kept, _)) => {
                        keys.hold(kept);
                        let next = match is_office() {
                            true => "Đọc dãy số này khi đơn vị gọi điện đối chiếu.",
                            false => "Gửi tệp đăng ký khoá cho cơ quan tổng hợp.",
                        };
                        Said::Good(format!("Đã tạo khoá. Hãy tải bản dự phòng. {next}"))
                    }
                    Err(error) => Said::Bad(key_error(error)),
                });
            }
        });
    panel("tao-khoa", "Tạo khoá mới")
        .child(el("p").text("Quên mật khẩu hoặc mất khoá: tạo khoá mới và đăng ký lại, không mất gì khác."))
        .child(form)
}

/// Takes a key over from another machine.
pub fn import(keys: Keys) -> El {
    let passphrase = RwSignal::new(String::new());
    let text = RwSignal::new(None::<String>);
    let tried = RwSignal::new(false);
    let file_problem =
        move || (tried.get() && text.with(Option::is_none)).then_some("Tệp khoá: chọn tệp .pem đã tải về trước đây.");
    let passphrase_missing = move || passphrase.with(|text| passphrase_problem(text, false)).filter(|_| tried.get());
    let input = el("input")
        .attr("id", "tep-khoa")
        .attr("type", "file")
        .attr("accept", ".pem")
        .attr("data-test", "key-import")
        .attr("aria-describedby", "tep-khoa-loi")
        .live_attr("aria-invalid", move || file_problem().map(|_| "true".to_owned()))
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, KEY_FILE_LIMIT, move |chosen| {
                // The page may have been left while the file was read.
                let _ = tried.try_set(chosen.is_none());
                let _ = text.try_set(chosen);
            });
        });
    let file = el_class("div", "text-field")
        .child(el("label").attr("for", "tep-khoa").text("Tệp khoá (.pem)"))
        .child(input)
        .child(
            el_class("p", "problem")
                .attr("id", "tep-khoa-loi")
                .live_text(move || file_problem().unwrap_or_default().to_owned()),
        );
    let fields = el_class("div", "field-pair").child(file).child(passphrase_field(
        "mat-khau-tep",
        "Mật khẩu của tệp khoá",
        "",
        "current-password",
        passphrase,
        passphrase_missing,
    ));
    let button = el_class("button", "secondary").attr("type", "submit").text("Nhập khoá từ tệp");
    let form =
        el_class("form", "form-lines").attr("novalidate", "").child(fields).child(button).on("submit", move |event| {
            event.prevent_default();
            tried.set(true);
            match text.get_untracked() {
                None => {
                    page::focus("tep-khoa");
                }
                Some(_) if untrack(passphrase_missing).is_some() => {
                    page::focus("mat-khau-tep");
                }
                Some(file) => keys.work(move || match import_key(&file, &passphrase.get_untracked()) {
                    Ok((kept, _)) => {
                        keys.hold(kept);
                        Said::Good("Đã nhập khoá. Máy này ký bằng khoá trong tệp từ bây giờ.".to_owned())
                    }
                    Err(error) => Said::Bad(key_error(error)),
                }),
            }
        });
    panel("nhap-khoa", "Nhập khoá từ máy khác").child(form)
}

/// Puts another key in its place.
pub fn replace(keys: Keys) -> El {
    el_class("details", "panel replace")
        .child(el("summary").text("Thay bằng khoá khác"))
        .child(el("p").text(
            "Khoá hiện có sẽ bị thay. Hãy tải bản dự phòng trước nếu còn cần. Khoá mới phải đăng ký lại với cơ quan tổng hợp.",
        ))
        .child(create(keys))
        .child(import(keys))
}
