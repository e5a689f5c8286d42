//! In which shadow root something happens: a page may have several widgets, and each looks only in itself.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element};

thread_local! {
    /// A `Document` to the compiler: what is asked of it, `getElementById` and `activeElement`, shadow roots have too.
    static CURRENT: RefCell<Option<Rc<Document>>> = const { RefCell::new(None) };
}

/// The shadow root in which something happened last; none before anything did.
pub fn current() -> Option<Document> {
    CURRENT.with_borrow(|root| root.as_deref().cloned())
}

/// Something happens in the root that `place` lies in.
pub fn enter(place: &Element) {
    CURRENT.set(Some(Rc::new(place.get_root_node().unchecked_into())));
}

/// Nothing more will happen where `place` lies: a root that nobody else holds can go.
pub fn leave(place: &Element) {
    let root: Document = place.get_root_node().unchecked_into();
    if current().is_some_and(|current| current == root) {
        CURRENT.set(None);
    }
}

/// `run` in the root in which it was asked for.
pub fn kept(run: impl FnOnce()) -> impl FnOnce() {
    let run = kept_with(move |()| run());
    move || run(())
}

/// The same for what is told something.
pub fn kept_with<T>(run: impl FnOnce(T)) -> impl FnOnce(T) {
    let here = CURRENT.with_borrow(Clone::clone);
    move |told| {
        CURRENT.set(here);
        run(told);
    }
}

/// `run` in the root in which it was asked for, each time: what follows signals is called from wherever they are set, and whoever
/// sets them goes on in its own root.
pub fn kept_each_time(run: Box<dyn Fn()>) -> Box<dyn Fn()> {
    let here = CURRENT.with_borrow(Clone::clone);
    Box::new(move || {
        let before = CURRENT.replace(here.clone());
        run();
        CURRENT.set(before);
    })
}
