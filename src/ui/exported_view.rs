//! After an export: where the file is, how to send it, and the revisions so far.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::text_field::{TextField, text_field};
use super::work::Work;
use crate::browser::{clock, files, page, storage};
use crate::engine::decimal::parse_wire;
use crate::engine::draft::ExportRecord;
use crate::engine::number::write_points;
use crate::engine::signed::{FileHash, digits};
use crate::state::draft_store;
use crate::state::export::{MEDIA_TYPE, changed_since};

const OFFICE_EMAIL: &str = "tucham/office-email";

/// What to do with the file that was just exported.
pub fn exported_view(work: Work, record: ExportRecord) -> El {
    let office = &work.app.file.office;
    let email = RwSignal::new(
        office
            .email
            .as_ref()
            .map(ToString::to_string)
            .or_else(|| storage::read_value(OFFICE_EMAIL))
            .unwrap_or_default(),
    );
    let ask = office.email.is_none().then(|| {
        let field = TextField {
            id: "thu-co-quan".to_owned(),
            label: "Thư điện tử của cơ quan tổng hợp",
            kind: "email",
            autocomplete: "off",
            required: false,
            hint: "Nhập một lần, máy này sẽ nhớ cho lần sau.",
            test: "office-email",
            first: email.get_untracked(),
            follows: None,
        };
        text_field(
            field,
            || None,
            move |text| {
                let _ = storage::write_value(OFFICE_EMAIL, &text.trim());
                email.set(text.trim().to_owned());
            },
        )
    });
    let letter = letter(work, &record);
    let mail = el_class("a", "primary")
        .attr("data-test", "mail")
        .live_attr("href", move || Some(page::mail_link(&email.get(), &letter.0, &letter.1)))
        .text("Soạn thư gửi tệp");
    let file_name = || el_class("span", "file-name").text(&record.file_name);
    let steps = el_class("ol", "steps")
        .child(
            el("li").text("Tệp ").child(file_name()).text(" nằm trong thư mục Tải xuống (Downloads) của máy này. Không mở sửa tệp: sửa một chữ là chữ ký mất hiệu lực."),
        )
        .child(el("li").text(
            "Bấm “Soạn thư gửi tệp” rồi đính kèm tệp vào thư (nút hình ghim giấy), hoặc tự soạn thư trong hộp thư công vụ.",
        ))
        .child(el("li").text("Đính kèm các tài liệu kiểm chứng đã ghi trong phiếu."))
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
        .maybe(ask)
        .child(mail)
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
    let rows = records.iter().rev().map(|record| exported_row(work, record.clone()));
    let view = el_class("section", "panel")
        .attr("aria-labelledby", "cac-lan-xuat")
        .child(el("h2").attr("id", "cac-lan-xuat").text("Các lần đã xuất"))
        .child(el("p").text(words))
        .child(el_class("ul", "exports").children(rows.collect()));
    Some(view)
}

fn exported_row(work: Work, record: ExportRecord) -> El {
    let sheet = work.sheet;
    let text = draft_store::exported_text(&sheet.file.set, sheet.unit, sheet.period, record.revision);
    let facts = format!(
        " – {} điểm, lúc {}",
        parse_wire(&record.points).map(write_points).unwrap_or_default(),
        clock::day_and_time(record.created_ms)
    );
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

/// Subject and body of the letter that carries the file.
fn letter(work: Work, record: &ExportRecord) -> (String, String) {
    let unit = &work.sheet.unit.name;
    let period = work.sheet.period;
    let points = parse_wire(&record.points).map(write_points).unwrap_or_default();
    let subject = format!("{unit}: tự chấm điểm năm {period}, lần {}", record.revision);
    let body = format!(
        "Kính gửi {},\n\n{unit} gửi tệp tự chấm điểm năm {period}, lần {}.\nTổng điểm tự chấm: {points}.\nTệp đính kèm: {}\nDãy số của tệp: {}\n\nTrân trọng.",
        work.app.file.office.name,
        record.revision,
        record.file_name,
        digits_of(record)
    );
    (subject, body)
}

fn digits_of(record: &ExportRecord) -> String {
    FileHash::parse(&record.sha256).map(|hash| digits(&hash)).unwrap_or_default()
}
