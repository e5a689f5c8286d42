//! Units and where they stand: reported, missing, late, in conflict; and the reminder for those that are missing.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::view::{Said, button, day_in_words, office_page, panel, said_view, table, writers_only};
use crate::browser::{clock, page, text};
use crate::engine::criteria::{Unit, UnitId};
use crate::engine::number::{write_points, write_vietnamese};
use crate::engine::signed::{FileHash, digits};
use crate::handover::calendar::{Deadline, Whose};
use crate::handover::reminder::reminder;
use crate::messages::office as words;
use crate::state::office::desk::Desk;
use crate::state::office::district_score::{ReportState, UnitStanding};
use crate::state::office::files::Files;
use crate::ui::dom::{El, el, el_class};
use crate::ui::reminder_page::give_entry;

/// Units and where they stand.
pub fn units_page(app: OfficeApp) -> El {
    let desk = app.desk;
    let page = office_page(
        "Đơn vị",
        "Đơn vị nào đã gửi, chưa gửi, gửi muộn hoặc có hai tệp cùng lần gửi mà nội dung khác nhau.",
    );
    let summary = el_class("dl", "totals").live_children(move || {
        desk.score.with(|score| {
            let late = score.units.iter().filter(|unit| score.is_late(unit)).count();
            let conflicts =
                score.units.iter().filter(|unit| matches!(unit.state, ReportState::Conflict { .. })).count();
            let facts = [
                ("Đã gửi", score.reported_count()),
                ("Chưa gửi", score.missing().count()),
                ("Gửi muộn", late),
                ("Xung đột", conflicts),
            ];
            facts
                .into_iter()
                .map(|(label, count)| el("div").child(el("dt").text(label)).child(el("dd").text(&count.to_string())))
                .collect()
        })
    });
    let classes = untrack(|| {
        desk.score.with(|score| score.classes.iter().map(|class| (class.id, class.name)).collect::<Vec<_>>())
    });
    let classes = classes.into_iter().map(|(id, name)| class_panel(desk, id, name));
    page.child(el_class("section", "panel").attr("aria-label", "Tóm tắt").child(summary))
        .child(conflicts(desk))
        .child(settled(desk))
        .children(classes.collect())
        .child(reminding(desk))
}

fn class_panel(desk: Desk, id: Option<&'static str>, name: &'static str) -> El {
    let rows = el("div").live_children(move || {
        let rows = desk.score.with(|score| {
            let class = score.classes.iter().find(|class| class.id == id);
            let mut units: Vec<&UnitStanding> =
                class.iter().flat_map(|class| &class.units).filter_map(|ranked| score.unit(&ranked.unit)).collect();
            // Here in the set's order, not by rank.
            units.sort_by_key(|standing| desk.file.set.units.iter().position(|unit| unit.id == standing.unit.id));
            units.into_iter().map(|standing| unit_row(desk, standing, score.is_late(standing))).collect::<Vec<_>>()
        });
        vec![table(name, &["Đơn vị", "Tình trạng", "Lần gửi", "Nhận ngày", "Điểm", "Quy đổi"], rows)]
    });
    panel(&format!("loai-{}", id.unwrap_or("khac")), name).child(rows)
}

fn unit_row(desk: Desk, standing: &UnitStanding, is_late: bool) -> El {
    let (name, words) = match &standing.state {
        ReportState::Missing => match has_other_files(desk, &standing.unit.id) {
            true => ("missing", "chưa gửi tệp được tính; xem trang Tệp nhận"),
            false => ("missing", "chưa gửi"),
        },
        ReportState::Received { .. } if is_late => ("late", "đã gửi, muộn"),
        ReportState::Received { .. } => ("received", "đã gửi"),
        ReportState::Conflict { .. } => ("conflict", "xung đột, chưa tính"),
    };
    let mut cells = vec![el_class("span", "badge").attr("data-state", name).text(words)];
    if let ReportState::Received { sha256, revision, points } = &standing.state {
        let received_ms = desk.decisions.with_untracked(|decisions| decisions.received.get(sha256).copied());
        cells.push(el("span").text(&revision.to_string()));
        cells.push(el("span").text(&received_ms.map(day_in_words).unwrap_or_default()));
        cells.push(el("span").text(&format!("{} / {}", write_points(points.points), write_vietnamese(points.maximum))));
        cells.push(el("span").text(&write_points(points.converted())));
    } else {
        cells.extend((0..4).map(|_| el("span").text("–")));
    }
    el("tr")
        .attr("data-unit", standing.unit.id.as_str())
        .attr("data-state", name)
        .child(el("th").attr("scope", "row").text(&standing.unit.name))
        .children(cells.into_iter().map(|cell| el("td").child(cell)).collect())
}

fn has_other_files(desk: Desk, unit: &UnitId) -> bool {
    desk.files.with_untracked(|files| {
        files
            .judged()
            .iter()
            .any(|file| file.submission.as_ref().is_some_and(|submission| submission.unit.id == unit.as_str()))
    })
}

/// Units with several files of the same revision: the officer says which one stands.
fn conflicts(desk: Desk) -> El {
    el("div").live_children(move || {
        desk.score.with(|score| {
            score
                .units
                .iter()
                .filter_map(|standing| match &standing.state {
                    ReportState::Conflict { files } => Some(conflict(desk, standing, files)),
                    ReportState::Missing | ReportState::Received { .. } => None,
                })
                .collect()
        })
    })
}

