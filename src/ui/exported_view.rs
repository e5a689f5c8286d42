//! After an export: where the file is, how to send it, and the revisions so far.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::sending::sending;
use super::work::Work;
use crate::browser::{clock, files};
use crate::engine::decimal::parse_wire;
use crate::engine::draft::ExportRecord;
use crate::engine::number::write_points;
use crate::engine::signed::{FileHash, digits};
use crate::state::draft_store;
use crate::state::export::{MEDIA_TYPE, changed_since};
use crate::state::route::Route;

/// What to do with the file that was just exported.
pub fn exported_view(work: Work, record: ExportRecord) -> El {
    let sheet = work.sheet;
    let paper = Route::Paper { unit: sheet.unit, period: sheet.period }.hash();
    let file_name = || el_class("span", "file-name").text(&record.file_name);
    let steps = el_class("ol", "steps")
        .child(
            el("li").text("Tệp ").child(file_name()).text(" nằm trong thư mục Tải xuống (Downloads) của máy này. Không mở sửa tệp: sửa một chữ là chữ ký mất hiệu lực."),
        )
        .child(el("li").text("Gửi tệp đi bằng một trong các cách dưới đây, kèm các tài liệu kiểm chứng đã ghi trong phiếu."))
        .child(
            el("li")
                .child(el("a").attr("href", &format!("#{paper}")).text("In phiếu"))
                .text(" để ký, đóng dấu: bản in có dãy số và mã QR của tệp này."),
        )
        .child(
            el("li")
                .text("Nếu đây là lần đầu gửi bằng khoá của máy này: vào trang ")
                .child(el("a").attr("href", "#/khoa").text("Khoá ký"))
                .text(" lấy tệp đăng ký khoá và gửi kèm."),
        );
    el_class("section", "notice good")
        .attr("id", "da-xuat")
        .attr("tabindex", "-1")
        .attr("data-test", "exported")
        .attr("data-file", &record.file_name)
        .attr("data-revision", &record.revision.to_string())
        .attr("aria-labelledby", "da-xuat-ten")
        .child(el("h2").attr("id", "da-xuat-ten").text(&format!("Đã xuất tệp lần {}", record.revision)))
        .child(steps)
        .child(sending(work, &record))
        .child(el("p").text("Dãy số của tệp, để đọc qua điện thoại khi cần đối chiếu:"))
        .child(el_class("p", "digits").text(&digits_of(&record)))
}

/// The revisions so far, each to be downloaded again.
pub fn exported_list(work: Work) -> Option<El> {
    let sheet = work.sheet;
    let records = sheet.exports.get();
    sheet.edits_count.track();
    let last = records.last()?;
    let words = match untrack(|| changed_since(sheet, last)) {
        true => "Phiếu đã thay đổi sau lần xuất gần nhất; xuất tiếp sẽ thành lần mới thay cho lần trước.",
        false => "Phiếu không thay đổi sau lần xuất gần nhất; nếu chỉ cần lại tệp, hãy bấm “Tải lại”.",
    };
    Some(revisions(work, &records, words))
}

/// The contributions so far, each to be downloaded again.
pub fn contributed_list(work: Work) -> Option<El> {
    let records = work.sheet.contributions.get();
    let words = "Gửi tiếp sẽ thành lần mới thay cho lần trước.";
    (!records.is_empty()).then(|| revisions(work, &records, words))
}

fn revisions(work: Work, records: &[ExportRecord], words: &str) -> El {
    let rows = records.iter().rev().map(|record| exported_row(work, record.clone()));
    el_class("section", "panel")
        .attr("aria-labelledby", "cac-lan-xuat")
        .child(el("h2").attr("id", "cac-lan-xuat").text("Các lần đã xuất"))
        .child(el("p").text(words))
        .child(el_class("ul", "exports").children(rows.collect()))
}

fn exported_row(work: Work, record: ExportRecord) -> El {
    let text = draft_store::exported_text(work.sheet, &record);
    let points = parse_wire(&record.points).map(|points| format!("{} điểm, ", write_points(points)));
    let facts = format!(" – {}lúc {}", points.unwrap_or_default(), clock::day_and_time(record.created_ms));
    let name = record.file_name.clone();
    let again = text.map(|text| {
        el_class("button", "quiet")
            .attr("type", "button")
            .text("Tải lại")
            .hidden_text(&format!(" lần {}", record.revision))
            .on("click", move |_| {
                files::download_text(&name, MEDIA_TYPE, &text);
            })
    });
    el("li")
        .child(el("strong").text(&format!("Lần {}", record.revision)))
        .text(&facts)
        .maybe(again)
        .child(el_class("p", "hint").text(&format!("{} · {}", record.file_name, digits_of(&record))))
}

/// The digits that tell the file apart over the telephone.
pub(super) fn digits_of(record: &ExportRecord) -> String {
    FileHash::parse(&record.sha256).map(|hash| digits(&hash)).unwrap_or_default()
}
