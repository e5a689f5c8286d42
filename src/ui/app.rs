//! The unit's form as a whole: the header, and the page that the address leads to.

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;

use super::carried::keep_unsaved;
use super::dom::{El, body, el, el_class};
use super::sheet_page::sheet_page;
use super::site_header::site_header;
use super::start_page::start_page;
use super::unsaved_notice::unsaved_notice;
use super::update_notice::{Versions, offline_words, update_notice};
use super::work::{App, Work};
use crate::browser::page;
use crate::browser::storage::LocalStorage;
use crate::engine::criteria::Unit;
use crate::engine::draft::Keeper;
use crate::state::autosave::Autosave;
use crate::state::cell::Cell;
use crate::state::criteria_choice;
use crate::state::last_choice::{self, LastChoice};
use crate::state::open_draft::OpenDraft;
use crate::state::route::Route;
use crate::state::sheet_state::Sheet;

/// The pages that the program may have in itself or bring when they are needed.
#[derive(Clone, Copy)]
pub struct Pages {
    pub keys: fn(App) -> El,
    pub drafts: fn(App) -> El,
    pub reminder: fn(App) -> El,
    pub check: fn(Work) -> El,
    pub paper: fn(Work) -> El,
    pub appraisal: fn(Work) -> El,
    pub contribution: fn(Work) -> El,
    /// Which criteria set the form is about, and another one.
    pub criteria: fn(App) -> El,
    /// Goes on with what the part of the program before this one gave.
    pub carry_on: fn(App),
    /// Does the same once a unit's draft is open.
    pub carry_on_with: fn(Work),
    /// What the office says of a criterion, beside it on the sheet.
    pub beside: fn(Work, Cell) -> Option<El>,
}

/// Puts the unit's form into the page, in place of what stood there before.
pub fn start(pages: Pages) {
    let criteria = criteria_choice::chosen();
    let file = criteria.file;
    let route = RwSignal::new(Route::parse(&file.set, &page::hash()));
    let app = App {
        pages,
        root: StoredValue::new(Owner::current().unwrap_or_default()),
        file,
        criteria,
        route,
        focus_next: RwSignal::new(None),
        chosen_draft: RwSignal::new(None),
        unsaved: RwSignal::new(Vec::new()),
        open_draft: RwSignal::new(None),
    };
    (pages.carry_on)(app);
    let versions = Versions::watch();
    // The sheet lives as long as its unit and period are open, over the change from the sheet to the check and back.
    let work = RwSignal::new(route.get_untracked().work());
    let listener = window_event_listener_untyped("hashchange", move |_| {
        let next = Route::parse(&file.set, &page::hash());
        if work.get_untracked() != next.work() {
            work.set(next.work());
        }
        route.set(next);
        page::scroll_to_top();
        // A new page begins at its beginning, for the keyboard and the screen reader too.
        page::soon(|| page::focus_in_place("noi-dung"));
    });
    on_cleanup(move || listener.remove());
    page::remove_element("cho-tai");
    let skip = el_class("button", "skip-link").attr("type", "button").text("Đến phần nội dung").on("click", |_| {
        page::focus("noi-dung");
    });
    let main = el("main").attr("id", "noi-dung").attr("tabindex", "-1").live_children(move || match work.get() {
        Some((unit, period)) => vec![work_pages(app, unit, period)],
        None => vec![el("div").live_children(move || match route.get() {
            Route::Keys => vec![(pages.keys)(app)],
            Route::Drafts => vec![(pages.drafts)(app)],
            Route::Reminder { .. } => vec![(pages.reminder)(app)],
            _ => vec![start_page(app)],
        })],
    });
    body()
        .child(skip)
        .child(site_header(app))
        .child(update_notice(versions, move || {
            app.unsaved.with_untracked(Vec::is_empty)
                && app.open_draft.get_untracked().is_none_or(|autosave| autosave.settle())
        }))
        .child(unsaved_notice(app))
        .child(main)
        .child(offline_words(versions));
}

/// The pages of one unit's work.
fn work_pages(app: App, unit: &'static Unit, period: u16) -> El {
    let opened = Keeper::open(&LocalStorage, &app.file.set, unit, period);
    let saved_at_ms = opened.draft.saved_at_ms;
    let sheet = Sheet::new(app.file, unit, opened.draft);
    let autosave = Autosave::start(sheet, opened.keeper, saved_at_ms, opened.trouble.as_ref());
    let trouble = StoredValue::new(opened.trouble);
    let work =
        Work { app, sheet, autosave, open: OpenDraft::start(autosave), trouble, visited: StoredValue::new(None) };
    app.open_draft.set(Some(autosave));
    on_cleanup(move || {
        app.open_draft.set(None);
        // The saving has ended, with a last save. What that did not store goes on when this sheet is opened again.
        app.unsaved.update(|unsaved| unsaved.extend(autosave.left()));
    });
    keep_unsaved(work);
    (app.pages.carry_on_with)(work);
    last_choice::remember(&LastChoice { unit: unit.id.to_string(), period });
    el("div").live_children(move || match app.route.get() {
        Route::Check { .. } => vec![(app.pages.check)(work)],
        Route::Paper { .. } => vec![(app.pages.paper)(work)],
        Route::Appraisal { .. } => vec![(app.pages.appraisal)(work)],
        Route::Contribution { .. } => vec![(app.pages.contribution)(work)],
        _ => vec![sheet_page(work)],
    })
}
