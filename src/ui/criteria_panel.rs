//! Which criteria set the form is about, and another one out of the office's file.

use leptos::prelude::*;

use super::dom::{El, checked_of, el, el_class, field_of};
use super::notices::warning;
use super::work::App;
use crate::browser::criteria_reader::{self, OfferedSet, open_criteria};
use crate::browser::{files, page, rest};
use crate::state::criteria_choice::{CriteriaChoice, choose, choose_builtin, pinned_key};

/// The panel's title.
pub const SUMMARY: &str = "bo-tieu-chi";
/// Largest file that is read.
const FILE_LIMIT: f64 = 8_388_608.0;
const READER_MISSING: &str = "chưa tải được phần đọc bộ tiêu chí. Kiểm tra mạng rồi chọn lại tệp.";
const UNREADABLE: &str = "không đọc được tệp, hoặc tệp lớn hơn 8 MB.";

/// What stands where the chosen set can no longer be read.
pub fn damaged_notice(choice: CriteriaChoice) -> Option<El> {
    choice.is_damaged.then(|| {
        warning(
            "Bộ tiêu chí đã chọn bị hỏng trong bộ nhớ của trình duyệt.",
            " Trang đang dùng bộ có sẵn. Bản nháp vẫn còn nguyên; hãy mở lại tệp bộ tiêu chí do cơ quan tổng hợp gửi.",
        )
        .attr("data-test", "set-damaged")
    })
}

/// The panel with its title, which names the set in use.
pub fn panel(app: App) -> El {
    let set = &app.file.set;
    el_class("details", "panel replace").attr("data-test", "criteria-panel").child(
        el("summary")
            .attr("id", SUMMARY)
            .text("Bộ tiêu chí đang dùng: ")
            .text(&format!("{}, bản {}, năm {}", set.id, set.version, set.period)),
    )
}

/// The set in use, and the way to another one.
pub fn criteria_panel(app: App) -> El {
    let problem = RwSignal::new(String::new());
    let offered = RwSignal::new(None::<OfferedSet>);
    let input = el("input")
        .attr("id", "tep-bo-tieu-chi")
        .attr("type", "file")
        .attr("accept", ".json")
        .attr("data-test", "set-open")
        .attr("aria-describedby", "tep-bo-tieu-chi-loi")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, FILE_LIMIT, move |text| {
                criteria_reader::ready(move |is_there| {
                    let opened = match text {
                        _ if !is_there => Err(READER_MISSING.to_owned()),
                        Some(text) => open_criteria(text.as_bytes()),
                        None => Err(UNREADABLE.to_owned()),
                    };
                    // The page may have been left while the file was read.
                    let _ = problem.try_set(
                        opened.as_ref().err().map(|words| format!("Tệp bộ tiêu chí: {words}")).unwrap_or_default(),
                    );
                    let _ = offered.try_set(opened.ok());
                });
            });
            input.set_value("");
        });
    let field = el_class("div", "text-field")
        .child(
            el("label")
                .attr("for", "tep-bo-tieu-chi")
                .text("Mở bộ tiêu chí khác do cơ quan tổng hợp gửi (tucham_botieuchi_….json)"),
        )
        .child(input)
        .child(
            el_class("p", "problem")
                .attr("id", "tep-bo-tieu-chi-loi")
                .attr("role", "alert")
                .live_text(move || problem.get()),
        );
    // With it, the warning about a damaged set goes too.
    let back = (!app.criteria.is_builtin || app.criteria.is_damaged).then(|| {
        el_class("button", "secondary")
            .attr("type", "button")
            .attr("data-test", "set-builtin")
            .text("Dùng lại bộ tiêu chí có sẵn")
            .on("click", move |_| {
                if may_reload(app, problem) {
                    choose_builtin();
                    page::reload();
                }
            })
    });
    let confirm = el("div")
        .live_children(move || offered.get().map(|set| confirmation(app, set, offered, problem)).into_iter().collect());
    // Who opened it in the part before finds it open.
    panel(app).maybe_attr("open", rest::is_for_criteria().then_some("")).child(field).child(confirm).maybe(back)
}

/// Whether the page may be loaded anew; else `problem` says what is in the way.
fn may_reload(app: App, problem: RwSignal<String>) -> bool {
    let is_kept = app.unsaved.with_untracked(Vec::is_empty);
    if !is_kept {
        problem.set(
            "Còn điều đã nhập ở một phiếu mà chưa lưu được, nên chưa đổi bộ tiêu chí. Hãy mở lại phiếu ấy và tải bản nháp về máy trước."
                .to_owned(),
        );
    }
    is_kept
}

fn confirmation(app: App, set: OfferedSet, offered: RwSignal<Option<OfferedSet>>, problem: RwSignal<String>) -> El {
    let pinned = pinned_key();
    let is_known = pinned.as_ref() == Some(&set.key);
    let compared = RwSignal::new(is_known);
    let is_changed = pinned.is_some() && !is_known;
    let is_asked = RwSignal::new(false);
    let words = match pinned {
        _ if is_known => "Khoá này đã được đối chiếu ở lần trước.",
        None => {
            "Gọi cho cơ quan tổng hợp theo số điện thoại đã có từ trước, nghe đọc dãy số khoá của cơ quan và đối chiếu. Khoá sẽ được nhớ cho các lần sau."
        }
        Some(_) => {
            "Khoá này KHÁC khoá của cơ quan đã đối chiếu lần trước. Có thể cơ quan đã đổi khoá, cũng có thể tệp giả. Phải gọi điện hỏi trước khi dùng."
        }
    };
    let check = el("input")
        .attr("type", "checkbox")
        .attr("data-test", "set-compared")
        .live_checked(move || compared.get())
        .on("change", move |event| compared.set(checked_of(&event)));
    let check =
        (!is_known).then(|| el_class("label", "check-line").child(check).text("Đã gọi điện và khớp cả sáu nhóm số"));
    let (title, name, digits) = (set.title.clone(), set.name.clone(), set.digits.clone());
    let take = el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "set-take")
        .text("Dùng bộ tiêu chí này")
        .on("click", move |_| {
            if !compared.get_untracked() {
                problem.set("Đánh dấu đã đối chiếu dãy số rồi mới dùng bộ tiêu chí.".to_owned());
            } else if is_changed && !is_asked.get_untracked() {
                // The key of before is forgotten with it.
                is_asked.set(true);
                problem.set(
                    "Khoá KHÁC lần trước. Chỉ khi cơ quan xác nhận đã đổi khoá mới bấm lần nữa để dùng.".to_owned(),
                );
            } else if may_reload(app, problem) {
                match choose(&set.packed, &set.key) {
                    Ok(()) => page::reload(),
                    Err(_) => problem.set(
                        "Trình duyệt không lưu được bộ tiêu chí (bộ nhớ đầy hoặc bị tắt), nên chưa dùng.".to_owned(),
                    ),
                }
            }
        });
    let keep = el_class("button", "secondary")
        .attr("type", "button")
        .text("Không dùng")
        .on("click", move |_| offered.set(None));
    el_class("section", "notice warning")
        .attr("data-test", "set-confirm")
        .attr("aria-labelledby", "bo-tieu-chi-moi")
        .child(el("h3").attr("id", "bo-tieu-chi-moi").text(&title))
        .child(el("p").text(&format!("{name}. Bản nháp của bộ đang dùng vẫn được giữ.")))
        .child(el("p").text("Dãy số của khoá đã ký: ").child(el_class("strong", "digits").text(&digits)))
        .child(el("p").text(words))
        .maybe(check)
        .child(el_class("div", "button-row").child(take).child(keep))
}
