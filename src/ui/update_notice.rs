//! A new version of the program waits until the officer agrees; and whether this page opens without a network.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use crate::browser::offline::{self, OfflineState};
use crate::browser::page;

/// What is known of versions and of work without a network, for both parts of the page that say so.
#[derive(Clone, Copy)]
pub struct Versions {
    state: RwSignal<OfflineState>,
    /// Whether an update was refused because the draft is not stored.
    held_back: RwSignal<bool>,
}

impl Versions {
    /// Begins to look for new versions.
    pub fn watch() -> Self {
        let versions = Versions { state: RwSignal::new(OfflineState::Unavailable), held_back: RwSignal::new(false) };
        offline::watch(move |state| versions.state.set(state));
        versions
    }
}

/// Asks for consent to a new version. `is_safe` saves what is unsaved and says whether all of it is kept.
pub fn update_notice(versions: Versions, is_safe: impl Fn() -> bool + Copy + 'static) -> El {
    el_class("div", "no-print").attr("aria-live", "polite").live_children(move || {
        let (words, label, run): (_, _, fn()) = match versions.state.get() {
            OfflineState::Update => (
                "Có bản mới của Tự Chấm. Bản nháp được giữ nguyên; trang tải lại ngay sau khi bấm, mật khẩu đang gõ dở phải gõ lại.",
                "Dùng bản mới",
                offline::take_update,
            ),
            OfflineState::Replaced => (
                "Bản mới đã được bật ở cửa sổ khác; trang này còn chạy bản cũ. Bản nháp được giữ nguyên khi tải lại.",
                "Tải lại trang",
                page::reload,
            ),
            OfflineState::Unavailable | OfflineState::Ready => return Vec::new(),
        };
        let held_back = versions.held_back.get().then(|| {
            el("p").child(el("strong").text(
                "Còn bản nháp chưa lưu được nên chưa tải lại trang. Hãy mở lại phiếu đã nhập và tải bản nháp về máy trước, rồi đóng trang và mở lại.",
            ))
        });
        let button = el_class("button", "secondary").attr("type", "button").attr("data-test", "update").text(label).on(
            "click",
            move |_| {
                let is_safe = is_safe();
                versions.held_back.set(!is_safe);
                if is_safe {
                    run();
                }
            },
        );
        let notice = el_class("section", "notice page-notice")
            .attr("data-test", "update-notice")
            .attr("aria-label", "Bản mới của chương trình")
            .child(el("p").text(words))
            .maybe(held_back)
            .child(button);
        vec![notice]
    })
}

/// Whether the page opens without a network.
pub fn offline_words(versions: Versions) -> El {
    let words = move || match versions.state.get() {
        OfflineState::Unavailable if page::is_file() => "Trang mở từ tệp trên máy, không cần mạng.",
        OfflineState::Unavailable => "",
        _ => "Trang này mở được cả khi không có mạng.",
    };
    el_class("footer", "site-footer").child(
        el("p")
            .attr("data-test", "offline")
            .live_attr("data-state", move || {
                let name = match versions.state.get() {
                    OfflineState::Unavailable => "none",
                    OfflineState::Ready => "ready",
                    OfflineState::Update => "update",
                    OfflineState::Replaced => "replaced",
                };
                Some(name.to_owned())
            })
            .live_text(move || words().to_owned()),
    )
}

/// What a page that was opened from a file cannot do, said once where the work begins.
pub fn file_notice() -> Option<El> {
    page::is_file().then(|| {
        el_class("p", "notice").attr("data-test", "file-notice").text(
            "Trang này mở từ tệp (ổ đĩa hoặc USB) nên không cần mạng và không tự cập nhật. Bản nháp nằm trong trình duyệt của máy này, không nằm trên USB: muốn mang sang máy khác, hãy vào trang Bản nháp tải về máy. Đổi chỗ hoặc đổi tên tệp này có thể làm trình duyệt không tìm thấy bản nháp cũ.",
        )
    })
}
