//! The criteria that the unit only coordinates: read-only, with who leads them.

use super::dom::{El, el, el_class};
use crate::state::sheet_state::Sheet;

/// A read-only list of coordinated criteria, if there are any.
pub fn coordinated_list(sheet: Sheet) -> Option<El> {
    let coordinated = sheet.helping();
    if coordinated.is_empty() {
        return None;
    }
    let column = |name: &str| el("th").attr("scope", "col").text(name);
    let head =
        el("thead").child(el("tr").child(column("Mã")).child(column("Tiêu chí")).child(column("Đơn vị chủ trì")));
    let rows = coordinated.iter().map(|cell| {
        let criterion = cell.criterion;
        el("tr")
            .attr("data-criterion", criterion.code.as_str())
            .attr("data-coordinated", "")
            .child(el_class("td", "code").text(criterion.code.as_str()))
            .child(el("td").text(&criterion.title))
            .child(el("td").text(&criterion.leads_printed))
    });
    let table = el("table").child(head).child(el("tbody").children(rows.collect()));
    let title = el("h2").attr("id", "phoi-hop").text(&format!("Tiêu chí đơn vị phối hợp ({})", coordinated.len()));
    let view = el_class("section", "coordinated")
        .attr("aria-labelledby", "phoi-hop")
        .child(title)
        .child(el_class("p", "lead").text(
            "Đơn vị chủ trì tự chấm các tiêu chí này. Đơn vị phối hợp cung cấp số liệu ở trang Số liệu phối hợp, không chấm điểm tại đây.",
        ))
        .child(
            el_class("div", "table-scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Bảng tiêu chí phối hợp")
                .child(table),
        );
    Some(view)
}
