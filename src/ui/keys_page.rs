//! The key of this device: make, show, back up, import, replace, and the file that enrols it with the office.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of, value_of};
use super::sign_form::{
    KEY_NOT_STORED, PASSPHRASE_DIFFERS, SIGNER_MISSING, after_signer, file_error, key_error, passphrase_problem,
};
use super::text_field::{TextField, passphrase_field, text_field};
use super::work::App;
use crate::browser::{clock, files, page};
use crate::engine::signed::{Contact, UnitReference, is_blank};
use crate::state::export::export_enrolment;
use crate::state::key_ring::{KeptKey, import_key, kept_key, make_key, unlock};
use crate::state::last_choice::recall;

/// Largest key file that is read; a real one has under 1 KB.
const KEY_FILE_LIMIT: f64 = 65_536.0;
const CONTACT_MISSING: &str = "Người liên hệ: nhập họ và tên.";
const UNIT_MISSING: &str = "Đơn vị: chọn đơn vị.";

/// What the page says about the last thing that was done.
#[derive(Clone, PartialEq)]
enum Said {
    Good(String),
    Bad(String),
}

/// What the forms of the page share.
#[derive(Clone, Copy)]
struct Keys {
    app: App,
    key: RwSignal<Option<KeptKey>>,
    said: RwSignal<Option<Said>>,
    working: RwSignal<bool>,
}

/// The key of this device.
pub fn keys_page(app: App) -> El {
    page::set_title("Khoá ký – Tự Chấm");
    let keys = Keys { app, key: RwSignal::new(kept_key()), said: RwSignal::new(None), working: RwSignal::new(false) };
    let said = el("div").attr("aria-live", "polite").live_children(move || {
        let said = keys.said.get().map(|said| match said {
            Said::Good(words) => el_class("p", "notice good").text(&words),
            Said::Bad(words) => el_class("p", "notice error").text(&words),
        });
        let working = keys.working.get().then(|| el_class("p", "working").text("Đang xử lý khoá, xin chờ vài giây…"));
        said.into_iter().chain(working).collect()
    });
    let head = el_class("header", "sheet-head").child(el("h1").text("Khoá ký của máy này")).child(el_class("p", "dispatch").text(
        "Khoá ký chứng thực tệp do đơn vị lập và không bị sửa trên đường gửi. Mỗi máy một khoá, luôn được mã hoá bằng mật khẩu. Đây không phải chữ ký số có chứng thư; bản in ký tên, đóng dấu vẫn là bản chính.",
    ));
    let content = el_class("div", "keys-content").live_children(move || match keys.key.get() {
        Some(key) => vec![kept(keys, &key), enrolment(keys), replace(keys)],
        None => vec![create(keys), import(keys)],
    });
    el_class("div", "keys").child(head).child(said).child(content)
}

impl Keys {
    fn say(self, said: Said) {
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
    fn work(self, run: impl FnOnce() -> Said + 'static) {
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

fn panel(id: &str, title: &str) -> El {
    el_class("section", "panel")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).attr("tabindex", "-1").text(title))
}

fn kept(keys: Keys, key: &KeptKey) -> El {
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
        .child(el("p").text("Dãy số của khoá, để đọc qua điện thoại cho cơ quan tổng hợp đối chiếu:"))
        .child(el_class("p", "digits").attr("data-test", "key-digits").text(&key.digits()))
        .child(el_class("p", "hint").text(&format!("Tạo lúc {}.", clock::day_and_time(key.made_at_ms))))
        .child(backup)
}

fn create(keys: Keys) -> El {
    let passphrase = RwSignal::new(String::new());
    let again = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let first_problem = move || passphrase.with(|text| passphrase_problem(text, true)).filter(|_| tried.get());
    let again_problem = move || (tried.get() && passphrase.get() != again.get()).then_some(PASSPHRASE_DIFFERS);
    let fields = el_class("div", "field-pair")
        .child(passphrase_field(
            "passphrase",
            "Mật khẩu khoá mới",
            "Ít nhất 8 ký tự, dễ nhớ với đơn vị.",
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
                        Said::Good(
                            "Đã tạo khoá. Hãy tải bản dự phòng và gửi tệp đăng ký khoá cho cơ quan tổng hợp."
                                .to_owned(),
                        )
                    }
                    Err(error) => Said::Bad(key_error(error)),
                });
            }
        });
    panel("tao-khoa", "Tạo khoá mới")
        .child(el("p").text("Quên mật khẩu hoặc mất khoá: tạo khoá mới và đăng ký lại, không mất gì khác."))
        .child(form)
}

