//! What an officer has to know before typing: the dispatch is a draft, a draft could not be read, something no longer fits.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::work::Work;
use crate::browser::{clock, files};
use crate::engine::criteria::CriteriaFile;
use crate::messages;
use crate::state::draft_store::Trouble;
use crate::state::sheet_state::Sheet;

/// Which dispatch the sheet follows, and that its print, stamped, stays the original.
pub fn dispatch_notice(file: &'static CriteriaFile) -> El {
    let source = &file.set.source;
    let draft = source.draft.then(|| el("strong").text("Công văn là bản Dự thảo, chưa ghi số và ngày."));
    el_class("p", "dispatch")
        .text(&format!("Theo công văn của {}: {}. ", source.issuer, source.subject))
        .maybe(draft)
        .text(" Bản in có ký tên, đóng dấu là bản chính; chữ ký trong tệp chỉ chứng thực tệp không bị sửa.")
}

/// Standing warnings about the draft.
pub fn draft_notices(work: Work) -> El {
    let failed = work.autosave.failed;
    let not_saved = el("div").live_children(move || match failed.get() {
        true => vec![warning(
            "Trình duyệt không lưu được bản nháp.",
            " Bộ nhớ của trình duyệt đã đầy hoặc bị tắt. Hãy tiếp tục nhập, và xuất tệp trước khi đóng trang; nếu đóng trang khi chưa xuất, những gì vừa nhập sẽ mất.",
        )],
        false => Vec::new(),
    });
    let misfits = el("div").live_children(move || misfits(work.sheet).into_iter().collect());
    el_class("div", "notices").child(not_saved).maybe(unreadable_draft(work)).child(misfits)
}

fn warning(strong: &str, words: &str) -> El {
    el_class("div", "notice warning").attr("role", "alert").child(el("p").child(el("strong").text(strong)).text(words))
}

/// A stored draft that cannot be read: kept, said, downloadable.
fn unreadable_draft(work: Work) -> Option<El> {
    let Some(Trouble::Unreadable { error, text, set_aside }) = work.trouble.get_value() else {
        return None;
    };
    let file_name = format!("tucham_nhap_hong_{}_{}_{}.json", work.sheet.period, work.sheet.unit.id, clock::now_ms());
    let words = if set_aside {
        " Bản cũ đã được cất riêng, không bị ghi đè; phiếu bắt đầu trống."
    } else {
        " Chưa cất riêng được bản cũ nên phiếu chưa được lưu. Hãy tải bản cũ về máy để tiếp tục lưu."
    };
    let download =
        el_class("button", "secondary").attr("type", "button").text("Tải bản cũ về máy").on("click", move |_| {
            if files::download_text(&file_name, "application/json", &text) {
                work.autosave.unblock();
            }
        });
    Some(warning(&messages::draft_error(&error), words).child(download))
}

/// Answers of an earlier criteria set that no longer fit.
fn misfits(sheet: Sheet) -> Option<El> {
    let misfits = sheet.misfits.get();
    if misfits.is_empty() {
        return None;
    }
    let items = misfits.iter().map(|misfit| {
        el("li").child(el_class("span", "code").text(misfit.criterion.as_str())).text(&format!(
            ": “{}” – {}.",
            messages::stored_answer(&misfit.stored),
            messages::misfit_reason(misfit.reason)
        ))
    });
    let drop_all = el_class("button", "quiet").attr("type", "button").text("Tôi đã xem, bỏ danh sách này").on(
        "click",
        move |_| {
            sheet.misfits.set(Vec::new());
            sheet.touch();
        },
    );
    let view = el_class("section", "notice warning")
        .attr("aria-labelledby", "khong-con-khop")
        .child(el("h2").attr("id", "khong-con-khop").text("Câu trả lời cũ không còn khớp với bộ tiêu chí"))
        .child(el("p").text("Các câu này vẫn được giữ trong bản nháp. Hãy trả lời lại tiêu chí tương ứng nếu cần."))
        .child(el("ul").children(items.collect()))
        .child(drop_all);
    Some(view)
}
