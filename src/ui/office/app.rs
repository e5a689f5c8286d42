//! The office's page as a whole: the header, the state of what is kept, and the page that the address leads to.

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;

use super::appraisal_page::appraisal_page;
use super::compare_page::compare_page;
use super::criteria_opening::{self, Choice};
use super::criteria_page::criteria_page;
use super::files_page::files_page;
use super::keys_page::keys_page;
use super::paper_page::paper_page;
use super::pictures_page::pictures_page;
use super::results_page::results_page;
use super::score_page::score_page;
use super::status_bar::status_bar;
use super::units_page::units_page;
use crate::browser::page;
use crate::state::key_ring;
use crate::state::office::desk::Desk;
use crate::state::office::keeping::Kept;
use crate::state::office::route::{OfficeRoute, appraised_unit};
use crate::ui::dom::{El, body, el, el_class};
use crate::ui::update_notice::{Versions, offline_words, update_notice};

/// What every page of the office may need.
#[derive(Clone, Copy)]
pub struct OfficeApp {
    pub desk: Desk,
    /// Which criteria set and year the page is about; setting it opens another desk.
    pub choice: RwSignal<Option<Choice>>,
    /// The identifier of the unit whose appraisal is open; empty for none.
    pub appraised_unit: RwSignal<String>,
}

/// Puts the office's page in place of the words that stood there while it was loading.
pub fn start() {
    key_ring::keep_under(key_ring::OFFICE_KEY);
    let route = RwSignal::new(OfficeRoute::parse(&page::hash()));
    let versions = Versions::watch();
    let choice = RwSignal::new(None);
    criteria_opening::recall(choice);
    let unit = RwSignal::new(appraised_unit(&page::hash()).to_owned());
    let listener = window_event_listener_untyped("hashchange", move |_| {
        route.set(OfficeRoute::parse(&page::hash()));
        unit.set(appraised_unit(&page::hash()).to_owned());
        page::scroll_to_top();
        page::soon(|| page::focus_in_place("noi-dung"));
    });
    on_cleanup(move || listener.remove());
    page::remove_element("cho-tai");
    let skip = el_class("button", "skip-link").attr("type", "button").text("Đến phần nội dung").on("click", |_| {
        page::focus("noi-dung");
    });
    let keeping = RwSignal::new(Kept::Nothing);
    let desk_view = el("div").live_children(move || match choice.get() {
        Some(choice_now) => vec![desk_pages(&choice_now, choice, (route, unit), keeping)],
        None => vec![el_class("p", "working").text("Đang mở dữ liệu đã lưu…")],
    });
    body()
        .child(skip)
        .child(site_header(route))
        // A page whose work is not kept must not be loaded again.
        .child(update_notice(versions, move || !matches!(keeping.get_untracked(), Kept::Refused | Kept::Saving)))
        .child(desk_view)
        .child(offline_words(versions));
}

fn desk_pages(
    now: &Choice,
    choice: RwSignal<Option<Choice>>,
    (route, appraised_unit): (RwSignal<OfficeRoute>, RwSignal<String>),
    keeping: RwSignal<Kept>,
) -> El {
    let desk = Desk::open(now.file, now.criteria_file.clone(), now.period);
    let app = OfficeApp { desk, choice, appraised_unit };
    crate::state::follow::follow(Box::new(move || keeping.set(desk.keeping.state.get())));
    let main = el("main").attr("id", "noi-dung").attr("tabindex", "-1").live_children(move || {
        vec![match route.get() {
            OfficeRoute::Files => files_page(app),
            OfficeRoute::Units => units_page(app),
            OfficeRoute::Keys => keys_page(app),
            OfficeRoute::Score => score_page(app),
            OfficeRoute::Compare => compare_page(app),
            OfficeRoute::Appraisal => appraisal_page(app),
            OfficeRoute::Pictures => pictures_page(app),
            OfficeRoute::Results => results_page(app),
            OfficeRoute::Paper => paper_page(app),
            OfficeRoute::Criteria => criteria_page(app),
        }]
    });
    el("div").child(status_bar(app)).child(main)
}

fn site_header(route: RwSignal<OfficeRoute>) -> El {
    let links = OfficeRoute::ALL.into_iter().map(|(place, label)| {
        el("a")
            .attr("href", &format!("#{}", place.hash()))
            .live_attr("aria-current", move || (route.get() == place).then(|| "page".to_owned()))
            .text(label)
    });
    let brand = el_class("a", "brand")
        .attr("href", "#/")
        .child(el_class("span", "brand-mark").attr("aria-hidden", "true").text("✓"))
        .child(el_class("span", "brand-name").text("Tự Chấm"))
        .child(el_class("span", "brand-set").text("Tổng hợp của huyện"));
    let nav = el_class("nav", "site-links").attr("aria-label", "Trang").children(links.collect());
    el_class("header", "site-header").child(brand).child(nav)
}
