//! What the pages of printed documents share: how to print, the button for it, and the document as it will look on paper.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use crate::browser::page;

/// How to print. `foot` is what stands at the end of each page where the browser does not number them.
pub fn print_hint(foot: &str) -> El {
    el_class("p", "hint").text(&format!(
        "In khổ A4 nằm ngang. Nếu hộp thoại in có mục “Đầu trang và chân trang” thì bỏ chọn; Chrome và Edge đời mới tự đánh số trang, trình duyệt khác in {foot} ở cuối mỗi trang."
    ))
}

/// The button that prints the page.
pub fn print_button(label: &str) -> El {
    el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "print")
        .text(label)
        .on("click", |_| page::print())
}

/// The place of the document. On a phone the paper is wider than the screen, so it scrolls by itself.
pub fn paper_place(label: &str) -> El {
    el_class("div", "paper-scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", label)
}

/// An appraisal as a document, while there is one, in place of `page`, which keeps what is typed in it.
pub fn appraisal_instead_of(page: El, paper: RwSignal<Option<String>>) -> El {
    let document = el("div").live_children(move || {
        let Some(paper_now) = paper.get() else { return Vec::new() };
        let back = el_class("button", "secondary")
            .attr("type", "button")
            .attr("data-test", "paper-back")
            .text("← Trở lại")
            .on("click", move |_| {
                paper.set(None);
                page::soon(|| page::focus_in_place("noi-dung"));
            });
        let head = el_class("header", "sheet-head no-print")
            .child(el("h1").text("In kết quả thẩm định"))
            .child(print_hint("tên đơn vị"))
            .child(el_class("div", "button-row").child(print_button("In kết quả thẩm định")).child(back));
        let place = paper_place("Kết quả thẩm định để in").markup(&paper_now);
        vec![el_class("div", "check paper-page").child(head).child(place)]
    });
    el("div").child(page.live_flag("hidden", move || paper.with(Option::is_some))).child(document)
}
