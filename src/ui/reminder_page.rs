//! The deadline for the calendar of an officer's computer or telephone.

use leptos::prelude::*;

use super::dom::{El, el, el_class, value_of};
use super::period_field::period_field;
use super::said::{Said, give, said_view};
use super::sending::OFFICE_EMAIL;
use super::work::App;
use crate::browser::{clock, page, storage};
use crate::engine::deadline::{DueState, due_state};
use crate::handover::calendar::{Deadline, MEDIA_TYPE, Whose};
use crate::state::last_choice::recall;
use crate::state::route::Route;

/// Choose the year and the unit, take the file, put it into a calendar.
pub fn reminder_page(app: App) -> El {
    page::set_title("Đặt lịch nhắc hạn nộp – Tự Chấm");
    let from_address = match app.route.get_untracked() {
        Route::Reminder { period } => period,
        _ => app.file.set.period,
    };
    let period = RwSignal::new(from_address);
    let wrong = RwSignal::new(false);
    let unit = RwSignal::new(recall().map(|last| last.unit).unwrap_or_default());
    let said = RwSignal::new(None::<Said>);
    let back = el("p").child(el("a").attr("href", "#/").text("← Về trang chọn đơn vị"));
    let head = el_class("header", "sheet-head")
        .child(back)
        .child(el("h1").text("Đặt lịch nhắc hạn nộp"))
        .child(el("p").text(
            "Tệp lịch (.ics) ghi ngày cuối còn đúng hạn vào lịch của máy tính hoặc điện thoại và nhắc hai lần: trước 7 ngày và trước 1 ngày, lúc 8 giờ sáng.",
        ));
    let save = el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "calendar-save")
        .text("Tải tệp lịch (.ics)")
        .on("click", move |_| {
            said.set(Some(take(app, period.get_untracked(), wrong.get_untracked(), &unit.get_untracked())))
        });
    let choose = el_class("section", "panel")
        .attr("aria-labelledby", "tai-lich")
        .child(el("h2").attr("id", "tai-lich").text("Tải tệp lịch"))
        .child(period_field(app, period, wrong))
        .child(unit_field(app, unit))
        .child(save)
        .child(said_view(said));
    el_class("div", "keys").child(head).child(choose).child(how_to_open())
}

fn unit_field(app: App, unit: RwSignal<String>) -> El {
    let units = app.file.set.units.iter();
    let options = units.map(|unit| el("option").attr("value", unit.id.as_str()).text(&unit.name));
    let select = el("select")
        .attr("id", "don-vi-lich")
        .attr("data-test", "calendar-unit")
        .child(el("option").attr("value", "").text("Không ghi tên đơn vị"))
        .children(options.collect())
        .live_value(move || unit.get())
        .on("change", move |event| unit.set(value_of(&event)));
    el_class("div", "text-field")
        .child(el("label").attr("for", "don-vi-lich").text("Đơn vị ghi trong lịch"))
        .child(select)
}

/// Gives the file; says what came of it, or why there is none.
fn take(app: App, period: u16, is_wrong: bool, unit: &str) -> Said {
    if is_wrong {
        return Said::Bad("Chưa tải tệp: hãy sửa năm báo cáo.".to_owned());
    }
    let known = app.file.office.email.as_ref().map(ToString::to_string);
    let email = known.or_else(|| storage::read_value(OFFICE_EMAIL)).unwrap_or_default();
    let entry = Deadline {
        file: app.file,
        period,
        whose: app.file.set.unit(unit).map_or(Whose::AnyUnit, Whose::Unit),
        office_email: &email,
        made_at_ms: clock::now_ms(),
    };
    give_entry(&entry)
}

/// Gives the file of a deadline that is still to come.
pub fn give_entry(entry: &Deadline) -> Said {
    // An alarm in the past would go off at once, or never.
    if matches!(due_state(entry.file.due, entry.period, entry.made_at_ms), DueState::Late { .. }) {
        return Said::Bad(format!(
            "Chưa tải tệp: hạn nộp của năm {} đã qua, lịch không nhắc được nữa. Hãy xem lại năm báo cáo.",
            entry.period
        ));
    }
    give(&entry.file_name(), MEDIA_TYPE, &entry.to_text())
}

fn how_to_open() -> El {
    let ways = [
        ("Outlook trên máy tính", "bấm đúp vào tệp vừa tải về, xem lại rồi bấm “Lưu & Đóng” (Save & Close)."),
        (
            "Google Lịch",
            "trên máy tính mở Google Lịch, bấm bánh răng → Cài đặt → Nhập và xuất, chọn tệp vừa tải về rồi bấm “Nhập”. Lịch trên điện thoại cùng tài khoản sẽ có theo.",
        ),
        (
            "iPhone, iPad",
            "mở tệp trong ứng dụng Tệp, hoặc gửi tệp vào thư rồi mở tệp đính kèm, sau đó bấm “Thêm tất cả”.",
        ),
        (
            "Điện thoại Android",
            "mở tệp trong mục Tải xuống (hoặc từ Zalo, thư) bằng ứng dụng Lịch. Máy không mở được thì nhập ở Google Lịch trên máy tính như trên.",
        ),
    ];
    let rows = ways.map(|(program, words)| el("li").child(el("strong").text(program)).text(": ").text(words));
    el_class("section", "panel")
        .attr("aria-labelledby", "mo-lich")
        .child(el("h2").attr("id", "mo-lich").text("Mở tệp lịch"))
        .child(el_class("ul", "attach-list").children(rows.to_vec()))
        .child(el_class("p", "hint").text(
            "Thêm xong, hãy mở sự kiện xem đã có lời nhắc chưa: có phần mềm dùng lời nhắc mặc định của nó thay cho hai lần nhắc ghi trong tệp.",
        ))
}
