//! The sheet: every criterion that the unit leads, with inputs, points and sums.

use leptos::prelude::*;

use super::coordinated_list::coordinated_list;
use super::criteria_making::Making;
use super::dom::{El, el, el_class};
use super::draft_notices::{download_button, draft_notices};
use super::figure::live_points;
use super::notices::dispatch_notice;
use super::score_bar::score_bar;
use super::section_list::section_list;
use super::section_view::section_view;
use super::sheet_filter::sheet_filter;
use super::support::is_in_support;
use super::winnable_list::winnable_list;
use super::work::{Work, writers_only};
use crate::browser::page;
use crate::state::appraisal;
use crate::state::follow::follow;
use crate::state::route::Route;
use crate::state::sheet_state::{GroupState, Sheet};

/// Chromium looks at a page's fields whether it might fill them in, if there are no more than these, and lays out each that
/// was left out because it is off the screen.
pub(super) const FIELDS_LOOKED_AT: usize = 200;

/// The sheet of one unit, and the ways from it to the other pages.
pub fn sheet_page(work: Work) -> El {
    let sheet = work.sheet;
    page::set_title(&format!("{} – năm {} – Tự Chấm", sheet.unit.name, sheet.period));
    let paper = link(Route::Paper { unit: sheet.unit, period: sheet.period }, "In phiếu");
    let head = sheet_head(sheet).child(appraisal_notice(work)).child(
        el_class("div", "button-row")
            .child(download_button(work.autosave))
            .child(paper)
            .child(link(Route::Contribution { unit: sheet.unit, period: sheet.period }, "Số liệu phối hợp")),
    );
    let making = Making::in_steps(work);
    let main = el_class("div", "sheet-main")
        .child(head)
        .child(draft_notices(work))
        .children(answers(work, making))
        .maybe(coordinated_list(sheet))
        .child(unseen_fields());
    framed(work, making, check_link(sheet), main, true)
}

/// So many fields that Chromium looks at none: nothing on this page is for it to fill in.
fn unseen_fields() -> El {
    el("div").attr("hidden", "").attr("aria-hidden", "true").markup(&"<input>".repeat(FIELDS_LOOKED_AT + 1))
}

/// Whose sheet it is, for which year, and by which dispatch.
pub(super) fn sheet_head(sheet: Sheet) -> El {
    el_class("header", "sheet-head")
        .child(el_class("p", "eyebrow").text(&format!("Phiếu tự chấm điểm năm {}", sheet.period)))
        .child(el("h1").text(&sheet.unit.name))
        .child(dispatch_notice(sheet.file))
}

/// Every criterion with its inputs, and what narrows them. Those that are not made at once follow from now on.
pub(super) fn answers(work: Work, making: Making) -> Vec<El> {
    let groups = work.sheet.groups();
    let inputs = writers_only(work)
        .live_flag("data-making", move || making.is_under_way())
        .children(groups.iter().map(|group| group_view(making, group)).collect());
    making.go_on();
    vec![sheet_filter(work.sheet, making), inputs]
}

/// The bar and the list of sections around what the sheet holds; `way_on` is what comes after the sheet. `is_partly`: only the
/// criteria on the screen are laid out.
pub(super) fn framed(work: Work, making: Making, way_on: El, main: El, is_partly: bool) -> El {
    let sheet = work.sheet;
    let app = work.app;
    let drawer_open = RwSignal::new(false);
    follow(Box::new(move || {
        let next = app.focus_next.get();
        if let Some((code, control)) = next {
            let Some(cell) = sheet.cells().into_iter().find(|cell| cell.criterion.code == code) else { return };
            app.focus_next.set(None);
            making.finish();
            if is_in_support(control) {
                cell.support_shown.set(true);
            }
            // The sheet stands in the page once this turn is over.
            page::soon(move || {
                page::focus_inside(&cell.element_id(), control);
            });
        }
    }));
    let close_drawer = move || {
        drawer_open.set(false);
        page::focus("nut-muc-luc");
    };
    let close = el_class("button", "quiet drawer-close")
        .attr("id", "dong-muc-luc")
        .attr("type", "button")
        .text("Đóng mục lục")
        .on("click", move |_| close_drawer());
    let side = el_class("aside", "sheet-side")
        .attr("id", "muc-luc")
        .attr("aria-label", "Mục lục")
        .live_class("open", move || drawer_open.get())
        .on("keydown", move |event| {
            if page::is_escape(&event) && drawer_open.get_untracked() {
                close_drawer();
            }
        })
        // Whoever goes on with the Tab key would be behind it.
        .on("focusout", move |_| {
            page::soon(move || {
                if drawer_open.try_get_untracked() == Some(true) && !page::has_focus("muc-luc") {
                    drawer_open.set(false);
                }
            });
        })
        .child(close)
        .child(section_list(sheet, making, drawer_open))
        .child(winnable_list(app, sheet, drawer_open));
    el_class("div", if is_partly { "sheet partly" } else { "sheet" })
        .child(score_bar(work, drawer_open, way_on))
        .child(el_class("div", "sheet-columns").child(side).child(main))
}

fn check_link(sheet: Sheet) -> El {
    let check = Route::Check { unit: sheet.unit, period: sheet.period };
    el_class("a", "primary")
        .attr("data-test", "to-check")
        .attr("href", &format!("#{}", check.hash()))
        .text("Kiểm tra và xuất tệp")
}

/// A way to another page, as a button in a row of buttons.
pub(super) fn link(to: Route, label: &str) -> El {
    el_class("a", "secondary").attr("href", &format!("#{}", to.hash())).text(label)
}

/// The way to the office's points and remarks, or to opening them.
fn appraisal_notice(work: Work) -> El {
    let sheet = work.sheet;
    let route = Route::Appraisal { unit: sheet.unit, period: sheet.period };
    match appraisal::is_kept(sheet) {
        true => el_class("p", "notice good")
            .attr("data-test", "appraised")
            .text("Phiếu này đã có kết quả thẩm định. ")
            .child(link(route, "Xem điểm và nhận xét")),
        false => {
            el("p").child(el("a").attr("href", &format!("#{}", route.hash())).text("Mở kết quả thẩm định của huyện"))
        }
    }
}

/// One group with its sections.
fn group_view(making: Making, state: &GroupState) -> El {
    let number = state.group.number;
    let title_id = format!("nhom-{number}");
    let cells: Vec<_> = state.sections.iter().flat_map(|section| section.cells.iter().copied()).collect();
    let head = el_class("header", "group-head")
        .child(el("h2").attr("id", &title_id).text(&format!("{number}. {}", state.group.title)))
        .child(live_points("group-total", "data-group", &number.to_string(), state.total));
    el_class("section", "group")
        .attr("aria-labelledby", &title_id)
        .live_flag("hidden", move || !cells.iter().any(|cell| cell.listed.get()))
        .child(head)
        .children(state.sections.iter().map(|section| section_view(making, section)).collect())
}
