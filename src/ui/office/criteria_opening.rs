//! Which criteria set and year the office works on: the built-in set, or one out of a file, remembered in the browser.

use leptos::prelude::*;

use crate::browser::office_store::{self, Found};
use crate::engine::builtin::builtin;
use crate::engine::criteria::CriteriaFile;
use crate::engine::json::{Json, Number, read_json, write_canonical};
use crate::engine::office::Workspace;
use crate::engine::signed::{OpenedSet, open_set};
use crate::messages::office as words;
use crate::state::route::{FIRST_PERIOD, LAST_PERIOD};

/// Where the browser remembers it.
const CHOSEN: &str = "chosen";

/// A criteria set and a year.
#[derive(Clone)]
pub struct Choice {
    pub file: &'static CriteriaFile,
    /// The set's file letter for letter, where it is not the built-in one.
    pub criteria_file: Option<String>,
    pub period: u16,
    /// A workspace out of a file that the officer is to be asked about.
    pub pending: Option<Workspace>,
}

/// A criteria set out of a file, with the file.
#[derive(Clone)]
pub struct OpenedFile {
    pub set: OpenedSet,
    pub text: String,
}

impl Choice {
    /// The built-in set for its own year.
    pub fn builtin() -> Self {
        Choice { file: builtin(), criteria_file: None, period: builtin().set.period, pending: None }
    }

    /// An opened set for its own year. It stays in memory until the page goes: the whole page is about it.
    pub fn of(opened: OpenedFile) -> Self {
        let file: &'static CriteriaFile = Box::leak(Box::new(opened.set.file));
        Choice { file, criteria_file: Some(opened.text), period: file.set.period, pending: None }
    }

    /// Remembers the choice; calls `done` with whether that is on the disk.
    pub fn remember(&self, done: impl FnOnce(bool) + 'static) {
        let mut members = vec![("period".to_owned(), Json::integer(i64::from(self.period)))];
        members.extend(self.criteria_file.as_ref().map(|text| ("criteria_file".to_owned(), Json::text(&**text))));
        office_store::put_text(CHOSEN, Some(write_canonical(&Json::Object(members))), done);
    }
}

/// Sets the choice that this browser remembers; the built-in one if there is none that can be read.
pub fn recall(choice: RwSignal<Option<Choice>>) {
    office_store::get(CHOSEN, move |found| {
        let remembered = match found {
            Found::Text(text) => remembered(&text),
            Found::Nothing | Found::Refused => None,
        };
        choice.set(Some(remembered.unwrap_or_else(Choice::builtin)));
    });
}

fn remembered(text: &str) -> Option<Choice> {
    let document = read_json(text.as_bytes()).ok()?;
    let choice = match document.member("criteria_file").and_then(Json::as_text) {
        Some(text) => Choice::of(open(text).ok()?),
        None => Choice::builtin(),
    };
    let period = match document.member("period") {
        Some(Json::Number(Number::Integer(period))) => u16::try_from(*period).ok()?,
        _ => return None,
    };
    (FIRST_PERIOD..=LAST_PERIOD).contains(&period).then_some(Choice { period, ..choice })
}

/// Reads and checks a criteria-set file; says what is wrong with it, by criterion and field.
pub fn open(text: &str) -> Result<OpenedFile, String> {
    let set = open_set(text.as_bytes()).map_err(|error| words::open_set_error(&error))?;
    Ok(OpenedFile { set, text: text.to_owned() })
}
