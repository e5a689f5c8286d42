//! The line under the header: which set and year, how many units have reported, the points, and whether all is kept.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::button;
use crate::browser::{clock, files, page};
use crate::engine::number::{write_points, write_vietnamese};
use crate::state::office::desk::Opening;
use crate::state::office::keeping::Kept;
use crate::ui::dom::{El, el, el_class};
use crate::ui::notices::warning;

/// The line, with what stands in the way of work above it.
pub fn status_bar(app: OfficeApp) -> El {
    let desk = app.desk;
    let figure =
        |label: &str, test: &str| (el_class("span", "status-label").text(label), el("strong").attr("data-test", test));
    let (set_label, set) = figure("Bộ tiêu chí", "status-set");
    let (year_label, year) = figure("Năm", "status-period");
    let (units_label, units) = figure("Đơn vị đã gửi", "status-units");
    let (points_label, points) = figure("Điểm toàn huyện", "status-points");
    let units = units.live_text(move || {
        desk.score.with(|score| format!("{}/{}", score.reported_count(), desk.file.set.units.len()))
    });
    let points = points.live_text(move || {
        desk.score
            .with(|score| format!("{} / {}", write_points(score.total.points), write_vietnamese(score.total.maximum)))
    });
    let facts = [
        (set_label, set.text(&format!("{}, bản {}", desk.file.set.id, desk.file.set.version))),
        (year_label, year.text(&desk.period.to_string())),
        (units_label, units),
        (points_label, points),
    ];
    let facts = facts.into_iter().map(|(label, value)| el_class("span", "status-fact").child(label).child(value));
    let kept = el_class("span", "status-kept")
        .attr("data-test", "kept")
        .attr("role", "status")
        .live_attr("data-state", move || Some(kept_name(desk.keeping.state.get()).to_owned()))
        .live_text(move || match desk.keeping.state.get() {
            Kept::Nothing => String::new(),
            Kept::Saving => "Đang lưu…".to_owned(),
            Kept::Saved { at_ms } => format!("Đã lưu {}", clock::time_of_day(at_ms)),
            Kept::Refused => "Chưa lưu được".to_owned(),
        });
    let bar = el_class("div", "status-bar").children(facts.collect()).child(kept);
    el_class("section", "no-print").attr("aria-label", "Tình hình").child(bar).child(obstacles(app))
}

fn kept_name(kept: Kept) -> &'static str {
    match kept {
        Kept::Nothing => "nothing",
        Kept::Saving => "saving",
        Kept::Saved { .. } => "saved",
        Kept::Refused => "refused",
    }
}

fn obstacles(app: OfficeApp) -> El {
    let desk = app.desk;
    el_class("div", "notices office-notices").live_children(move || {
        let mut notices = Vec::new();
        match desk.opening.get() {
            Opening::Open => {}
            Opening::Coming { files_count } => notices.push(
                el_class("p", "notice")
                    .attr("role", "status")
                    .text(&format!("Đang mở lại dữ liệu đã lưu… {files_count} tệp")),
            ),
            Opening::Refused => notices.push(warning(
                "Trình duyệt này không cho lưu dữ liệu.",
                " Mọi thứ chỉ còn trong cửa sổ đang mở. Trước khi đóng, hãy lưu bàn làm việc ra tệp ở trang Tệp nhận.",
            )),
            Opening::Damaged { text } => notices.push(
                warning(
                    "Danh sách khoá và các quyết định đã lưu bị hỏng, không đọc được.",
                    " Các tệp nhận được vẫn còn. Hãy tải phần hỏng về để giữ lại, rồi mở lại từ tệp bàn làm việc đã lưu gần nhất.",
                )
                .child(button("secondary", "damaged-download", "Tải phần hỏng về", move || {
                    files::download_text("tucham_tonghop_hong.txt", "text/plain", &text);
                })),
            ),
        }
        if desk.keeping.state.get() == Kept::Refused {
            notices.push(warning(
                "Thay đổi vừa rồi chưa lưu được vào trình duyệt",
                " (ổ đĩa đầy hoặc trình duyệt không cho lưu). Hãy lưu bàn làm việc ra tệp ở trang Tệp nhận trước khi đóng cửa sổ.",
            ));
        }
        if !desk.may_write.get() && desk.opening.get() == Opening::Open {
            notices.push(
                el_class("div", "notice warning")
                    .attr("data-test", "reader")
                    .child(el("p").text("Một cửa sổ khác đang tổng hợp năm này nên ở đây chỉ xem được."))
                    .child(button("secondary", "take-over", "Làm việc ở cửa sổ này", move || {
                        desk.take_over();
                        page::focus_in_place("noi-dung");
                    })),
            );
        }
        notices
    })
}
