//! The criteria set: what it holds beside its control totals and irregularities, another one, and its file for the units.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::criteria_opening::{Choice, OpenedFile, open};
use super::signing::signing;
use super::view::{Said, button, give, office_page, panel, said_view, table};
use crate::browser::signer::OpenKey;
use crate::browser::{files, page};
use crate::engine::criteria::CriteriaSet;
use crate::engine::json::MAX_BYTES;
use crate::engine::number::write_vietnamese;
use crate::engine::signed::{CriteriaSetV1, FileHash, OfficeV1, digits};
use crate::state::export::{MEDIA_TYPE, sign_criteria_set};
use crate::state::key_ring::KeptKey;
use crate::state::office::desk::Desk;
use crate::state::route::{FIRST_PERIOD, parse_period};
use crate::ui::dom::{El, el, el_class, field_of, value_of};
use crate::ui::sign_form::file_error;

/// The criteria set.
pub fn criteria_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let set = &desk.file.set;
    let draft = if set.source.draft { " (bản Dự thảo, chưa ghi số và ngày)" } else { "" };
    let words = format!("Theo công văn của {}: {}{draft}.", set.source.issuer, set.source.subject);
    office_page("Bộ tiêu chí", &words)
        .child(facts(desk))
        .child(still(desk).child(year_panel(app)).child(other_set(app)))
        .child(hand_out(desk))
        .child(rules(set))
        .child(notes(set))
}

/// Holds what leads to another desk: files that are coming in belong to this one.
fn still(desk: Desk) -> El {
    el_class("fieldset", "writers-only")
        .attr("role", "none")
        .live_flag("disabled", move || desk.intake.with(Option::is_some))
}

fn facts(desk: Desk) -> El {
    let set = &desk.file.set;
    let mut rows = Vec::new();
    for group in set.groups.iter() {
        let count = group.sections.iter().map(|section| section.criteria.len()).sum::<usize>();
        rows.push(total_row(&group.number.to_string(), &group.title, count, group.maximum, "group-row"));
        for section in group.sections.iter() {
            let code = format!("{}.{}", group.number, section.number);
            rows.push(total_row(&code, &section.title, section.criteria.len(), section.maximum, ""));
        }
    }
    let maximum = set.groups.iter().map(|group| group.maximum).sum();
    rows.push(total_row("", "Cộng", set.criteria().count(), maximum, "group-row"));
    panel("bo-dang-dung", &set.title)
        .child(el("p").attr("data-test", "set-name").text(&format!(
            "Mã {}, bản {}, năm {}; {} đơn vị; hạn gửi trước ngày {:02}/{:02}.",
            set.id,
            set.version,
            set.period,
            set.units.len(),
            desk.file.due.day,
            desk.file.due.month
        )))
        .child(el_class("p", "hint").text(&format!("SHA-256: {}", set.sha256)))
        .child(table("Số tiêu chí và điểm tối đa", &["Nhóm, mục", "Số tiêu chí", "Điểm tối đa"], rows))
}

fn total_row(code: &str, title: &str, count: usize, maximum: rust_decimal::Decimal, class: &str) -> El {
    el_class("tr", class)
        .child(el("th").attr("scope", "row").child(el_class("span", "code").text(code)).text(" ").text(title))
        .child(el("td").text(&count.to_string()))
        .child(el("td").text(&write_vietnamese(maximum)))
}

/// Every criterion's rule with its reason.
fn rules(set: &'static CriteriaSet) -> El {
    let is_open = RwSignal::new(false);
    let rows = el("div").live_children(move || {
        if !is_open.get() {
            return Vec::new();
        }
        let rows = set.criteria().map(|criterion| {
            el("tr")
                .child(el("th").attr("scope", "row").text(criterion.code.as_str()))
                .child(el("td").text(&criterion.title))
                .child(el("td").text(&criterion.leads_printed))
                .child(el("td").text(crate::messages::office::rule(criterion.rule)))
                .child(el("td").text(&criterion.rule_reason))
        });
        let heads = ["Tiêu chí", "Nội dung", "Đơn vị chủ trì", "Quy tắc", "Vì sao"];
        vec![table("Quy tắc tổng hợp của từng tiêu chí", &heads, rows.collect())]
    });
    el_class("details", "panel replace")
        .child(el("summary").text("Quy tắc tổng hợp của từng tiêu chí"))
        .child(rows)
        .on("toggle", move |event| is_open.set(page::is_open(&event)))
}

fn notes(set: &'static CriteriaSet) -> El {
    let rows = set.notes.iter().map(|note| {
        let codes: Vec<&str> = note.criteria.iter().map(|code| code.as_str()).collect();
        let codes = (!codes.is_empty()).then(|| el_class("span", "code").text(&format!("{}: ", codes.join(", "))));
        el("li").maybe(codes).text(&note.text)
    });
    panel("diem-can-biet", "Điểm cần biết của bộ tiêu chí").child(el_class("ul", "notes").children(rows.collect()))
}

