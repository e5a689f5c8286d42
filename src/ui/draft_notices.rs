//! What an officer has to know about the draft: another tab writes it, it is not stored, it was restored, a copy is due.

use leptos::prelude::*;

use super::carried::is_of;
use super::dom::{El, el, el_class};
use super::elsewhere;
use super::incoming_view::incoming_view;
use super::notices::warning;
use super::work::Work;
use crate::browser::{clock, files, page};
use crate::engine::criteria::{CriteriaSet, Unit};
use crate::engine::draft::{Draft, Trouble, draft_file_name, write_draft_file};
use crate::messages;
use crate::state::autosave::{Autosave, SaveState};
use crate::state::backup::{self, Backup};
use crate::state::export::MEDIA_TYPE;
use crate::state::open_draft::Role;
use crate::state::sheet_state::Sheet;

/// Standing words about the draft.
pub fn draft_notices(work: Work) -> El {
    let autosave = work.autosave;
    let role = el("div").live_children(move || match work.open.role.get() {
        Role::Reader => vec![reader(work)],
        Role::Opening | Role::Writer => Vec::new(),
    });
    // It is not on the screen while another one writes, which must not look like a loss.
    let waiting = el("div").live_children(move || {
        let is_ours = |all: &Vec<Draft>| all.iter().any(|draft| is_of(draft, work.sheet.unit, work.sheet.period));
        let is_waiting = autosave.displaced.with(|all| !all.is_empty()) || work.app.unsaved.with(is_ours);
        match is_waiting && work.open.role.get() == Role::Reader {
            true => vec![
                el_class("p", "notice")
                    .attr("role", "status")
                    .attr("data-test", "unsaved-waiting")
                    .text("Những gì đã nhập ở đây mà chưa lưu được vẫn còn, và hiện lại khi nhập tiếp ở đây."),
            ],
            false => Vec::new(),
        }
    });
    let restored = el("div").live_children(move || match work.open.was_restored.get() {
        true => vec![el_class("p", "notice good").attr("role", "status").attr("data-test", "restored").text(
            "Đã mở lại bản nháp mới hơn: lần trước trình duyệt bị tắt trước khi ghi xong, và bản ghi thứ hai trong trình duyệt còn đủ.",
        )],
        false => Vec::new(),
    });
    let failed = el("div").live_children(move || match autosave.failed.get() {
        true => vec![
            warning(
                "Trình duyệt không lưu được bản nháp.",
                " Bộ nhớ của trình duyệt đã đầy hoặc bị tắt. Hãy tiếp tục nhập, và tải bản nháp về máy hoặc xuất tệp trước khi đóng trang; nếu không, những gì vừa nhập sẽ mất.",
            )
            .child(download_button(autosave)),
        ],
        false => Vec::new(),
    });
    let newer = el("div").live_children(move || match autosave.newer.get() {
        true => vec![
            warning("Bản nháp này do phiên bản Tự Chấm mới hơn ghi.", elsewhere::NEWER_VERSION)
                .child(download_button(autosave)),
        ],
        false => Vec::new(),
    });
    let misfits = el("div").live_children(move || misfits(work.sheet).into_iter().collect());
    el_class("div", "notices")
        .child(role)
        .child(waiting)
        .child(restored)
        .child(failed)
        .child(newer)
        .maybe(unreadable_draft(work))
        .child(incoming_view(autosave))
        .child(misfits)
        .maybe(backup_reminder(autosave))
}

/// Downloads the draft as it stands, saved or not.
pub fn download_button(autosave: Autosave) -> El {
    el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "draft-download")
        .text("Tải bản nháp về máy")
        .on("click", move |_| {
            autosave.save_if_waiting();
            let sheet = autosave.sheet;
            if give_file(&sheet.file.set, sheet.unit, &autosave.draft()) {
                backup::downloaded(&sheet.file.set, sheet.unit, sheet.period, clock::now_ms());
            }
        })
}

/// Gives a draft as a file; whether the browser took it.
pub(super) fn give_file(set: &CriteriaSet, unit: &Unit, draft: &Draft) -> bool {
    files::download_text(&draft_file_name(draft), MEDIA_TYPE, &write_draft_file(set, unit, draft))
}

