//! What the office says of one criterion, beside the unit's own answer on the sheet.

use leptos::prelude::Set;
use rust_decimal::Decimal;

use super::dom::{El, el, el_class};
use super::work::Work;
use crate::browser::page;
use crate::engine::number::write_change;
use crate::engine::signed::AppraisalRow;
use crate::handover::official::points_or_dash;
use crate::state::appraisal;
use crate::state::cell::Cell;

/// Finds the explanation of a criterion, where a remark is answered.
pub const EXPLANATION: &str = "[data-field=explanation]";

/// The office's points and remark, if it has appraised the sheet and has points or a remark for the criterion.
pub fn appraisal_beside(work: Work, cell: Cell) -> Option<El> {
    let opened = appraisal::current(work.sheet)?;
    let code = cell.criterion.code.as_str();
    let row = opened.appraisal.rows.iter().find(|row| row.criterion == code)?;
    let words = match difference(row) {
        None if row.appraised.is_none() && row.remark.is_empty() => return None,
        None => format!("Thẩm định: {} điểm, như tự chấm", points_or_dash(row.appraised)),
        Some(difference) => format!(
            "Thẩm định: {} điểm (tự chấm {}, chênh lệch {})",
            points_or_dash(row.appraised),
            points_or_dash(row.self_points),
            write_change(difference)
        ),
    };
    let answer = (!row.remark.is_empty()).then(|| {
        el_class("button", "quiet")
            .attr("type", "button")
            .text("Trả lời nhận xét trong ô Giải trình")
            .hidden_text(&format!(", tiêu chí {code}"))
            .on("click", move |_| {
                cell.support_shown.set(true);
                page::soon(move || {
                    page::focus_inside(&cell.element_id(), EXPLANATION);
                });
            })
    });
    let remark = (!row.remark.is_empty())
        .then(|| el_class("p", "remark").child(el("strong").text("Nhận xét: ")).text(&row.remark));
    Some(
        el_class("aside", "appraised")
            .attr("aria-label", &format!("Thẩm định tiêu chí {code}"))
            .attr("data-appraised", code)
            .attr("data-differs", if difference(row).is_some() { "true" } else { "false" })
            .child(el("p").text(&words))
            .maybe(remark)
            .maybe(answer),
    )
}

/// What the office gives more or less than the unit; none where both are the same.
pub fn difference(row: &AppraisalRow) -> Option<Decimal> {
    let both = row.appraised.unwrap_or_default() - row.self_points.unwrap_or_default();
    (row.appraised != row.self_points).then_some(both)
}