fn year_panel(app: OfficeApp) -> El {
    let problem = RwSignal::new(String::new());
    let typed = RwSignal::new(app.desk.period.to_string());
    let input = el("input")
        .attr("id", "nam-tong-hop")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("autocomplete", "off")
        .attr("data-test", "office-period")
        .attr("aria-describedby", "nam-tong-hop-loi")
        .live_attr("aria-invalid", move || (!problem.with(String::is_empty)).then(|| "true".to_owned()))
        .value(&app.desk.period.to_string())
        .on("input", move |event| typed.set(value_of(&event)));
    let field = el_class("div", "text-field")
        .child(el("label").attr("for", "nam-tong-hop").text("Năm tổng hợp"))
        .child(input)
        .child(el_class("p", "problem").attr("id", "nam-tong-hop-loi").live_text(move || problem.get()));
    let save = el_class("button", "secondary").attr("type", "submit").text("Chuyển sang năm này");
    let form =
        el_class("form", "form-lines").attr("novalidate", "").child(field).child(save).on("submit", move |event| {
            event.prevent_default();
            match parse_period(typed.get_untracked().trim()) {
                Some(period) => {
                    let now = app.choice.get_untracked();
                    now.into_iter().for_each(|now| change(app, Choice { period, ..now }));
                }
                None => {
                    problem.set(format!("Năm tổng hợp: nhập bốn chữ số, từ {FIRST_PERIOD} trở đi."));
                    page::focus("nam-tong-hop");
                }
            }
        });
    panel("nam", "Năm tổng hợp")
        .child(el("p").text("Mỗi bộ tiêu chí và mỗi năm có một bàn làm việc riêng; chuyển năm không làm mất gì."))
        .child(form)
}

fn change(app: OfficeApp, choice: Choice) {
    // Where it is not kept, the next visit begins with the set of before.
    choice.remember(|_| {});
    app.choice.set(Some(choice));
    page::soon(|| page::focus_in_place("noi-dung"));
}

fn other_set(app: OfficeApp) -> El {
    let said = RwSignal::new(None::<Said>);
    let opened = RwSignal::new(None::<OpenedFile>);
    let input = el("input")
        .attr("id", "tep-bo-tieu-chi")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("data-test", "set-open")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, MAX_BYTES as f64, move |text| {
                let read = text.ok_or_else(|| "Không đọc được tệp, hoặc tệp lớn hơn 8 MB.".to_owned());
                match read.and_then(|text| open(&text)) {
                    Ok(set) => {
                        let _ = said.try_set(None);
                        let _ = opened.try_set(Some(set));
                        page::soon(|| {
                            page::focus("bo-moi");
                        });
                    }
                    Err(words) => {
                        let _ = said.try_set(Some(Said::Bad(format!("Không mở bộ tiêu chí: {words}"))));
                    }
                }
            });
            input.set_value("");
        });
    let field = el_class("div", "text-field")
        .child(el("label").attr("for", "tep-bo-tieu-chi").text("Mở bộ tiêu chí từ tệp"))
        .child(input);
    let confirm =
        el("div").live_children(move || opened.get().map(|set| confirmation(app, set, opened)).into_iter().collect());
    let is_builtin = app.desk.criteria_file.with_value(Option::is_none);
    let back = (!is_builtin).then(|| {
        button("secondary", "set-builtin", "Dùng lại bộ tiêu chí có sẵn", move || {
            change(app, Choice::builtin())
        })
    });
    panel("bo-khac", "Bộ tiêu chí khác")
        .child(el("p").text(
            "Năm sau, huyện khác, hoặc danh sách đơn vị đã thay đổi. Tệp phải có chữ ký và được kiểm như bộ có sẵn.",
        ))
        .child(field)
        .child(confirm)
        .maybe(back)
        .child(said_view(said))
}

fn confirmation(app: OfficeApp, set: OpenedFile, opened: RwSignal<Option<OpenedFile>>) -> El {
    let found = &set.set.file.set;
    let facts = format!(
        "{}: mã {}, bản {}, năm {}, {} tiêu chí, {} đơn vị.",
        found.title,
        found.id,
        found.version,
        found.period,
        found.criteria().count(),
        found.units.len()
    );
    let digits = format!("Dãy số của khoá đã ký: {}", digits(&FileHash::of_key(&set.set.signer)));
    let take = button("primary", "set-take", "Dùng bộ tiêu chí này", move || {
        opened.set(None);
        change(app, Choice::of(set.clone()));
    });
    let keep = button("secondary", "set-keep", "Không dùng", move || opened.set(None));
    el_class("section", "notice warning")
        .attr("id", "bo-moi")
        .attr("tabindex", "-1")
        .attr("data-test", "set-confirm")
        .attr("aria-labelledby", "bo-moi-ten")
        .child(el("h3").attr("id", "bo-moi-ten").text("Dùng bộ tiêu chí này?"))
        .child(el("p").text(&facts))
        .child(el_class("p", "digits").text(&digits))
        .child(el("p").text("Bàn làm việc của bộ đang dùng vẫn được giữ và mở lại được."))
        .child(el_class("div", "button-row").child(take).child(keep))
}

/// The signed file that the office gives to its units, with the roster as it is now.
fn hand_out(desk: Desk) -> El {
    let form = signing(
        "mat-khau-co-quan",
        ("set-save", "Tải bộ tiêu chí để giao cho đơn vị"),
        || true,
        move |key, kept| signed_file(desk, key, kept).map(|(name, text)| give(&name, MEDIA_TYPE, &text)),
    );
    panel("giao-bo-tieu-chi", "Giao bộ tiêu chí cho đơn vị")
        .child(el("p").text(
            "Tệp có chữ ký, gồm bộ tiêu chí đang mở, danh sách khoá đã đăng ký và hạn gửi. Đơn vị mở tệp này ở trang đầu của phiếu tự chấm.",
        ))
        .child(form)
}

fn signed_file(desk: Desk, key: &OpenKey, kept: &KeptKey) -> Result<(String, String), String> {
    let office = OfficeV1 {
        name: desk.file.office.name.to_string(),
        email: desk.file.office.email.as_deref().map(str::to_owned),
        phone: None,
        key: Some(kept.public_key.clone()),
    };
    let roster = desk.roster.get_untracked();
    let text =
        sign_criteria_set(desk.file, &roster.lines, &office, key).map_err(|error| file_error(&error).to_owned())?;
    Ok((CriteriaSetV1::file_name(desk.file), text))
}
