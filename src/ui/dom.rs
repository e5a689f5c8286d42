//! Builds elements and ties them to signals.
//!
//! Leptos' `view!` makes a type, and with it code, for every element that is written: for this form twice what the
//! first load may weigh. The functions here are compiled once; Leptos' signals, memos and owners do the rest.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlInputElement};

use crate::state::follow::{act, follow, follow_alone};

/// An element under construction. Followers and listeners live as long as the owner that they are made in.
#[derive(Clone)]
pub struct El(Element);

/// A new element.
pub fn el(tag: &str) -> El {
    // The document is there as long as the page is, and every tag of ours is a valid name.
    El(document().create_element(tag).expect("a valid tag name"))
}

/// A new element with classes.
pub fn el_class(tag: &str, class: &str) -> El {
    el(tag).attr("class", class)
}

/// The document's body.
pub fn body() -> El {
    El(document().body().expect("the program starts after the body").into())
}

/// A place in somebody else's page.
#[cfg(feature = "widget")]
pub fn within(place: Element) -> El {
    El(place)
}

/// Where an element stands that is made later.
#[derive(Clone, Copy)]
pub enum Place {
    Before,
    Inside,
}

/// The text of the field that an event comes from.
pub fn value_of(event: &Event) -> String {
    field_of(event).map(|field| field.value()).unwrap_or_default()
}

/// Whether the checkbox that an event comes from is checked.
pub fn checked_of(event: &Event) -> bool {
    field_of(event).is_some_and(|field| field.checked())
}

/// The field that an event comes from. A text area counts too: its `value` is the same member.
pub fn field_of(event: &Event) -> Option<HtmlInputElement> {
    Some(event.target()?.unchecked_into())
}

