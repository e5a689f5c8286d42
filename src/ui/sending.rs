//! The ways to send an exported file: a letter with the file in it, an empty letter, the system's own sheet; and what to
//! put beside it.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::exported_view::digits_of;
use super::text_field::{TextField, text_field};
use super::work::Work;
use crate::browser::{clock, files, page, share, storage};
use crate::engine::decimal::parse_wire;
use crate::engine::draft::ExportRecord;
use crate::engine::number::write_points;
use crate::handover::letter::Letter;
use crate::state::draft_store;
use crate::state::export::MEDIA_TYPE;

/// Where the office's address is kept that an officer gave.
pub const OFFICE_EMAIL: &str = "tucham/office-email";
pub const LETTER_TYPE: &str = "message/rfc822";

/// A letter that carries an exported file.
#[derive(Clone)]
struct Mailing {
    email: RwSignal<String>,
    to_name: String,
    subject: String,
    body: String,
}

/// The ways to send a submission to the office.
pub fn sending(work: Work, record: &ExportRecord) -> El {
    let office = &work.app.file.office;
    let known = office.email.as_ref().map(ToString::to_string);
    let email = RwSignal::new(known.clone().or_else(|| storage::read_value(OFFICE_EMAIL)).unwrap_or_default());
    let ask = known.is_none().then(|| email_field(email));
    let (subject, body) = words(work, record);
    let mailing = Mailing { email, to_name: office.name.to_string(), subject, body };
    let view = el_class("div", "sending").maybe(ask).child(ways(work, record, mailing));
    view.child(el_class("p", "hint").text(HINT)).maybe(documents(work))
}

/// The ways to send a contribution; to whom, the officer knows: each criterion says who leads it.
pub fn sending_contribution(work: Work, record: &ExportRecord) -> El {
    let unit = &work.sheet.unit.name;
    let period = work.sheet.period;
    let mailing = Mailing {
        email: RwSignal::new(String::new()),
        to_name: String::new(),
        subject: format!("{unit}: số liệu phối hợp năm {period}, lần {}", record.revision),
        body: format!(
            "Kính gửi các đơn vị chủ trì,\n\n{unit} gửi số liệu phối hợp năm {period}, lần {}.\nMở tệp đính kèm ở trang Số liệu phối hợp của Tự Chấm để lấy số liệu của các tiêu chí do đơn vị chủ trì.\nTệp đính kèm: {}\nDãy số của tệp: {}\n\nTrân trọng.",
            record.revision,
            record.file_name,
            digits_of(record)
        ),
    };
    el_class("div", "sending").child(ways(work, record, mailing)).child(el_class("p", "hint").text(HINT))
}

fn ways(work: Work, record: &ExportRecord, mailing: Mailing) -> El {
    let plain = el_class("a", "secondary").attr("data-test", "mail").live_attr("href", {
        let Mailing { email, subject, body, .. } = mailing.clone();
        move || Some(page::mail_link(&email.get(), &subject, &body))
    });
    let mut ways = el_class("div", "button-row");
    // Where storage refused the copy, the file is in the folder of downloads only.
    if let Some(text) = draft_store::exported_text(work.sheet, record) {
        ways = ways.child(with_file(work, record, &text, mailing)).maybe(shared(record, text));
    }
    ways.child(plain.text("Soạn thư, tự đính kèm tệp"))
}

const HINT: &str = "Thư soạn sẵn (.eml) đã có tệp, tiêu đề, nội dung và địa chỉ nếu đã nhập: mở tệp thư vừa tải về bằng Outlook, Thunderbird hoặc phần mềm thư khác, xem lại rồi bấm gửi. Dùng thư trên web thì chọn “Soạn thư, tự đính kèm tệp”.";
fn email_field(email: RwSignal<String>) -> El {
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
}

/// A letter that has the file in it already.
fn with_file(work: Work, record: &ExportRecord, text: &str, mailing: Mailing) -> El {
    let (record, text) = (record.clone(), text.to_owned());
    el_class("button", "primary")
        .attr("type", "button")
        .attr("data-test", "letter")
        .text("Tải thư soạn sẵn có đính kèm tệp")
        .on("click", move |_| {
            let sender = work.sheet.prepared_by.get_untracked();
            let from = Some(sender.email.trim()).filter(|address| !address.is_empty());
            let to = mailing.email.get_untracked();
            let letter = Letter {
                to: &to,
                to_name: &mailing.to_name,
                from: from.map(|address| (sender.name.trim(), address)),
                subject: &mailing.subject,
                body: &mailing.body,
                file_name: &record.file_name,
                file: text.as_bytes(),
                date_s: clock::now_ms().div_euclid(1000),
                id: &record.sha256,
            };
            // Everything beyond ASCII is encoded in a letter.
            let bytes = letter.to_bytes();
            files::download_text(&letter.file_name(), LETTER_TYPE, &String::from_utf8_lossy(&bytes));
        })
}

/// The system's own way to pass a file on, where it takes one.
fn shared(record: &ExportRecord, text: String) -> Option<El> {
    let name = record.file_name.clone();
    share::can_share(&name, MEDIA_TYPE, &text).then(|| {
        el_class("button", "secondary")
            .attr("type", "button")
            .attr("data-test", "share")
            .text("Chia sẻ tệp…")
            .on("click", move |_| share::share(&name, MEDIA_TYPE, &text))
    })
}

/// What the unit has named as proof, to be put beside the file.
fn documents(work: Work) -> Option<El> {
    let mut rows = Vec::new();
    for cell in work.sheet.cells() {
        cell.entry.with_untracked(|entry| {
            for evidence in entry.evidence.iter().filter(|evidence| !evidence.is_blank()) {
                let code = el_class("span", "code").text(cell.criterion.code.as_str());
                let file = evidence.file.as_ref().map(|file| el_class("span", "file-name").text(&file.name));
                rows.push(el("li").child(code).text(" ").text(&evidence.in_words()).text(" ").maybe(file));
            }
        });
    }
    (!rows.is_empty()).then(|| {
        el("div")
            .attr("data-test", "attach")
            .child(el("h3").text("Tài liệu kiểm chứng cần đính kèm vào thư"))
            .child(el_class("ul", "attach-list").children(rows))
    })
}

/// Subject and body of the letter that carries the file.
fn words(work: Work, record: &ExportRecord) -> (String, String) {
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
