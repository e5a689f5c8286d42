//! The page of the key of this device: the key itself, and the file that enrols it with the office.

use leptos::prelude::*;

use super::dom::{El, el, el_class, value_of};
use super::key_panels::{Keys, SAID, Said, create, import, kept, panel, replace};
use super::sign_form::{file_error, key_error, passphrase_problem};
use super::text_field::{TextField, passphrase_field, text_field};
use super::work::App;
use crate::browser::page;
use crate::engine::signed::{Contact, UnitReference, is_blank};
use crate::state::export::export_enrolment;
use crate::state::key_ring::unlock;
use crate::state::last_choice::recall;

const CONTACT_MISSING: &str = "Người liên hệ: nhập họ và tên.";
const UNIT_MISSING: &str = "Đơn vị: chọn đơn vị.";

/// The key of this device.
pub fn keys_page(app: App) -> El {
    page::set_title("Khoá ký – Tự Chấm");
    let keys = Keys::new();
    let head = el_class("header", "sheet-head").child(el("h1").text("Khoá ký của máy này")).child(el_class("p", "dispatch").text(
        "Khoá ký chứng thực tệp do đơn vị lập và không bị sửa trên đường gửi. Mỗi máy một khoá, luôn được mã hoá bằng mật khẩu. Đây không phải chữ ký số có chứng thư; bản in ký tên, đóng dấu vẫn là bản chính.",
    ));
    let content = el_class("div", "keys-content").live_children(move || match keys.key.get() {
        Some(key) => vec![kept(keys, &key), enrolment(app, keys), replace(keys)],
        None => vec![create(keys), import(keys)],
    });
    el_class("div", "keys").child(head).child(keys.said()).child(content)
}

fn enrolment(app: App, keys: Keys) -> El {
    let set = &app.file.set;
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
        id: "lien-he-ten".to_owned(),
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
        id: "lien-he-dien-thoai".to_owned(),
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
                None => keys.work(move || {
                    let said = enrol(app, keys, &unit.get_untracked(), (name, phone), passphrase);
                    // The passphrase is forgotten after a success, and that is no fault.
                    tried.set(matches!(said, Said::Bad(_)));
                    page::soon(|| {
                        page::focus(SAID);
                    });
                    said
                }),
            }
        });
    panel("dang-ky-khoa", "Đăng ký khoá với cơ quan tổng hợp")
        .child(el("p").text(
            "Gửi tệp đăng ký qua thư, rồi đọc dãy số của khoá qua điện thoại để cơ quan tổng hợp đối chiếu. Chỉ cần làm một lần cho mỗi khoá.",
        ))
        .child(form)
}

fn enrol(
    app: App,
    keys: Keys,
    unit: &str,
    (name, phone): (RwSignal<String>, RwSignal<String>),
    passphrase: RwSignal<String>,
) -> Said {
    let (Some(kept), Some(unit)) = (keys.key.get_untracked(), app.file.set.unit(unit)) else {
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
