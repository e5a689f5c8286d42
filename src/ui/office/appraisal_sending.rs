//! Signs the appraisal for the unit, gives the file and a letter that carries it.

use std::sync::Arc;

use leptos::prelude::*;

use super::appraisal_page::Appraisal;
use super::signing::signing;
use super::view::{Said, button, give, panel, said_view, writers_only};
use crate::browser::signer::OpenKey;
use crate::browser::{clock, files, page};
use crate::engine::appraisal::{Appraised, appraisal};
use crate::engine::number::write_points;
use crate::engine::office::SentAppraisal;
use crate::engine::signed::{AppraisalV1, FileId, Head, SubmissionV1, digits};
use crate::handover::appraisal_paper::appraisal_paper;
use crate::handover::letter::Letter;
use crate::state::export::{MEDIA_TYPE, SignedAppraisal, sign_appraisal};
use crate::ui::dom::{El, el, el_class};
use crate::ui::sending::LETTER_TYPE;
use crate::ui::sign_form::file_error;

/// Signs and gives the appraisal.
pub fn sending_panel(of: Appraisal, submission: Arc<SubmissionV1>) -> El {
    let Appraisal { desk, unit, wrong, .. } = of;
    let made = RwSignal::new(None::<SignedAppraisal>);
    let to = StoredValue::new(submission.clone());
    let form = signing(
        "mat-khau-tham-dinh",
        ("appraisal-save", "Ký và tải tệp thẩm định"),
        move || match wrong.with(|wrong| wrong.keys().next().copied()) {
            Some(code) => {
                page::focus(&format!("diem-{code}"));
                false
            }
            None => true,
        },
        move |key, _| {
            let signed = to.with_value(|submission| make(of, submission, key))?;
            let sent = SentAppraisal {
                unit: unit.id.clone(),
                revision: signed.appraisal.revision,
                submission: of.sha256,
                sha256: signed.sha256,
            };
            if !desk.note_sent(sent, &signed.text) {
                return Err("Cửa sổ khác đã nhận việc nên không ký ở đây nữa.".to_owned());
            }
            let said = give(&signed.appraisal.file_name(), MEDIA_TYPE, &signed.text);
            made.set(Some(signed));
            Ok(said)
        },
    );
    let problem = el_class("p", "problem").live_text(move || {
        wrong.with(|wrong| match wrong.is_empty() {
            true => String::new(),
            false => {
                let codes: Vec<&str> = wrong.keys().copied().collect();
                format!("Sửa điểm thẩm định của tiêu chí {} trước khi ký hoặc in.", codes.join(", "))
            }
        })
    });
    let again = RwSignal::new(None::<Said>);
    let sent = el_class("ul", "sent").live_children(move || {
        desk.appraisals.with(|all| {
            all.sent.iter().filter(|sent| sent.unit == unit.id).map(|sent| sent_row(of, sent, again)).collect()
        })
    });
    let stale = el_class("p", "late").attr("data-test", "appraisal-stale").live_text({
        let submission = to.get_value();
        move || {
            let Some(signed) = made.get() else { return String::new() };
            desk.appraisals.track();
            let head = Head { id: FileId::new(0, &[0; 10]), created_ms: 0 };
            match appraisal_now(of, &submission, head).rows == signed.appraisal.rows {
                true => String::new(),
                false => format!("Đã sửa sau lần {}: ký lại để đơn vị nhận được.", signed.appraisal.revision),
            }
        }
    });
    let letter =
        el("div").live_children(move || made.get().map(|signed| vec![letter(signed, &submission)]).unwrap_or_default());
    let print = {
        let submission = to.get_value();
        button("secondary", "appraisal-print", "In kết quả thẩm định", move || print(of, &submission, made))
    };
    panel("gui-tham-dinh", "Gửi kết quả thẩm định cho đơn vị")
        .child(el("p").text("Tiêu chí để trống điểm thẩm định giữ điểm tự chấm đã tính lại. Ký lần nữa thành lần thẩm định mới, thay cho lần trước."))
        .child(writers_only(desk).child(form))
        .child(problem)
        .child(stale)
        .child(letter)
        .child(print)
        .child(sent)
        .child(said_view(again))
}

