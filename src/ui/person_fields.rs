//! Who prepared and who approved the self-assessment.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::text_field::{TextField, text_field};
use crate::engine::draft::PersonEntry;
use crate::engine::signed::is_blank;
use crate::state::sheet_state::Sheet;

/// Words for a name that is missing at export; the summary says the same.
pub const PREPARED_NAME_MISSING: &str = "Người lập phiếu: nhập họ và tên.";
/// Words for a name that is missing at export; the summary says the same.
pub const APPROVED_NAME_MISSING: &str = "Người phê duyệt: nhập họ và tên.";

/// One field of a person.
struct Part {
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
    test: &'static str,
    /// Words for a blank field, where the field must not be blank.
    missing: Option<&'static str>,
    of: fn(&mut PersonEntry) -> &mut String,
}

const PREPARED: [Part; 4] = [
    Part {
        id: "nguoi-lap-ten",
        label: "Họ và tên người lập",
        kind: "text",
        autocomplete: "name",
        test: "prepared-name",
        missing: Some(PREPARED_NAME_MISSING),
        of: |person| &mut person.name,
    },
    Part {
        id: "nguoi-lap-chuc-vu",
        label: "Chức vụ người lập",
        kind: "text",
        autocomplete: "organization-title",
        test: "prepared-position",
        missing: None,
        of: |person| &mut person.position,
    },
    Part {
        id: "nguoi-lap-dien-thoai",
        label: "Điện thoại",
        kind: "tel",
        autocomplete: "tel",
        test: "prepared-phone",
        missing: None,
        of: |person| &mut person.phone,
    },
    Part {
        id: "nguoi-lap-thu",
        label: "Thư điện tử",
        kind: "email",
        autocomplete: "email",
        test: "prepared-email",
        missing: None,
        of: |person| &mut person.email,
    },
];

const APPROVED: [Part; 2] = [
    Part {
        id: "nguoi-duyet-ten",
        label: "Họ và tên người phê duyệt",
        kind: "text",
        autocomplete: "off",
        test: "approved-name",
        missing: Some(APPROVED_NAME_MISSING),
        of: |person| &mut person.name,
    },
    Part {
        id: "nguoi-duyet-chuc-vu",
        label: "Chức vụ người phê duyệt",
        kind: "text",
        autocomplete: "off",
        test: "approved-position",
        missing: None,
        of: |person| &mut person.position,
    },
];

/// Fields for both persons. Problems show once an export was tried.
pub fn person_fields(sheet: Sheet, tried: RwSignal<bool>) -> Vec<El> {
    vec![
        person(sheet, tried, "Người lập phiếu", sheet.prepared_by, &PREPARED),
        person(sheet, tried, "Người phê duyệt", sheet.approved_by, &APPROVED),
    ]
}

/// Fields for the one who prepared it, alone.
pub fn prepared_fields(sheet: Sheet, tried: RwSignal<bool>) -> El {
    person(sheet, tried, "Người lập", sheet.prepared_by, &PREPARED)
}

fn person(
    sheet: Sheet,
    tried: RwSignal<bool>,
    title: &str,
    entry: RwSignal<PersonEntry>,
    parts: &'static [Part],
) -> El {
    let fields = parts.iter().map(|part| {
        let text = move || entry.with(|person| (part.of)(&mut person.clone()).clone());
        let field = TextField {
            id: part.id.to_owned(),
            label: part.label,
            kind: part.kind,
            autocomplete: part.autocomplete,
            required: part.missing.is_some(),
            hint: "",
            test: part.test,
            first: String::new(),
            // Another copy of the draft may take this one's place.
            follows: Some(Box::new(text)),
        };
        let problem = move || part.missing.filter(|_| tried.get() && is_blank(&text()));
        text_field(field, problem, move |text| {
            entry.update(|person| *(part.of)(person) = text);
            sheet.touch();
        })
    });
    el_class("fieldset", "panel")
        .child(el("legend").text(title))
        .child(el_class("div", "field-pair").children(fields.collect()))
}
