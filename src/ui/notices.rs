//! What an officer has to know before typing: which dispatch the sheet follows, and what stays the original.

use super::dom::{El, el, el_class};
use crate::engine::criteria::CriteriaFile;

/// Which dispatch the sheet follows, and that its print, stamped, stays the original.
pub fn dispatch_notice(file: &'static CriteriaFile) -> El {
    let source = &file.set.source;
    let draft = source.draft.then(|| el("strong").text("Công văn là bản Dự thảo, chưa ghi số và ngày."));
    el_class("p", "dispatch")
        .text(&format!("Theo công văn của {}: {}. ", source.issuer, source.subject))
        .maybe(draft)
        .text(" Bản in có ký tên, đóng dấu là bản chính; chữ ký trong tệp chỉ chứng thực tệp không bị sửa.")
}

/// A standing warning, said at once by a screen reader.
pub fn warning(strong: &str, words: &str) -> El {
    el_class("div", "notice warning").attr("role", "alert").child(el("p").child(el("strong").text(strong)).text(words))
}
