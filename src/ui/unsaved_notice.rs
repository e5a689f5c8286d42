//! What was typed in sheets that were left and no storage took lives in this page only: says whose it is, and the ways out.

use leptos::prelude::*;

use super::carried::is_of;
use super::dom::{El, el_class};
use super::draft_notices::give_file;
use super::notices::warning;
use super::sheet_page::link;
use super::work::App;
use crate::engine::draft::Draft;
use crate::state::route::Route;

/// A warning for each such draft, on every page but its own sheet.
pub fn unsaved_notice(app: App) -> El {
    // A memo, so that a screen reader says each once and not on every page.
    let elsewhere = Memo::new(move |_| {
        let open = app.route.get().work();
        let is_open = |draft: &&Draft| open.is_some_and(|(unit, period)| is_of(draft, unit, period));
        app.unsaved.with(|all| all.iter().filter(|draft| !is_open(draft)).cloned().collect::<Vec<Draft>>())
    });
    el_class("div", "no-print")
        .live_children(move || elsewhere.with(|all| all.iter().filter_map(|draft| view(app, draft)).collect()))
}

fn view(app: App, draft: &Draft) -> Option<El> {
    let set = &app.file.set;
    let (unit, period) = (set.unit(draft.unit.as_str())?, draft.period);
    let words = format!(
        " {}, năm {period}: những gì đã nhập chỉ còn ở trang này. Hãy mở lại phiếu để nhập tiếp, hoặc tải bản nháp về máy trước khi đóng trang.",
        unit.name
    );
    let sheet = link(Route::Sheet { unit, period }, "Mở lại phiếu");
    let draft = draft.clone();
    let file = el_class("button", "secondary")
        .attr("type", "button")
        .text("Tải bản nháp về máy")
        .on("click", move |_| _ = give_file(set, unit, &draft));
    let view = warning("Có bản nháp chưa lưu được.", &words)
        .attr("class", "notice warning page-notice")
        .attr("data-test", "unsaved-elsewhere")
        .child(el_class("div", "button-row").child(sheet).child(file));
    Some(view)
}
