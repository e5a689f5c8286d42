//! What the pages of printed documents share: how to print, the button for it, and the document as it will look on paper.

use super::dom::{El, el_class};
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