fn import(keys: Keys) -> El {
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

fn replace(keys: Keys) -> El {
    el_class("details", "panel replace")
        .child(el("summary").text("Thay bằng khoá khác"))
        .child(el("p").text(
            "Khoá hiện có sẽ bị thay. Hãy tải bản dự phòng trước nếu còn cần. Khoá mới phải đăng ký lại với cơ quan tổng hợp.",
        ))
        .child(create(keys))
        .child(import(keys))
}

fn enrolment(keys: Keys) -> El {
    let set = &keys.app.file.set;
    let unit = RwSignal::new(recall().map(|last| last.unit).unwrap_or_default());
    let name = RwSignal::new(String::new());
    let phone = RwSignal::new(String::new());
    let passphrase = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let unit_problem = move || (tried.get() && set.unit(&unit.get()).is_none()).then_some(UNIT_MISSING);
    let name_problem = move || (tried.get() && name.with(|name| is_blank(name))).then_some(CONTACT_MISSING);
    let passphrase_missing = move || passphrase.with(|text| passphrase_problem(text, false)).filter(|_| tried.get());
    let options = set.units.iter().map(|unit| el("option").attr("value", unit.id.as_str()).text(&unit.name));
    let select = el("select")
        .attr("id", "don-vi-dang-ky")
        .attr("aria-describedby", "don-vi-dang-ky-loi")
        .live_attr("aria-invalid", move || unit_problem().map(|_| "true".to_owned()))
        .child(el("option").attr("value", "").text("Chọn đơn vị"))
        .children(options.collect())
        .live_value(move || unit.get())
        .on("change", move |event| unit.set(value_of(&event)));
    let unit_field = el_class("div", "text-field")
        .child(el("label").attr("for", "don-vi-dang-ky").text("Đơn vị"))
        .child(select)
        .child(
            el_class("p", "problem")
                .attr("id", "don-vi-dang-ky-loi")
                .live_text(move || unit_problem().unwrap_or_default().to_owned()),
        );
    let contact = TextField {
        id: "lien-he-ten",
        label: "Người liên hệ",
        kind: "text",
        autocomplete: "name",
        required: true,
        hint: "",
        test: "contact-name",
        first: String::new(),
        follows: None,
    };
    let contact_phone = TextField {
        id: "lien-he-dien-thoai",
        label: "Điện thoại",
        kind: "tel",
        autocomplete: "tel",
        required: false,
        hint: "",
        test: "contact-phone",
        first: String::new(),
        follows: None,
    };
    let fields = el_class("div", "field-pair")
        .child(unit_field)
        .child(text_field(contact, name_problem, move |text| name.set(text)))
        .child(text_field(contact_phone, || None, move |text| phone.set(text)))
        .child(passphrase_field(
            "mat-khau-dang-ky",
            "Mật khẩu khoá của máy này",
            "",
            "current-password",
            passphrase,
            passphrase_missing,
        ));
    let button = el_class("button", "secondary")
        .attr("type", "submit")
        .attr("data-test", "key-enrolment")
        .text("Tải tệp đăng ký khoá");
    let form =
        el_class("form", "form-lines").attr("novalidate", "").child(fields).child(button).on("submit", move |event| {
            event.prevent_default();
            tried.set(true);
            let first_wrong = untrack(|| {
                [
                    (unit_problem(), "don-vi-dang-ky"),
                    (name_problem(), "lien-he-ten"),
                    (passphrase_missing(), "mat-khau-dang-ky"),
                ]
                .into_iter()
                .find_map(|(problem, id)| problem.map(|_| id))
            });
            match first_wrong {
                Some(id) => {
                    page::focus(id);
                }
                None => keys.work(move || enrol(keys, &unit.get_untracked(), (name, phone), passphrase)),
            }
        });
    panel("dang-ky-khoa", "Đăng ký khoá với cơ quan tổng hợp")
        .child(el("p").text(
            "Gửi tệp đăng ký qua thư, rồi đọc dãy số của khoá qua điện thoại để cơ quan tổng hợp đối chiếu. Chỉ cần làm một lần cho mỗi khoá.",
        ))
        .child(form)
}

fn enrol(
    keys: Keys,
    unit: &str,
    (name, phone): (RwSignal<String>, RwSignal<String>),
    passphrase: RwSignal<String>,
) -> Said {
    let (Some(kept), Some(unit)) = (keys.key.get_untracked(), keys.app.file.set.unit(unit)) else {
        return Said::Bad(UNIT_MISSING.to_owned());
    };
    let key = match unlock(&kept, &passphrase.get_untracked()) {
        Ok(key) => key,
        Err(error) => return Said::Bad(key_error(error)),
    };
    let reference = UnitReference { id: unit.id.to_string(), name: unit.name.to_string() };
    let contact = Contact::typed(&name.get_untracked(), &phone.get_untracked(), &crate::browser::text::nfc);
    match export_enrolment(&reference, &contact, &kept, &key) {
        Ok(file_name) => {
            passphrase.set(String::new());
            Said::Good(format!("Đã tải {file_name}. Gửi tệp này cho cơ quan tổng hợp."))
        }
        Err(error) => Said::Bad(file_error(&error).to_owned()),
    }
}