impl El {
    /// Sets an attribute.
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// Sets an attribute if there is a value.
    pub fn maybe_attr(self, name: &str, value: Option<&str>) -> El {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Appends text.
    pub fn text(self, text: &str) -> El {
        let _ = self.0.append_with_str_1(text);
        self
    }

    /// Appends an element.
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Takes a text of markup as its content. What officers typed must be escaped in it.
    pub fn markup(self, markup: &str) -> El {
        self.0.set_inner_html(markup);
        self
    }

    /// Appends elements.
    pub fn children(mut self, children: Vec<El>) -> El {
        for child in children {
            self = self.child(child);
        }
        self
    }

    /// Appends an element if there is one.
    pub fn maybe(self, child: Option<El>) -> El {
        match child {
            Some(child) => self.child(child),
            None => self,
        }
    }

    /// Appends text for screen readers only.
    pub fn hidden_text(self, text: &str) -> El {
        self.child(el_class("span", "visually-hidden").text(text))
    }

    /// Appends text that follows signals.
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> El {
        self.live_text_boxed(Box::new(text))
    }

    fn live_text_boxed(self, text: Box<dyn Fn() -> String>) -> El {
        let node = document().create_text_node("");
        let _ = self.0.append_child(&node);
        follow_value(String::new(), text, move |_, text| node.set_data(text));
        self
    }

    /// An attribute that follows signals; `None` takes it away. It has no other value before.
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> El {
        self.live_attr_boxed(name, Box::new(value))
    }

    fn live_attr_boxed(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> El {
        let element = self.0.clone();
        follow_value(None, value, move |_, value| {
            let _ = match value {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            };
        });
        self
    }

    /// An attribute without a value that is there or not.
    pub fn live_flag(self, name: &'static str, is_set: impl Fn() -> bool + 'static) -> El {
        self.live_attr(name, move || is_set().then(String::new))
    }

    /// A class that follows signals.
    pub fn live_class(self, class: &'static str, is_set: impl Fn() -> bool + 'static) -> El {
        let element = self.0.clone();
        follow_value(false, Box::new(is_set), move |_, is_set| {
            let _ = element.class_list().toggle_with_force(class, *is_set);
        });
        self
    }

    /// The checked state of a radio or checkbox, which follows signals.
    pub fn live_checked(self, is_checked: impl Fn() -> bool + 'static) -> El {
        let field: HtmlInputElement = self.0.clone().unchecked_into();
        // Only what the signals changed: between a click and its handler the field is ahead of them.
        follow_value(false, Box::new(is_checked), move |_, is_checked| field.set_checked(*is_checked));
        self
    }

    /// The text of a field, where another part of the page may change it. A field that has that text is left alone,
    /// for writing into it would break an input method that composes in it.
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> El {
        let field: HtmlInputElement = self.0.clone().unchecked_into();
        // Only what the signals changed: between a keystroke and its handler the field is ahead of them.
        follow_value(String::new(), Box::new(value), move |_, value| {
            if field.value() != *value {
                field.set_value(value);
            }
        });
        self
    }

    /// The text of a field to start with.
    pub fn value(self, value: &str) -> El {
        self.0.unchecked_ref::<HtmlInputElement>().set_value(value);
        self
    }

    /// Children that are made anew whenever the signals change that `children` reads.
    pub fn live_children(self, children: impl Fn() -> Vec<El> + 'static) -> El {
        let children: Box<dyn Fn() -> Vec<El>> = Box::new(children);
        let element = self.0.clone();
        // What children follow and listen to goes when they are made anew.
        follow_alone(Box::new(move || {
            let children = children();
            element.set_text_content(None);
            for child in children {
                let _ = element.append_child(&child.0);
            }
        }));
        self
    }

    /// Paragraphs of one class that follow signals. An empty text is none.
    pub fn live_lines(self, lines: impl Fn() -> Lines + 'static) -> El {
        self.live_lines_boxed(Box::new(lines))
    }

    fn live_lines_boxed(self, lines: Box<dyn Fn() -> Lines>) -> El {
        let element = self.0.clone();
        let lines: Box<dyn Fn() -> Lines> = Box::new(move || {
            let mut lines = lines();
            lines.1.retain(|line| !line.is_empty());
            lines
        });
        follow_value(("", Vec::new()), lines, move |before, lines| write_lines(&element, before, lines));
        self
    }

    /// An element that is made once, when it is first wanted, and lives as long as this one; beside it, only what has a parent
    /// by then can have one.
    pub fn once(self, place: Place, is_wanted: impl Fn() -> bool + 'static, make: impl FnOnce() -> El + 'static) -> El {
        self.once_boxed(place, Box::new(is_wanted), Box::new(make))
    }

    fn once_boxed(self, place: Place, is_wanted: Box<dyn Fn() -> bool>, make: Box<dyn FnOnce() -> El>) -> El {
        let element = self.0.clone();
        let owner = Owner::current().unwrap_or_default();
        let make = Cell::new(Some(make));
        follow(Box::new(move || {
            if let Some(unmade) = make.take() {
                if !is_wanted() {
                    return make.set(Some(unmade));
                }
                // Not the owner of a follower: it is emptied when that runs again.
                let made = owner.with(|| untrack(unmade)).0;
                let _ = match place {
                    Place::Before => element.before_with_node_1(&made),
                    Place::Inside => element.append_with_node_1(&made),
                };
            }
        }));
        self
    }

    /// Calls `handler` at each event of this kind.
    pub fn on(self, event: &str, handler: impl FnMut(Event) + 'static) -> El {
        self.on_boxed(event, Box::new(handler))
    }

    fn on_boxed(self, event: &str, mut handler: Box<dyn FnMut(Event)>) -> El {
        let handler = Closure::wrap(Box::new(move |event| act(|| handler(event))) as Box<dyn FnMut(Event)>);
        let _ = self.0.add_event_listener_with_callback(event, handler.as_ref().unchecked_ref());
        // The listener must live as long as the element, which goes with the owner.
        StoredValue::new_local(Listener { element: self.0.clone(), event: event.to_owned(), handler });
        self
    }
}

/// Writes what follows signals whenever it is another than before, which is `first` to begin with; `write` gets both. Writing
/// the same again would cost the browser a layout, and screen readers would say it once more.
fn follow_value<T: PartialEq + 'static>(first: T, value: Box<dyn Fn() -> T>, write: impl Fn(&T, &T) + 'static) {
    let shown = RefCell::new(first);
    follow(Box::new(move || {
        let value = value();
        if *shown.borrow() != value {
            write(&shown.borrow(), &value);
            shown.replace(value);
        }
    }));
}

/// A class, and the lines that have it.
type Lines = (&'static str, Vec<String>);

/// Puts lines in the place of others: one in the place of one only changes its words.
fn write_lines(element: &Element, before: &Lines, now: &Lines) {
    if let ((class_before, [_]), (class_now, [line])) = ((before.0, &before.1[..]), (now.0, &now.1[..]))
        && class_before == class_now
        && let Some(node) = element.first_child().and_then(|paragraph| paragraph.first_child())
    {
        node.set_node_value(Some(line));
        return;
    }
    element.set_text_content(None);
    for line in &now.1 {
        let _ = element.append_child(&el_class("p", now.0).text(line).0);
    }
}

/// A listener that is taken off when its owner goes. The element goes a moment later, and a field that had focus
/// is left as it goes: that event must find no handler that is gone already.
struct Listener {
    element: Element,
    event: String,
    handler: Closure<dyn FnMut(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(&self.event, handler);
    }
}

fn document() -> web_sys::Document {
    thread_local! {
        /// Asked for once: each element needs it.
        static DOCUMENT: Option<web_sys::Document> = web_sys::window().and_then(|window| window.document());
    }
    DOCUMENT.with(Option::clone).expect("the program runs in a page")
}
