//! What stands in a page's place until the rest of the program is there, which has that page and takes over.

use leptos::prelude::*;

use super::app::Pages;
use super::criteria_panel::panel;
use super::dom::{El, el, el_class};
use super::work::{App, Work};
use crate::browser::{page, rest};
use crate::engine::draft::write_draft_file;
use crate::state::route::Route;

/// The pages that the program begins without.
pub const PAGES: Pages = Pages {
    keys: rest_page,
    drafts: rest_page,
    reminder: rest_page,
    check: rest_of_work,
    paper: rest_of_work,
    appraisal: rest_of_work,
    contribution: rest_of_work,
    criteria: criteria_panel,
    carry_on: |_| (),
    carry_on_with: |_| (),
    beside: |_, _| None,
};

fn rest_of_work(work: Work) -> El {
    rest_page(work.app)
}

fn rest_page(app: App) -> El {
    page::set_title("Đang mở trang – Tự Chấm");
    el_class("div", "keys").attr("data-test", "rest").child(coming(app, settle))
}

/// The panel about the criteria set, which brings the rest when it is opened.
fn criteria_panel(app: App) -> El {
    let is_opened = RwSignal::new(false);
    let content = el("div").live_children(move || match is_opened.get() {
        true => vec![coming(app, settle_start)],
        false => Vec::new(),
    });
    panel(app).on("toggle", move |event| is_opened.set(page::is_open(&event))).child(content)
}

/// Brings the rest, and says how that goes.
fn coming(app: App, settle: fn(App) -> Option<Vec<String>>) -> El {
    let has_failed = RwSignal::new(false);
    let stays = RwSignal::new(false);
    // The owner of this page is not the program's: what takes over ends them all.
    let begin = move || {
        has_failed.set(false);
        stays.set(false);
        let failed = move || {
            has_failed.try_set(true);
        };
        let given = move || {
            // Whoever has left this page, or closed the panel, has no more use for it.
            let given = stays.try_get_untracked().and_then(|_| settle(app));
            stays.try_set(given.is_none());
            given.map(|all| all.join(&rest::BETWEEN.to_string()))
        };
        rest::bring(given, move || app.root.with_value(Owner::clone).cleanup(), failed);
    };
    begin();
    el("div").live_children(move || {
        if stays.get() {
            let open =
                el_class("button", "secondary").attr("type", "button").text("Mở tiếp").on("click", move |_| begin());
            return vec![el_class("p", "working").attr("role", "status").text("Đã tải xong. ").child(open)];
        }
        if !has_failed.get() {
            return vec![el_class("p", "working").attr("role", "status").text("Đang mở trang…")];
        }
        let again = el_class("button", "primary").attr("type", "button").text("Thử lại").on("click", move |_| begin());
        let back = app.route.get_untracked().work().map(|(unit, period)| {
            let sheet = Route::Sheet { unit, period }.hash();
            el("p").child(el("a").attr("href", &format!("#{sheet}")).text("← Về phiếu tự chấm điểm"))
        });
        vec![
            el_class("section", "notice error")
                .attr("role", "alert")
                .child(
                    el("p").child(
                        el("strong").text("Chưa mở được trang này: phần còn lại của chương trình chưa tải được."),
                    ),
                )
                .child(el("p").text("Điều đã nhập vẫn còn nguyên. Hãy kiểm tra mạng rồi bấm “Thử lại”."))
                .child(again)
                .maybe(back),
        ]
    })
}

/// Nothing is given if the officer has left the start page, or is typing on it.
fn settle_start(app: App) -> Option<Vec<String>> {
    let is_there = matches!(app.route.get_untracked(), Route::Start | Route::Unknown);
    (is_there && !page::is_typing()).then(|| [rest::CRITERIA.to_owned()].into_iter().chain(files(app)).collect())
}

/// What could not be stored, as draft files, empty if all is stored; nothing if the officer has gone back to the sheet.
fn settle(app: App) -> Option<Vec<String>> {
    if matches!(app.route.get_untracked(), Route::Start | Route::Sheet { .. } | Route::Unknown) {
        return None;
    }
    Some(files(app))
}

/// All that is not stored, as draft files.
fn files(app: App) -> Vec<String> {
    let set = &app.file.set;
    let open = app.open_draft.get_untracked().map(|autosave| autosave.unstored()).unwrap_or_default();
    let unsaved = open.into_iter().chain(app.unsaved.get_untracked());
    unsaved.filter_map(|draft| Some(write_draft_file(set, set.unit(draft.unit.as_str())?, &draft))).collect()
}
