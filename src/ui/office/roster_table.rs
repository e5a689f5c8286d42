//! The keys that are enrolled: from when until when, ended and given back; and the roster as a file.

use leptos::prelude::*;

use super::keys_page::digits_of;
use super::view::{Said, button, day_in_words, give, panel, said_view, table};
use crate::browser::clock;
use crate::engine::json::write_pretty;
use crate::engine::signed::RosterLine;
use crate::state::export::MEDIA_TYPE;
use crate::state::office::desk::Desk;
use crate::ui::dom::{El, el, el_class};

/// The name of the roster's file.
const FILE_NAME: &str = "tucham_danhsachkhoa.json";

/// The keys that are enrolled.
pub fn roster_panel(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let rows = el("div").live_children(move || {
        let rows = desk.roster.with(|roster| {
            roster.lines.iter().enumerate().map(|(place, line)| row(desk, place, line)).collect::<Vec<_>>()
        });
        match rows.is_empty() {
            true => vec![el("p").text("Chưa đăng ký khoá nào.")],
            false => vec![table("Khoá đã đăng ký", &["Đơn vị", "Dãy số", "Từ ngày", "Đến ngày", "Việc"], rows)],
        }
    });
    let save = button("secondary", "roster-save", "Tải danh sách khoá", move || {
        let text = desk.roster.with_untracked(|roster| write_pretty(&roster.to_json()));
        said.set(Some(give(FILE_NAME, MEDIA_TYPE, &text)));
    });
    panel("khoa-da-dang-ky", "Khoá đã đăng ký").child(rows).child(save).child(said_view(said))
}

fn row(desk: Desk, place: usize, line: &RosterLine) -> El {
    let unit = desk.file.set.unit(line.unit.as_str());
    let name = unit.map(|unit| unit.name.to_string()).unwrap_or_else(|| line.unit.to_string());
    let until = line.until_ms.map_or_else(|| "nay".to_owned(), day_in_words);
    let change = move |until_ms: Option<i64>| {
        desk.change_roster(|roster| {
            if let Some(line) = roster.lines.get_mut(place) {
                line.until_ms = until_ms;
            }
        });
    };
    let action = match line.until_ms {
        // From now on; what it signed before stays trusted.
        None => button("quiet", "revoke", "Thu hồi", move || {
            change(Some(clock::now_ms().div_euclid(1000) * 1000));
        }),
        Some(_) => button("quiet", "reinstate", "Bỏ thu hồi", move || change(None)),
    };
    el("tr")
        .attr("data-test", "roster-line")
        .attr("data-unit", line.unit.as_str())
        .attr("data-state", if line.until_ms.is_some() { "ended" } else { "valid" })
        .child(el("th").attr("scope", "row").text(&name))
        .child(el("td").child(el_class("span", "digits-small").text(&digits_of(&line.key))))
        .child(el("td").text(&day_in_words(line.from_ms)))
        .child(el("td").text(&until))
        .child(el("td").child(action.hidden_text(&format!(" khoá của {name}"))))
}
