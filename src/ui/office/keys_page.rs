//! Keys: those that wait for a telephone call, those that are enrolled, and the office's own.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::roster_table::roster_panel;
use super::view::{Said, button, day_in_words, office_page, panel, said_view, writers_only};
use crate::browser::page;
use crate::engine::signed::key_digits;
use crate::messages::office as words;
use crate::state::office::desk::Desk;
use crate::state::office::files::PendingKey;
use crate::ui::dom::{El, checked_of, el, el_class};
use crate::ui::key_panels::{Keys, create, import, kept, replace};

/// Keys of units and of the office.
pub fn keys_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let words = "Chữ ký trên tệp chỉ có giá trị khi khoá đã được đối chiếu qua điện thoại và đăng ký cho đúng đơn vị.";
    office_page("Khoá", words)
        .child(writers_only(desk).child(pending_panel(desk)).child(roster_panel(desk)))
        .child(own_key())
}

fn pending_panel(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let list = el_class("ul", "choices").live_children(move || {
        let pending = desk.files.with(|files| desk.roster.with(|roster| files.pending_keys(roster)));
        pending.into_iter().map(|pending| pending_row(desk, pending, said)).collect()
    });
    let empty = el("p").live_text(move || {
        let is_empty = desk.files.with(|files| desk.roster.with(|roster| files.pending_keys(roster).is_empty()));
        if is_empty { "Không có khoá nào chờ đối chiếu.".to_owned() } else { String::new() }
    });
    panel("khoa-cho", "Khoá chờ đối chiếu")
        .child(el("p").text(
            "Gọi cho đơn vị theo số điện thoại mà cơ quan đã có từ trước, không theo số ghi trong tệp. Đề nghị đơn vị đọc dãy số ở trang Khoá ký của họ; chỉ đăng ký khi khớp cả sáu nhóm.",
        ))
        .child(empty)
        .child(list)
        .child(said_view(said))
}

fn pending_row(desk: Desk, pending: PendingKey, said: RwSignal<Option<Said>>) -> El {
    let unit = desk.file.set.unit(pending.unit.as_str());
    let name = unit.map(|unit| unit.name.to_string()).unwrap_or_else(|| pending.unit.to_string());
    let has_others = desk.roster.with_untracked(|roster| roster.knows(pending.unit.as_str()));
    let compared = RwSignal::new(false);
    let contact = pending.contact.as_ref().map(|(person, phone)| {
        let phone = phone.as_deref().map(|phone| format!(", điện thoại ghi trong tệp {}", words::shown(phone)));
        el("p").text(&format!("Người liên hệ: {}{}.", words::shown(person), phone.unwrap_or_default()))
    });
    let others = has_others.then(|| {
        el_class("p", "notice warning").text(
            "Đơn vị này đã có khoá khác. Hỏi đơn vị vì sao đổi khoá; nếu khoá cũ bị mất hoặc lộ thì thu hồi khoá cũ.",
        )
    });
    let submissions = (pending.submissions_count > 0)
        .then(|| el("p").text(&format!("Khoá này đã ký {} tệp tự chấm điểm.", pending.submissions_count)));
    let box_id = format!("doi-chieu-{}", &pending.key);
    let check = el("input")
        .attr("type", "checkbox")
        .attr("id", &box_id)
        .attr("data-test", "compared")
        .live_checked(move || compared.get())
        .on("change", move |event| compared.set(checked_of(&event)));
    let label = el_class("label", "check-line")
        .attr("for", &box_id)
        .child(check)
        .text(&format!("Đã gọi điện cho {name} và khớp cả sáu nhóm số"));
    let (unit_id, key) = (pending.unit.clone(), pending.key.clone());
    let from_words = format!(
        "Khoá này ký sớm nhất ngày {}; đăng ký xong, khoá có hiệu lực từ đầu năm đó.",
        day_in_words(pending.first_signed_ms)
    );
    let title = name.clone();
    let enrol = button("primary", "enrol", "Đăng ký khoá", move || {
        if !compared.get_untracked() {
            said.set(Some(Said::Bad(format!("{name}: đánh dấu đã đối chiếu dãy số rồi mới đăng ký."))));
            page::focus(&box_id);
            return;
        }
        desk.enrol(&pending);
        said.set(Some(Said::Good(format!("Đã đăng ký khoá của {name}."))));
        page::soon(|| {
            page::focus("khoa-cho");
        });
    })
    .hidden_text(&format!(" của {title}"));
    el_class("li", "choice-row")
        .attr("data-test", "pending-key")
        .attr("data-unit", unit_id.as_str())
        .child(el("h3").text(&title))
        .child(el_class("p", "digits").attr("data-test", "key-digits").text(&key_digits(&key)))
        .maybe(contact)
        .maybe(submissions)
        .maybe(others)
        .child(el_class("p", "hint").text(&from_words))
        .child(label)
        .child(enrol)
}

/// The office's own key, which signs criteria sets and appraisals.
fn own_key() -> El {
    let keys = Keys::new();
    let content = el_class("div", "keys-content").live_children(move || match keys.key.get() {
        Some(key) => vec![kept(keys, &key), replace(keys)],
        None => vec![create(keys), import(keys)],
    });
    panel("khoa-co-quan", "Khoá của cơ quan tổng hợp")
        .child(el("p").text(
            "Cơ quan tổng hợp ký bộ tiêu chí và kết quả thẩm định bằng khoá này. Đơn vị đối chiếu dãy số của khoá qua điện thoại khi mở tệp lần đầu.",
        ))
        .child(keys.said())
        .child(content)
}