/// An appraisal that went out, to be downloaded again.
fn sent_row(of: Appraisal, sent: &SentAppraisal, said: RwSignal<Option<Said>>) -> El {
    let (desk, sha256, revision) = (of.desk, sent.sha256, sent.revision);
    let name = AppraisalV1::file_name_of(desk.period, of.unit.id.as_str(), revision);
    let download = button("quiet", "appraisal-again", "Tải lại", move || {
        let name = name.clone();
        desk.sent_text(&sha256, move |text| {
            // The page may have been left meanwhile.
            let _ = said.try_set(Some(match text {
                Some(text) => give(&name, MEDIA_TYPE, &text),
                None => Said::Bad("Trình duyệt này không còn giữ tệp ấy. Hãy ký lại thành lần mới.".to_owned()),
            }));
        });
    })
    .hidden_text(&format!(" lần {revision}"));
    el("li").text(&format!("Lần {revision}, dãy số {} ", digits(&sha256))).child(download)
}

/// Shows the appraisal as a document: with the digits of its file where that says the same as what stands here now.
fn print(of: Appraisal, submission: &SubmissionV1, made: RwSignal<Option<SignedAppraisal>>) {
    if let Some(code) = of.wrong.with_untracked(|wrong| wrong.keys().next().copied()) {
        page::focus(&format!("diem-{code}"));
        return;
    }
    let head = Head { id: FileId::new(0, &[0; 10]), created_ms: 0 };
    let now = appraisal_now(of, submission, head);
    let signed = made.get_untracked().filter(|made| made.appraisal.rows == now.rows);
    let paper = match &signed {
        Some(signed) => appraisal_paper(of.desk.file, &signed.appraisal, Some(&signed.sha256)),
        None => appraisal_paper(of.desk.file, &now, None),
    };
    of.paper.set(Some(paper));
    page::scroll_to_top();
}

fn make(of: Appraisal, submission: &SubmissionV1, key: &OpenKey) -> Result<SignedAppraisal, String> {
    sign_appraisal(|head| appraisal_now(of, submission, head), key).map_err(|error| file_error(&error).to_owned())
}

/// The appraisal as it is typed.
fn appraisal_now(of: Appraisal, submission: &SubmissionV1, head: Head) -> AppraisalV1 {
    let set = &of.desk.file.set;
    of.desk.appraisals.with_untracked(|all| {
        let work = all.work.get(&of.sha256);
        let given = |code: &str| -> Option<&Appraised> { work.and_then(|work| work.given.get(code)) };
        appraisal(set, submission, of.sha256, given, head, all.next_revision(&of.unit.id))
    })
}

/// A letter to the one who prepared the submission, with the file in it.
fn letter(signed: SignedAppraisal, submission: &SubmissionV1) -> El {
    let said = RwSignal::new(None::<Said>);
    let appraisal = &signed.appraisal;
    let (unit, period, revision) = (appraisal.unit.name.clone(), appraisal.period, appraisal.revision);
    let file_name = appraisal.file_name();
    let totals = appraisal.totals;
    let body = format!(
        "Kính gửi {unit},\n\nCơ quan tổng hợp gửi kết quả thẩm định lần {revision} của tệp tự chấm điểm năm {period}, lần {}.\nĐiểm tự chấm: {}. Điểm thẩm định: {}.\nMở tệp đính kèm ở trang Kết quả thẩm định của phiếu, xem từng nhận xét, giải trình thêm rồi xuất lần tiếp theo nếu cần.\nTệp đính kèm: {file_name}\nDãy số của tệp: {}\n\nTrân trọng.",
        appraisal.submission.revision,
        write_points(totals.self_points),
        write_points(totals.appraised),
        digits(&signed.sha256)
    );
    let to = submission.prepared_by.clone();
    let id = signed.sha256.to_string();
    let give_letter =
        button("secondary", "appraisal-letter", "Tải thư soạn sẵn có đính kèm tệp", move || {
            let subject = format!("{unit}: kết quả thẩm định năm {period}, lần {revision}");
            let letter = Letter {
                to: to.email.as_deref().unwrap_or_default(),
                to_name: &to.name,
                from: None,
                subject: &subject,
                body: &body,
                file_name: &file_name,
                file: signed.text.as_bytes(),
                date_s: clock::now_ms().div_euclid(1000),
                id: &id,
            };
            // Everything beyond ASCII is encoded in a letter.
            let bytes = letter.to_bytes();
            let is_given = files::download_text(&letter.file_name(), LETTER_TYPE, &String::from_utf8_lossy(&bytes));
            said.set(Some(match is_given {
                true => Said::Good(format!("Đã tải {}: mở bằng phần mềm thư, xem lại rồi gửi.", letter.file_name())),
                false => Said::Bad("Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp.".to_owned()),
            }));
        });
    el("div").child(give_letter).child(said_view(said))
}
