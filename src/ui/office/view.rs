//! What the office's pages share: headings, parts, and days of the calendar of Việt Nam.

use leptos::prelude::*;

use crate::browser::{files, page};
use crate::engine::signed::{parse_time, write_time};
pub use crate::handover::official::day_in_words;
use crate::state::office::desk::Desk;
use crate::ui::dom::{El, el, el_class};

/// What the pages say about the last thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Good(String),
    Bad(String),
}

/// A place where a page says what was done.
pub fn said_view(said: RwSignal<Option<Said>>) -> El {
    el("div").attr("aria-live", "polite").live_children(move || {
        let notice = said.get().map(|said| match said {
            Said::Good(words) => el_class("p", "notice good").text(&words),
            Said::Bad(words) => el_class("p", "notice error").text(&words),
        });
        notice.into_iter().collect()
    })
}

/// A page with its title, which is the document's too.
pub fn office_page(title: &str, words: &str) -> El {
    page::set_title(&format!("{title} – Tự Chấm tổng hợp"));
    let head =
        el_class("header", "sheet-head").child(el("h1").text(title)).child(el_class("p", "dispatch").text(words));
    el_class("div", "office-page").child(head)
}

/// A part of a page with a title.
pub fn panel(id: &str, title: &str) -> El {
    el_class("section", "panel")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).attr("tabindex", "-1").text(title))
}

/// A button.
pub fn button(class: &str, test: &str, label: &str, run: impl FnMut() + 'static) -> El {
    let mut run = run;
    el_class("button", class).attr("type", "button").attr("data-test", test).text(label).on("click", move |_| run())
}

/// Holds what only the tab that may write can use.
pub fn writers_only(desk: Desk) -> El {
    el_class("fieldset", "writers-only").attr("role", "none").live_flag("disabled", move || !desk.takes_changes())
}

/// A table that scrolls by itself where the screen is narrow.
pub fn table(label: &str, heads: &[&str], rows: Vec<El>) -> El {
    let head = el("tr").children(heads.iter().map(|head| el("th").attr("scope", "col").text(head)).collect());
    let table = el("table").child(el("thead").child(head)).child(el("tbody").children(rows));
    el_class("div", "table-scroll")
        .attr("role", "region")
        .attr("aria-label", &format!("Bảng: {label}"))
        .attr("tabindex", "0")
        .child(table)
}

/// Gives a text as a file; says what came of it.
pub fn give(name: &str, media_type: &str, text: &str) -> Said {
    match files::download_text(name, media_type, text) {
        true => Said::Good(format!("Đã tải {name}.")),
        false => Said::Bad("Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp.".to_owned()),
    }
}

/// The day of a moment in Việt Nam, as a date field has it: `2018-10-12`.
pub fn day_of(unix_ms: i64) -> String {
    write_time(unix_ms).unwrap_or_default().chars().take(10).collect()
}

/// The beginning of a day in Việt Nam out of a date field.
pub fn start_of(day: &str) -> Option<i64> {
    parse_time(&format!("{day}T00:00:00+07:00"))
}