/// Another tab writes: this one shows, and can take over.
fn reader(work: Work) -> El {
    let take = el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "take-over")
        .text(elsewhere::TAKE_OVER)
        .on("click", move |_| {
            work.open.take_over();
            page::focus_in_place("noi-dung");
        });
    warning(elsewhere::WRITTEN_ELSEWHERE, elsewhere::FOLLOWS).attr("data-test", "reader").child(take)
}

/// A stored draft that cannot be read: kept, said, downloadable.
fn unreadable_draft(work: Work) -> Option<El> {
    let (error, text, set_aside) = match work.trouble.get_value()? {
        Trouble::Unreadable { error, text, set_aside } => (error, text, set_aside),
        Trouble::OtherSet { version } => {
            let words = format!(
                " Bản nháp theo bản {version} hoặc nội dung cũ của bộ tiêu chí, nay mở theo bản {}. Xem lại các câu trả lời trước khi xuất; bản như cũ được cất riêng trong trình duyệt này.",
                work.sheet.file.set.version
            );
            return Some(warning("Bộ tiêu chí đã thay đổi.", &words).attr("data-test", "other-set"));
        }
        Trouble::NoStorage => return None,
    };
    let file_name = format!("tucham_nhap_hong_{}_{}_{}.json", work.sheet.period, work.sheet.unit.id, clock::now_ms());
    let words = if set_aside {
        " Bản cũ đã được cất riêng, không bị ghi đè; phiếu bắt đầu trống."
    } else {
        " Chưa cất riêng được bản cũ nên phiếu chưa được lưu. Hãy tải bản cũ về máy để tiếp tục lưu."
    };
    let download =
        el_class("button", "secondary").attr("type", "button").text("Tải bản cũ về máy").on("click", move |_| {
            if files::download_text(&file_name, "application/json", &text) {
                work.autosave.unblock();
            }
        });
    Some(warning(&messages::draft_error(&error), words).child(download))
}

/// The draft lives in this browser only, for too long.
fn backup_reminder(autosave: Autosave) -> Option<El> {
    let SaveState::Saved { at_ms } = autosave.state.get_untracked() else { return None };
    let words = match backup::overdue(autosave.sheet, at_ms, clock::now_ms())? {
        Backup::Never { .. } => "Bản nháp chưa được tải về máy lần nào. ".to_owned(),
        Backup::At { ms } => {
            format!("Bản nháp được tải về máy lần cuối lúc {}, sau đó đã thay đổi. ", clock::day_and_time(ms))
        }
    };
    let is_done = RwSignal::new(false);
    let view = el_class("div", "notice")
        .attr("data-test", "backup-due")
        .live_flag("hidden", move || is_done.get())
        .child(el("p").text(&words).text(
            "Máy hỏng hoặc trình duyệt bị xoá dữ liệu thì bản nháp mất theo; nên giữ thêm một bản ngoài trình duyệt.",
        ))
        .child(download_button(autosave))
        // After the button's own listener.
        .on("click", move |_| {
            if backup::overdue(autosave.sheet, at_ms, clock::now_ms()).is_none() {
                is_done.set(true);
                page::focus_in_place("noi-dung");
            }
        });
    Some(view)
}

/// Answers of an earlier criteria set that no longer fit.
fn misfits(sheet: Sheet) -> Option<El> {
    let misfits = sheet.misfits.get();
    if misfits.is_empty() {
        return None;
    }
    let items = misfits.iter().map(|misfit| {
        el("li").child(el_class("span", "code").text(misfit.criterion.as_str())).text(&format!(
            ": “{}” – {}.",
            messages::stored_answer(&misfit.stored),
            messages::misfit_reason(misfit.reason)
        ))
    });
    let drop_all = el_class("button", "quiet").attr("type", "button").text("Tôi đã xem, bỏ danh sách này").on(
        "click",
        move |_| {
            sheet.misfits.set(Vec::new());
            sheet.touch();
        },
    );
    let view = el_class("section", "notice warning")
        .attr("aria-labelledby", "khong-con-khop")
        .child(el("h2").attr("id", "khong-con-khop").text("Câu trả lời cũ không còn khớp với bộ tiêu chí"))
        .child(el("p").text("Các câu này vẫn được giữ trong bản nháp. Hãy trả lời lại tiêu chí tương ứng nếu cần."))
        .child(el("ul").children(items.collect()))
        .child(drop_all);
    Some(view)
}
