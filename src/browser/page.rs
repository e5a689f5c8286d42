//! The page itself: its address after `#`, focus, scrolling, and letting it paint.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The address after `#`, for instance `/xa-huong-phu/2018`.
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Goes to another address after `#`.
pub fn go_to(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Whether the page was opened from a file and not from a server.
pub fn is_file() -> bool {
    web_sys::window().and_then(|window| window.location().protocol().ok()).as_deref() == Some("file:")
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Sets the document's title, which screen readers say first on a new page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Takes the static part of the start page away once the app stands in its place.
pub fn remove_element(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.remove();
    }
}

/// Focuses the element with this id and brings it into view; `false` if there is none.
pub fn focus(id: &str) -> bool {
    element(id).is_some_and(|element| {
        bring_into_view(&element);
        element.focus().is_ok()
    })
}

/// Focuses the first control with `selector` inside the element with this id, else the element itself.
pub fn focus_inside(id: &str, selector: &str) -> bool {
    let Some(container) = element(id) else {
        return false;
    };
    bring_into_view(&container);
    let Some(control) = container.query_selector(selector).ok().flatten() else {
        return container.focus().is_ok();
    };
    control.unchecked_into::<HtmlElement>().focus().is_ok()
}

/// Focuses the element with this id with its top in view.
pub fn focus_at_top(id: &str) -> bool {
    element(id).is_some_and(|element| {
        element.scroll_into_view();
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        element.focus_with_options(&options).is_ok()
    })
}

/// Whether the focus is inside the element with this id, or nowhere.
pub fn has_focus(id: &str) -> bool {
    let focused = root().and_then(|root| root.active_element());
    // Where focus has left a shadow root, the document knows who has it.
    #[cfg(feature = "widget")]
    let focused = focused.or_else(|| document()?.active_element());
    focused.is_none_or(|focused| {
        focused.local_name() == "body" || focused.closest(&format!("#{id}")).is_ok_and(|found| found.is_some())
    })
}

/// Whether a field has the focus that takes text.
pub fn is_typing() -> bool {
    let focused = document().and_then(|document| document.active_element());
    focused.is_some_and(|focused| focused.local_name() == "input")
}

/// Leaves the field that is being typed in; whether there was one.
#[cfg(feature = "widget")]
pub fn leave_text_field() -> bool {
    const TEXT: &str = "textarea, input:not([type=radio], [type=checkbox])";
    let focused = root().and_then(|root| root.active_element());
    let field = focused.filter(|focused| focused.matches(TEXT).unwrap_or_default());
    field.is_some_and(|field| field.unchecked_into::<HtmlElement>().blur().is_ok())
}

/// Whether a key event is the Escape key.
pub fn is_escape(event: &web_sys::Event) -> bool {
    event.unchecked_ref::<web_sys::KeyboardEvent>().key() == "Escape"
}

/// Takes a key event from the browser that presses what has the focus as a button: Space would scroll. Whether it does press;
/// a key that is held down does so once.
pub fn takes_press(event: &web_sys::Event) -> bool {
    let event: &web_sys::KeyboardEvent = event.unchecked_ref();
    let is_chord = event.ctrl_key() || event.alt_key() || event.meta_key();
    let is_meant = matches!(event.key().as_str(), "Enter" | " ") && !is_chord;
    if is_meant {
        event.prevent_default();
    }
    is_meant && !event.repeat()
}

/// Whether the `details` that a toggle event comes from is open.
pub fn is_open(event: &web_sys::Event) -> bool {
    event.target().is_some_and(|target| target.unchecked_into::<web_sys::Element>().has_attribute("open"))
}

/// Focuses the element with this id and leaves the page where it is.
pub fn focus_in_place(id: &str) {
    if let Some(element) = element(id) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Scrolls to the top.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// A `mailto:` link with subject and body.
pub fn mail_link(address: &str, subject: &str, body: &str) -> String {
    let encode = |text: &str| String::from(js_sys::encode_uri_component(text));
    // An address keeps its @; lines end as RFC 6068 says.
    let address = encode(address).replace("%40", "@");
    format!("mailto:{address}?subject={}&body={}", encode(subject), encode(&body.replace('\n', "\r\n")))
}

/// Runs `run` once the page stands as the signals now say.
pub fn soon(run: impl FnOnce() + 'static) {
    #[cfg(feature = "widget")]
    let run = super::shadow::kept(run);
    run_after(Closure::once_into_js(run), 0);
}

/// How long the page may compute before the browser has its turn.
const SLICE_MS: f64 = 20.0;

/// Calls `step` until it gives false, with turns for the browser between.
#[cfg(feature = "office")]
pub fn in_slices(mut step: impl FnMut() -> bool + 'static) {
    if has_more(&mut step) {
        soon(move || in_slices(step));
    }
}

/// Calls `step` until it gives false, a little at a time whenever the browser has nothing else to do and no mouse button is down. A
/// hidden tab is idle for a few seconds only; what is left comes when it is looked at.
pub fn in_idle_moments(mut step: Box<dyn FnMut() -> bool>) {
    when_idle(move || {
        once_released(Box::new(move || {
            if has_more(&mut step) {
                in_idle_moments(step);
            }
        }));
    });
}

/// Calls `step` for one slice; `false` once it gave false.
fn has_more(step: &mut dyn FnMut() -> bool) -> bool {
    let start_ms = js_sys::Date::now();
    while step() {
        if js_sys::Date::now() - start_ms > SLICE_MS {
            return true;
        }
    }
    false
}

/// Runs `run` when the browser has nothing else to do. Safari has no such moments to give; there it is once the page was painted.
fn when_idle(run: impl FnOnce() + 'static) {
    #[cfg(feature = "widget")]
    let run = super::shadow::kept(run);
    let run = Closure::once_into_js(run);
    let Some(window) = web_sys::window() else { return };
    if window.request_idle_callback(run.unchecked_ref()).is_err() {
        run_after(run, PAINTED_MS);
    }
}

/// By then the browser has painted. A hidden tab paints no frames; a timer runs there too.
const PAINTED_MS: i32 = 60;

/// Runs `run` once the browser has had time to paint what was just shown, so that a word stands on the screen before a
/// long computation.
pub fn after_painting(run: impl FnOnce() + 'static) {
    #[cfg(feature = "widget")]
    let run = super::shadow::kept(run);
    run_after(Closure::once_into_js(run), PAINTED_MS);
}

/// Runs `run` at once, or when the mouse button that is down has been let go: what moves while it is down is not clicked.
pub fn once_released(run: Box<dyn FnOnce()>) {
    // What is active makes all around it so; to look for it would take longer the longer the sheet is.
    let root = document().and_then(|document| document.document_element());
    let is_pressed = root.is_some_and(|root| root.matches(":active").unwrap_or(false));
    match is_pressed {
        true => run_after(Closure::once_into_js(move || once_released(run)), 50),
        false => run(),
    }
}

fn run_after(run: JsValue, ms: i32) {
    if let Some(window) = web_sys::window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(run.unchecked_ref(), ms);
    }
}

fn bring_into_view(element: &HtmlElement) {
    let options = ScrollIntoViewOptions::new();
    // The middle of something tall would leave its beginning under the bar.
    let is_tall = element.offset_height() > 400;
    options.set_block(if is_tall { ScrollLogicalPosition::Start } else { ScrollLogicalPosition::Center });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn element(id: &str) -> Option<HtmlElement> {
    root()?.get_element_by_id(id).map(JsCast::unchecked_into)
}

/// Where elements are looked up: the page, or in the widget the shadow root in which something happened last.
fn root() -> Option<web_sys::Document> {
    #[cfg(feature = "widget")]
    if let Some(root) = super::shadow::current() {
        return Some(root);
    }
    document()
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
