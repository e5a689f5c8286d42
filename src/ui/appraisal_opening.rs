//! Opens an appraisal from its file: the office's key is compared once, and an older file asks before it counts.

use leptos::prelude::*;

use super::appraisal_page::View;
use super::dom::{El, checked_of, el, el_class, field_of};
use crate::browser::{clock, files, page};
use crate::engine::signed::key_digits;
use crate::messages::exchange as words;
use crate::state::appraisal;
use crate::state::criteria_choice::{pin_key, pinned_key};

/// Largest file that is read.
const FILE_LIMIT: f64 = 8_388_608.0;
/// The id of the part that shows what was opened.
pub(super) const RESULT: &str = "ket-qua-tham-dinh";

/// A file whose key is to be compared before it counts.
#[derive(Clone)]
pub(super) struct Offered {
    text: String,
    key: String,
    /// Why it may be the wrong one.
    doubt: Option<String>,
}

/// The field that takes the file.
pub(super) fn opening(view: View) -> El {
    let input = el("input")
        .attr("id", "tep-tham-dinh")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("data-test", "appraisal-open")
        .attr("aria-describedby", "tep-tham-dinh-loi")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, FILE_LIMIT, move |text| {
                // The page may have been left while the file was read.
                if view.problem.try_get_untracked().is_some() {
                    open(view, text);
                }
            });
            input.set_value("");
        });
    let label = el("label").attr("for", "tep-tham-dinh").text("Mở tệp thẩm định (tucham_…_thamdinh_….json)");
    let problem = el_class("p", "problem")
        .attr("id", "tep-tham-dinh-loi")
        .attr("role", "alert")
        .live_text(move || view.problem.get());
    let field = el_class("div", "text-field").child(label).child(input).child(problem);
    el_class("section", "panel").attr("aria-label", "Mở tệp").child(field)
}

fn open(view: View, text: Option<String>) {
    view.offered.set(None);
    let opened = match &text {
        Some(text) => appraisal::open(view.work.sheet, text).map_err(|problem| words::appraisal_problem(&problem)),
        None => Err("Không đọc được tệp, hoặc tệp lớn hơn 8 MB.".to_owned()),
    };
    match (opened, text) {
        (Ok(opened), Some(text)) => {
            view.problem.set(String::new());
            // An older appraisal, or another of the same number, does not take a newer one's place unasked.
            let before = appraisal::current(view.work.sheet)
                .filter(|kept| kept.sha256 != opened.sha256 && kept.appraisal.revision >= opened.appraisal.revision);
            let doubt = before.map(|kept| {
                format!(
                    "Máy này đang có thẩm định lần {}, ký lúc {}; tệp vừa mở là lần {}, ký lúc {}. Hỏi cơ quan tổng hợp lần nào đúng trước khi dùng tệp này.",
                    kept.appraisal.revision,
                    clock::day_and_time(kept.appraisal.head.created_ms),
                    opened.appraisal.revision,
                    clock::day_and_time(opened.appraisal.head.created_ms)
                )
            });
            let is_known = pinned_key().as_ref() == Some(&opened.key);
            let offered = Offered { text, key: opened.key.clone(), doubt };
            if is_known && offered.doubt.is_none() {
                take(view, &offered);
            } else {
                view.offered.set(Some(offered));
                page::soon(|| {
                    page::focus("doi-chieu-khoa");
                });
            }
        }
        (Err(problem), _) => view.problem.set(format!("Tệp thẩm định: {problem}")),
        (Ok(_), None) => {}
    }
}

/// Takes the file as the office's.
fn take(view: View, offered: &Offered) {
    let sheet = view.work.sheet;
    // It was read a moment ago.
    let Ok(opened) = appraisal::open(sheet, &offered.text) else { return };
    let is_stored = appraisal::keep(sheet, &offered.text, opened);
    view.offered.set(None);
    view.problem.set(match is_stored {
        true => String::new(),
        false => "Trình duyệt không lưu được tệp thẩm định (bộ nhớ đầy hoặc bị tắt): xem được ngay bây giờ, lần sau phải mở lại tệp.".to_owned(),
    });
    view.changes.update(|count| *count += 1);
    page::soon(|| {
        page::focus(RESULT);
    });
}

/// The key's digits, to compare over the telephone before the file counts.
pub(super) fn confirmation(view: View, offered: Offered) -> El {
    let pinned = pinned_key();
    let is_known = pinned.as_ref() == Some(&offered.key);
    let is_changed = pinned.is_some() && !is_known;
    let compared = RwSignal::new(is_known);
    let is_asked = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let key_digits = key_digits(&offered.key);
    let doubt = offered.doubt.clone().map(|words| el("p").child(el("strong").text(&words)));
    let words = match is_changed {
        _ if is_known => "Khoá này đã được đối chiếu ở lần trước.",
        false => {
            "Chữ ký đúng. Máy này chưa biết khoá của cơ quan tổng hợp: gọi theo số điện thoại đã có từ trước, nghe đọc dãy số khoá của cơ quan và đối chiếu. Khoá sẽ được nhớ cho các lần sau."
        }
        true => {
            "Chữ ký đúng, nhưng khoá này KHÁC khoá của cơ quan đã đối chiếu lần trước. Có thể cơ quan đã đổi khoá, cũng có thể tệp giả. Phải gọi điện hỏi trước khi dùng."
        }
    };
    let check = el("input")
        .attr("type", "checkbox")
        .attr("data-test", "appraisal-compared")
        .live_checked(move || compared.get())
        .on("change", move |event| compared.set(checked_of(&event)));
    let accept = el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "appraisal-take")
        .text("Dùng tệp thẩm định này")
        .on("click", move |_| {
            if !compared.get_untracked() {
                said.set("Đánh dấu đã đối chiếu dãy số rồi mới dùng tệp.".to_owned());
            } else if is_changed && !is_asked.get_untracked() {
                // The key of before is forgotten with it.
                is_asked.set(true);
                said.set(
                    "Khoá KHÁC lần trước. Chỉ khi cơ quan xác nhận đã đổi khoá mới bấm lần nữa để dùng.".to_owned(),
                );
            } else {
                // Not stored, the digits are to be compared once more the next time.
                let _ = pin_key(&offered.key);
                take(view, &offered);
            }
        });
    let refuse = el_class("button", "secondary")
        .attr("type", "button")
        .text("Không dùng")
        .on("click", move |_| view.offered.set(None));
    el_class("section", "notice warning")
        .attr("id", "doi-chieu-khoa")
        .attr("tabindex", "-1")
        .attr("data-test", "appraisal-confirm")
        .attr("aria-labelledby", "doi-chieu-khoa-ten")
        .child(el("h2").attr("id", "doi-chieu-khoa-ten").text(match is_known {
            true => "Dùng tệp cũ hơn?",
            false => "Đối chiếu khoá của cơ quan tổng hợp",
        }))
        .maybe(doubt)
        .child(el("p").text(words))
        .child(el("p").text("Dãy số của khoá đã ký: ").child(el_class("strong", "digits").text(&key_digits)))
        .maybe(
            (!is_known)
                .then(|| el_class("label", "check-line").child(check).text("Đã gọi điện và khớp cả sáu nhóm số")),
        )
        .child(el_class("p", "problem").attr("role", "alert").live_text(move || said.get()))
        .child(el_class("div", "button-row").child(accept).child(refuse))
}
