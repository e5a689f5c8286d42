//! Files in, by the hundred: each with its verdict, its reason, and when the office received it.

use leptos::prelude::*;
use web_sys::Event;

use super::app::OfficeApp;
use super::file_row::{Kind, file_row};
use super::view::{button, office_page, panel, writers_only};
use super::workspace_panel::workspace_panel;
use crate::browser::many_files;
use crate::state::office::desk::{Desk, Intake};
use crate::ui::dom::{El, checked_of, el, el_class, field_of};

/// Rows that are shown at first, and more at each asking: a thousand at once would make the page slow.
const ROWS: usize = 50;

/// Files in, and what became of each.
pub fn files_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let words = "Nhận các tệp tự chấm điểm và tệp đăng ký khoá mà đơn vị gửi qua thư. Tệp chỉ được đọc trên máy này. Mỗi tệp được kiểm chữ ký, tính lại điểm, và nêu rõ vì sao được tính hay không.";
    office_page("Tệp nhận", words)
        .child(writers_only(desk).child(intake_panel(desk)))
        .child(list_panel(desk))
        .child(workspace_panel(app))
}

fn intake_panel(desk: Desk) -> El {
    let is_over = RwSignal::new(false);
    let chooser = |id: &str, label: &str, test: &str, is_folder: bool| {
        let input = el("input")
            .attr("id", id)
            .attr("type", "file")
            .attr("multiple", "")
            .attr("data-test", test)
            .maybe_attr("accept", (!is_folder).then_some(".json,application/json"))
            .maybe_attr("webkitdirectory", is_folder.then_some(""))
            .on("change", move |event| {
                if let Some(input) = field_of(&event) {
                    desk.receive(&many_files::chosen(&input));
                }
            });
        el_class("div", "text-field").child(el("label").attr("for", id).text(label)).child(input)
    };
    let folder = many_files::takes_folders().then(|| chooser("thu-muc", "Hoặc chọn cả thư mục", "folder-input", true));
    let drop_zone = el_class("div", "drop-zone")
        .attr("data-test", "drop-zone")
        .live_class("over", move || is_over.get())
        .child(el("p").text("Kéo thả tệp hoặc thư mục vào đây, hàng trăm tệp một lần cũng được."))
        .child(el_class("div", "field-pair").child(chooser("cac-tep", "Chọn tệp", "files-input", false)).maybe(folder))
        .on("dragover", move |event: Event| {
            event.prevent_default();
            is_over.set(true);
        })
        .on("dragleave", move |_| is_over.set(false))
        .on("drop", move |event: Event| {
            event.prevent_default();
            is_over.set(false);
            many_files::dropped(&event, move |files| desk.receive(&files));
        });
    let progress =
        el("div").live_children(move || desk.intake.get().map(|intake| running(desk, intake)).into_iter().collect());
    let last = el("div").attr("role", "status").attr("data-test", "intake-said").live_children(move || {
        desk.last_intake.get().map(|intake| el("p").text(&ended(&intake))).into_iter().collect()
    });
    panel("nhan-tep", "Nhận tệp").child(drop_zone).child(progress).child(last)
}

fn running(desk: Desk, intake: Intake) -> El {
    let bar = el("progress")
        .attr("max", &intake.total.to_string())
        .attr("value", &intake.read.to_string())
        .attr("aria-label", "Đang đọc tệp");
    el_class("div", "intake")
        .child(bar)
        .child(el("span").text(&format!("{} / {} tệp", intake.read, intake.total)))
        .child(button("secondary", "intake-cancel", "Dừng", move || desk.cancel_intake()))
}

fn ended(intake: &Intake) -> String {
    let mut words = format!("Đã đọc {} tệp: {} tệp mới", intake.read, intake.new);
    let mut also = |count: usize, what: &str| {
        if count > 0 {
            words.push_str(&format!(", {count} {what}"));
        }
    };
    also(intake.known, "tệp đã có từ trước nên bỏ qua");
    also(intake.unreadable, "tệp trình duyệt không đọc được (hãy chọn lại)");
    also(intake.too_many, "tệp không nhận vì bàn làm việc đã đầy 20.000 tệp");
    if intake.is_cancelled {
        words.push_str(&format!(". Đã dừng, còn {} tệp chưa đọc", intake.total - intake.read));
    }
    words + "."
}

fn list_panel(desk: Desk) -> El {
    let shown_kind = RwSignal::new(None::<Kind>);
    let limit = RwSignal::new(ROWS);
    let filter = el_class("fieldset", "filter-row")
        .child(el_class("legend", "visually-hidden").text("Lọc tệp theo kết luận"))
        .live_children(move || {
            let counts = desk.files.with(|files| {
                let count = |kind| files.iter().filter(|(file, facts)| Kind::of(file, facts) == kind).count();
                Kind::ALL.map(|kind| (kind, count(kind)))
            });
            let all = (None, desk.files.with(|files| files.len()));
            let choices = std::iter::once(all).chain(counts.map(|(kind, count)| (Some(kind), count)));
            choices
                .filter(|(kind, count)| *count > 0 || kind.is_none())
                .map(|(kind, count)| {
                    let label = kind.map_or("Tất cả", Kind::label);
                    let input = el("input")
                        .attr("type", "radio")
                        .attr("name", "loc-tep")
                        .attr("value", kind.map_or("all", Kind::name))
                        .live_checked(move || shown_kind.get() == kind)
                        .on("change", move |event| {
                            if checked_of(&event) {
                                limit.set(ROWS);
                                shown_kind.set(kind);
                            }
                        });
                    el_class("label", "filter-choice").child(input).text(&format!("{label} ({count})"))
                })
                .collect()
        });
    let list = el_class("ul", "file-list").attr("data-test", "file-list").live_children(move || {
        desk.files.with(|files| {
            let chosen =
                files.iter().filter(|(file, facts)| shown_kind.get().is_none_or(|kind| Kind::of(file, facts) == kind));
            let mut rows: Vec<_> = chosen.collect();
            // What came last is looked at first.
            rows.reverse();
            rows.into_iter().take(limit.get()).map(|(file, facts)| file_row(desk, file, facts)).collect()
        })
    });
    let more = el("div").live_children(move || {
        let count = desk.files.with(|files| {
            files
                .iter()
                .filter(|(file, facts)| shown_kind.get().is_none_or(|kind| Kind::of(file, facts) == kind))
                .count()
        });
        let rest = count.saturating_sub(limit.get());
        let button = (rest > 0).then(|| {
            button("secondary", "more-files", &format!("Hiện thêm ({rest} tệp nữa)"), move || {
                limit.update(|limit| *limit += ROWS);
            })
        });
        button.into_iter().collect()
    });
    let empty = el("p").live_text(move || {
        let is_empty = desk.files.with(|files| files.is_empty());
        if is_empty { "Chưa có tệp nào.".to_owned() } else { String::new() }
    });
    panel("cac-tep-nhan", "Các tệp đã nhận").child(filter).child(empty).child(list).child(more)
}
