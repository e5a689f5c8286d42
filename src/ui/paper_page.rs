//! The sheet as a document for the printer, as it will look on paper.

use super::dom::{El, el, el_class};
use super::paper_view::{paper_place, print_button, print_hint};
use super::work::Work;
use crate::browser::page;
use crate::handover::unit_paper::unit_paper;
use crate::state::export::changed_since;
use crate::state::route::Route;

/// The paper of the sheet as it is now, and the way to print it.
pub fn paper_page(work: Work) -> El {
    let sheet = work.sheet;
    page::set_title(&format!("In phiếu – {} – Tự Chấm", sheet.unit.name));
    let draft = sheet.draft();
    let exported = draft.exports.last().filter(|record| !changed_since(sheet, record));
    let back = el("p").child(
        el("a")
            .attr("href", &format!("#{}", Route::Sheet { unit: sheet.unit, period: sheet.period }.hash()))
            .text("← Về phiếu tự chấm điểm"),
    );
    let words = match exported {
        Some(record) => {
            format!("Bản in này thuộc về tệp lần {}: dãy số và mã QR ở cuối phiếu khớp với tệp.", record.revision)
        }
        None => {
            "Bản in này chưa thuộc về tệp nào. Muốn bản in có dãy số đối chiếu, hãy xuất tệp trước rồi in.".to_owned()
        }
    };
    let head = el_class("header", "sheet-head no-print")
        .child(back)
        .child(el_class("p", "eyebrow").text(&format!("{}, năm {}", sheet.unit.name, sheet.period)))
        .child(el("h1").text("In phiếu tự chấm điểm"))
        .child(el("p").text(&words))
        .child(print_hint("tên đơn vị"))
        .child(el_class("div", "button-row").child(print_button("In phiếu")));
    let paper = unit_paper(sheet.file, sheet.unit, &draft, exported);
    let place = paper_place("Phiếu để in").markup(&paper);
    el_class("div", "check paper-page").child(head).child(place)
}
