//! The keys that are enrolled: from when until when, ended and given back; and the roster as a file.

use leptos::prelude::*;

use super::view::{Said, button, day_of, give, panel, said_view, start_of, table};
use crate::browser::clock;
use crate::engine::json::write_pretty;
use crate::engine::signed::{RosterLine, key_digits};
use crate::state::export::MEDIA_TYPE;
use crate::state::office::desk::Desk;
use crate::ui::dom::{El, el, el_class, value_of};

/// The name of the roster's file.
const FILE_NAME: &str = "tucham_danhsachkhoa.json";

/// The keys that are enrolled.
pub fn roster_panel(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    // Made anew only for another number of keys: a date that is being changed keeps its focus.
    let count = Memo::new(move |_| desk.roster.with(|roster| roster.lines.len()));
    let rows = el("div").live_children(move || match count.get() {
        0 => vec![el("p").text("Chưa đăng ký khoá nào.")],
        count => {
            let rows = (0..count).map(|place| row(desk, place)).collect();
            vec![table("Khoá đã đăng ký", &["Đơn vị", "Dãy số", "Có hiệu lực từ", "Đến trước ngày", "Việc"], rows)]
        }
    });
    let save = button("secondary", "roster-save", "Tải danh sách khoá", move || {
        let text = desk.roster.with_untracked(|roster| write_pretty(&roster.to_json()));
        said.set(Some(give(FILE_NAME, MEDIA_TYPE, &text)));
    });
    panel("khoa-da-dang-ky", "Khoá đã đăng ký").child(rows).child(save).child(said_view(said))
}

fn row(desk: Desk, place: usize) -> El {
    let Some(line) = desk.roster.with_untracked(|roster| roster.lines.get(place).cloned()) else { return el("tr") };
    let unit = desk.file.set.unit(line.unit.as_str());
    let name = unit.map(|unit| unit.name.to_string()).unwrap_or_else(|| line.unit.to_string());
    let until = move || desk.roster.with(|roster| roster.lines.get(place).and_then(|line| line.until_ms));
    let from = move || desk.roster.with(|roster| roster.lines.get(place).map(|line| line.from_ms));
    let action = button("quiet", "revoke", "", move || {
        // From now on; what it signed before stays trusted.
        let until_ms = untrack(until).is_none().then(|| clock::now_ms().div_euclid(1000) * 1000);
        change(desk, place, |line| line.until_ms = until_ms);
    })
    .live_text(move || if until().is_some() { "Bỏ thu hồi" } else { "Thu hồi" }.to_owned())
    .hidden_text(&format!(" khoá của {name}"));
    let from_field =
        date_field("roster-from", &format!("Khoá của {name} có hiệu lực từ"), from, move |day_ms| {
            day_ms.into_iter().for_each(|day_ms| change(desk, place, |line| line.from_ms = day_ms));
        });
    let until_field = date_field(
        "roster-until",
        &format!("Khoá của {name} có hiệu lực đến trước ngày"),
        until,
        move |day_ms| {
            change(desk, place, |line| line.until_ms = day_ms);
        },
    );
    el("tr")
        .attr("data-test", "roster-line")
        .attr("data-unit", line.unit.as_str())
        .live_attr("data-state", move || Some(if until().is_some() { "ended" } else { "valid" }.to_owned()))
        .child(el("th").attr("scope", "row").text(&name))
        .child(el("td").child(el_class("span", "digits-small").text(&key_digits(&line.key))))
        .child(el("td").child(from_field))
        .child(el("td").child(until_field))
        .child(el("td").child(action))
}

fn change(desk: Desk, place: usize, change: impl FnOnce(&mut RosterLine)) {
    desk.change_roster(|roster| {
        if let Some(line) = roster.lines.get_mut(place) {
            change(line);
        }
    });
}

/// A day in a table; what is chosen is the beginning of that day in Việt Nam.
fn date_field(
    test: &str,
    label: &str,
    shown: impl Fn() -> Option<i64> + Copy + 'static,
    choose: impl Fn(Option<i64>) + 'static,
) -> El {
    el_class("input", "date")
        .attr("type", "date")
        .attr("data-test", test)
        .attr("aria-label", label)
        .live_value(move || shown().map(day_of).unwrap_or_default())
        .on("change", move |event| {
            let day = value_of(&event);
            // Half a date is none yet; the same day keeps its time.
            let is_other = day != untrack(shown).map(day_of).unwrap_or_default();
            if is_other && (day.is_empty() || start_of(&day).is_some()) {
                choose(start_of(&day));
            }
        })
}
