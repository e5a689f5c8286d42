//! The header of every page: the program's name, the way back to the units, and the key of this device.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::work::App;
use crate::state::route::Route;

/// The header.
pub fn site_header(app: App) -> El {
    let link = move |route: Route, label: &str| {
        el("a")
            .attr("href", &format!("#{}", route.hash()))
            .live_attr("aria-current", move || (app.route.get() == route).then(|| "page".to_owned()))
            .text(label)
    };
    let brand = el_class("a", "brand")
        .attr("href", "#/")
        .child(el_class("span", "brand-mark").attr("aria-hidden", "true").text("✓"))
        .child(el_class("span", "brand-name").text("Tự Chấm"))
        .child(el_class("span", "brand-set").text(&app.file.set.title));
    let links = el_class("nav", "site-links")
        .attr("aria-label", "Trang")
        .child(link(Route::Start, "Đơn vị"))
        .child(link(Route::Drafts, "Bản nháp"))
        .child(link(Route::Keys, "Khoá ký"));
    el_class("header", "site-header").child(brand).child(links)
}
