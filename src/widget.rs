//! The custom element `<tucham-form>`, as a Wasm of its own: `src/widget/tucham-form.js` is the element around it.

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use tucham::contract::Fault;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::CriteriaFile;
use tucham::engine::signed::{open_set, write_multikey};
use tucham::messages;
use tucham::ui::widget::{self, Asked, Opened, teller};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

fn main() {
    console_error_panic_hook::set_once();
    // What runs the followers begins with the first thing that Leptos mounts; everything else mounts itself.
    if let Some(place) = web_sys::window().and_then(|window| window.document()?.create_element("div").ok()) {
        leptos::mount::mount_to(place.unchecked_into(), || ()).forget();
    }
}

thread_local! {
    /// The sets that came out of files, by their hash: each stays as long as the page, however often it is opened.
    static OPENED: RefCell<Vec<([u8; 32], Criteria)>> = const { RefCell::new(Vec::new()) };
}

/// A criteria set.
#[wasm_bindgen]
#[derive(Clone)]
pub struct Criteria {
    file: &'static CriteriaFile,
    signer: Option<String>,
}

#[wasm_bindgen]
impl Criteria {
    /// The one that the program has in itself.
    pub fn builtin() -> Criteria {
        Criteria { file: builtin(), signer: None }
    }

    /// The set of a signed file; throws a sentence.
    pub fn open(bytes: &[u8]) -> Result<Criteria, String> {
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        let known = OPENED.with_borrow(|all| all.iter().find(|(of, _)| *of == hash).map(|(_, set)| set.clone()));
        if let Some(known) = known {
            return Ok(known);
        }
        let opened = open_set(bytes).map_err(|error| messages::office::open_set_error(&error))?;
        let signer = Some(write_multikey(&opened.signer));
        let set = Criteria { file: Box::leak(Box::new(opened.file)), signer };
        OPENED.with_borrow_mut(|all| all.push((hash, set.clone())));
        Ok(set)
    }

    /// Whose key signed it; nothing for the built-in one.
    #[wasm_bindgen(getter)]
    pub fn signer(&self) -> Option<String> {
        self.signer.clone()
    }
}

/// What an element asks for.
#[wasm_bindgen]
pub struct Wanted(Asked);

#[wasm_bindgen]
impl Wanted {
    #[wasm_bindgen(constructor)]
    pub fn new(unit: Option<String>, period: Option<String>, readonly: bool) -> Wanted {
        Wanted(Asked { unit, period, value: None, readonly })
    }

    /// A submission to show or to go on with.
    pub fn with_value(&mut self, value: Option<String>) {
        self.0.value = value;
    }
}

/// What an element holds of sheets that it has ended.
#[wasm_bindgen]
#[derive(Default)]
pub struct Kept(widget::Kept);

#[wasm_bindgen]
impl Kept {
    /// Nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Kept {
        Kept::default()
    }

    /// No value is given any more.
    pub fn forget_waiting(&self) {
        self.0.forget_waiting();
    }
}

/// An open sheet. Faults are thrown as the text of `{code, place, message}`.
#[wasm_bindgen]
pub struct Sheet(Opened);

#[wasm_bindgen]
impl Sheet {
    /// Opens it in an empty element. `tell` gets the name and the detail of events, and says whether nobody prevented them.
    pub fn open(
        place: web_sys::Element,
        criteria: &Criteria,
        wanted: &Wanted,
        kept: &Kept,
        tell: js_sys::Function,
    ) -> Result<Sheet, String> {
        let tell = teller(move |name, detail| {
            tell.call2(&JsValue::NULL, &name.into(), &detail.into()).is_ok_and(|told| told.is_truthy())
        });
        Opened::open(place, criteria.file, &wanted.0, &kept.0, tell).map(Sheet).map_err(|fault| fault.to_text())
    }

    #[wasm_bindgen(getter)]
    pub fn unit(&self) -> String {
        self.0.unit().to_owned()
    }

    #[wasm_bindgen(getter)]
    pub fn period(&self) -> String {
        self.0.period().to_string()
    }

    pub fn enter(&self) {
        self.0.enter();
    }

    /// Whether the value was taken here; `false` if it is for another sheet.
    pub fn take(&self, text: &str, wanted: &Wanted) -> Result<bool, String> {
        self.0.take(text, &wanted.0).map_err(|fault: Fault| fault.to_text())
    }

    pub fn clear(&self) -> bool {
        self.0.clear()
    }

    pub fn value(&self) -> String {
        self.0.value()
    }

    pub fn validate(&self) -> String {
        self.0.validate()
    }

    pub fn export(&self) -> Result<String, String> {
        self.0.export().map_err(|fault| fault.to_text())
    }

    pub fn disable(&self, is_disabled: bool) {
        self.0.disable(is_disabled);
    }

    pub fn end(self, kept: &Kept) {
        self.0.end(&kept.0);
    }
}