fn conflict(desk: Desk, standing: &UnitStanding, files: &[FileHash]) -> El {
    let id = format!("xung-dot-{}", standing.unit.id);
    let rows = files.iter().map(|sha256| {
        let (sha256, all) = (*sha256, files.to_vec());
        let facts = desk.files.with_untracked(|known| facts_of(known, &sha256));
        let choose = button("secondary", "settle", "Tính tệp này", move || {
            desk.settle(&all, sha256);
            page::soon(|| {
                page::focus_in_place("noi-dung");
            });
        })
        .hidden_text(&format!(" {}", digits(&sha256)));
        el_class("li", "choice-row")
            .attr("data-sha256", &sha256.to_string())
            .child(el("p").text(&facts))
            .child(el_class("p", "hint").text(&format!("Dãy số của tệp: {}", digits(&sha256))))
            .child(choose)
    });
    el_class("section", "notice warning")
        .attr("data-test", "conflict")
        .attr("data-unit", standing.unit.id.as_str())
        .attr("aria-labelledby", &id)
        .child(el("h2").attr("id", &id).text(&format!("{}: hai tệp cùng lần gửi, nội dung khác nhau", standing.unit.name)))
        .child(el("p").text(
            "Chưa tệp nào được tính. Hỏi đơn vị tệp nào đúng (đối chiếu dãy số của tệp với bản in hoặc với trang xuất tệp của đơn vị), rồi chọn.",
        ))
        .child(writers_only(desk).child(el_class("ul", "choices").children(rows.collect())))
}

/// Conflicts that were settled, and the way back.
fn settled(desk: Desk) -> El {
    el("div").live_children(move || {
        let rows: Vec<El> = desk.decisions.with(|decisions| {
            desk.files.with(|files| {
                let known = decisions.settled.iter().filter(|sha256| files.get(sha256).is_some());
                known.map(|sha256| settled_row(desk, files, *sha256)).collect()
            })
        });
        if rows.is_empty() {
            return Vec::new();
        }
        let list = el_class("ul", "choices").children(rows);
        vec![panel("da-xu-ly", "Xung đột đã xử lý").child(writers_only(desk).child(list))]
    })
}

fn settled_row(desk: Desk, files: &Files, sha256: FileHash) -> El {
    let facts = facts_of(files, &sha256);
    let undo = button("quiet", "unsettle", "Bỏ lựa chọn này", move || {
        desk.decide(|decisions| {
            decisions.settled.remove(&sha256);
        });
        page::soon(|| {
            page::focus_in_place("noi-dung");
        });
    })
    .hidden_text(&format!(": {facts}"));
    el_class("li", "choice-row").child(el("p").text(&format!("Tính tệp {facts}."))).child(undo)
}

fn facts_of(files: &Files, sha256: &FileHash) -> String {
    let Some((file, facts)) = files.get(sha256) else { return String::new() };
    let Some(submission) = &file.submission else { return words::shown(&facts.name) };
    format!(
        "{}: lập ngày {}, người lập {}, {} điểm",
        words::shown(&facts.name),
        day_in_words(submission.head.created_ms),
        words::shown(&submission.prepared_by.name),
        write_points(submission.totals.points)
    )
}

/// The text to send to units that have not reported, and the deadline for the office's own calendar.
fn reminding(desk: Desk) -> El {
    let said = RwSignal::new(None::<Said>);
    let words = move || {
        desk.score.with(|score| {
            let missing: Vec<&Unit> = score.missing().map(|standing| standing.unit).collect();
            reminder(desk.file, desk.period, &missing, clock::now_ms())
        })
    };
    let field = el("textarea")
        .attr("id", "nhac-nho")
        .attr("rows", "12")
        .attr("readonly", "")
        .attr("data-test", "reminder")
        .live_value(words);
    let copy = button("secondary", "reminder-copy", "Chép nội dung", move || {
        let text = untrack(words);
        text::copy(&text, move |is_copied| {
            let answer = match is_copied {
                true => Said::Good("Đã chép. Dán vào tin nhắn Zalo hoặc thư.".to_owned()),
                false => Said::Bad("Trình duyệt không cho chép. Hãy chọn chữ trong ô rồi nhấn Ctrl+C.".to_owned()),
            };
            let _ = said.try_set(Some(answer));
        });
    });
    let calendar = button("secondary", "calendar-save", "Tải lịch nhắc hạn nộp (.ics)", move || {
        let email = desk.file.office.email.as_deref().unwrap_or_default();
        let entry = Deadline {
            file: desk.file,
            period: desk.period,
            whose: Whose::Office,
            office_email: email,
            made_at_ms: clock::now_ms(),
        };
        said.set(Some(give_entry(&entry)));
    });
    panel("nhac-don-vi", "Nhắc đơn vị chưa gửi")
        .child(
            el_class("div", "text-field").child(el("label").attr("for", "nhac-nho").text("Nội dung nhắc")).child(field),
        )
        .child(el_class("div", "button-row").child(copy).child(calendar))
        .child(el_class("p", "hint").text(
            "Tệp lịch ghi hạn nộp vào lịch của cơ quan, nhắc trước 7 ngày và trước 1 ngày: mở tệp bằng Outlook, lịch trên điện thoại, hoặc nhập vào Google Lịch.",
        ))
        .child(said_view(said))
}
