//! What the widget says above its sheet: a value that was refused, and what stood there before another one was taken.

use leptos::prelude::*;

use crate::browser::files;
use crate::contract::Fault;
use crate::engine::draft::{draft_file_name, write_draft_file};
use crate::state::export::MEDIA_TYPE;
use crate::state::given::{Given, TAKEN};
use crate::state::open_draft::Role;
use crate::ui::dom::{El, el, el_class};
use crate::ui::work::{Work, writers_only};

/// The value that was given and refused.
pub fn refused_value(fault: RwSignal<Option<Fault>>) -> El {
    el("div").live_children(move || fault.get().map(|fault| refusal(&fault)).into_iter().collect())
}

fn refusal(fault: &Fault) -> El {
    el_class("div", "notice error").attr("role", "alert").attr("data-test", "value-error").child(
        el("p")
            .child(el("strong").text("Không nhận được phiếu do trang này đưa vào."))
            .text(&format!(" {} Những gì đang nhập vẫn còn nguyên.", fault.message)),
    )
}

/// A value that waits, because another form writes.
pub fn waiting_value(work: Work, given: Given) -> El {
    el("div").live_children(move || {
        match work.open.role.get() == Role::Reader && given.waiting.with(Option::is_some) {
            true => vec![el_class("p", "notice").attr("role", "status").attr("data-test", "value-waiting").text(
                "Trang này vừa đưa vào một phiếu khác. Phiếu ấy chờ đến khi nhập được ở đây, vì đang có người nhập ở chỗ khác.",
            )],
            false => Vec::new(),
        }
    })
}

/// What was typed before the page around gave a submission, to have it back.
pub fn taken_value(work: Work, given: Given) -> El {
    let button = |label: &str, test: &str, run: Box<dyn Fn()>| {
        el_class("button", "secondary")
            .attr("type", "button")
            .attr("data-test", test)
            .text(label)
            .on("click", move |_| run())
    };
    el("div").live_children(move || {
        if given.before.with(Vec::is_empty) {
            return Vec::new();
        }
        let download = move || {
            given.before.with_untracked(|before| {
                before.last().into_iter().for_each(|draft| {
                    let text = write_draft_file(&work.sheet.file.set, work.sheet.unit, draft);
                    files::download_text(&draft_file_name(draft), MEDIA_TYPE, &text);
                });
            });
        };
        let undo = button("Dùng lại bản trước", "value-undo", Box::new(move || given.undo()));
        vec![
            el_class("div", "notice")
                .attr("id", TAKEN)
                .attr("tabindex", "-1")
                .attr("role", "status")
                .attr("data-test", "value-taken")
                .child(el("p").text(
                    "Trang này vừa đưa vào một phiếu khác thay cho phiếu đang nhập. Bản đang nhập trước đó vẫn còn.",
                ))
                .child(el_class("div", "button-row").child(writers_only(work).child(undo)).child(button(
                    "Tải bản trước về máy",
                    "value-before",
                    Box::new(download),
                ))),
        ]
    })
}
