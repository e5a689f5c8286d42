//! The engine alone, for programs of others: `score`, `verify`, `consolidate`, `canonicalize` over JSON, a Wasm of its own.
//!
//! It knows no page: `src/engine_package/index.js` is all that stands between it and a caller. What is refused is thrown as
//! the text of `{code, place, message}`.

use std::cell::RefCell;
use std::rc::Rc;

use tucham::contract::{
    Argument, Fault, open_criteria_set, read_knowledge, score as score_answers, scored_to_json, verdict_to_json,
};
use tucham::engine::assignment::Leads;
use tucham::engine::builtin::builtin;
use tucham::engine::criteria::CriteriaFile;
use tucham::engine::json::{read_json_with_fractions, write_canonical};
use tucham::engine::office::{JudgedFile, Knowledge, Office, consolidate as add_up, judge};
use wasm_bindgen::prelude::wasm_bindgen;

fn main() {}

#[wasm_bindgen]
extern "C" {
    /// The caller's files, handed over one at a time: those of a whole year would take their room here twice.
    pub type Files;
    /// The bytes of the next file; nothing behind the last one.
    #[wasm_bindgen(method)]
    fn next(this: &Files) -> Option<Vec<u8>>;
    /// How the caller calls that file.
    #[wasm_bindgen(method, getter)]
    fn name(this: &Files) -> String;
}

thread_local! {
    /// The criteria set that was last opened: a caller that scores after each keystroke brings the same one each time.
    static OPENED: RefCell<Option<(Vec<u8>, Rc<CriteriaFile>)>> = const { RefCell::new(None) };
}

/// What answers earn, as canonical JSON; `answers` is a submission or `{unit, answers}`.
#[wasm_bindgen]
pub fn score(criteria_set: Option<Vec<u8>>, answers: &[u8]) -> Result<String, String> {
    with_set(criteria_set, |file| {
        let scored = score_answers(&file.set, answers)?;
        Ok(write_canonical(&scored_to_json(&file.set, &scored)))
    })
}

/// One line of canonical JSON for each file, in their order.
#[wasm_bindgen]
pub fn verify(criteria_set: Option<Vec<u8>>, office: &[u8], files: &Files) -> Result<String, String> {
    with_set(criteria_set, |file| {
        let mut lines = String::new();
        each(file, &read_knowledge(&file.set, office)?, files, |name, judged| {
            lines.push_str(&write_canonical(&verdict_to_json(name, &judged)));
            lines.push('\n');
        });
        Ok(lines)
    })
}

/// `tucham/consolidation/1`
#[wasm_bindgen]
pub fn consolidate(criteria_set: Option<Vec<u8>>, office: &[u8], files: &Files) -> Result<String, String> {
    with_set(criteria_set, |file| {
        let knowledge = read_knowledge(&file.set, office)?;
        let mut judged: Vec<JudgedFile> = Vec::new();
        each(file, &knowledge, files, |_, one| judged.push(one.for_adding_up()));
        let period = knowledge.period.unwrap_or(file.set.period);
        Ok(add_up(&file.set, file.due, period, &judged, &knowledge.decisions).to_bytes())
    })
}

/// Canonical JSON (RFC 8785) of any document, fractions included.
#[wasm_bindgen]
pub fn canonicalize(json: &[u8]) -> Result<String, String> {
    let read = read_json_with_fractions(json).map_err(|error| Fault::of_json(Argument::Json, &error));
    read.map(|value| write_canonical(&value)).map_err(|fault| fault.to_text())
}

fn each(file: &CriteriaFile, knowledge: &Knowledge, files: &Files, mut take: impl FnMut(&str, JudgedFile)) {
    let set = &file.set;
    let leads = Leads::of(set);
    let period = Some(knowledge.period.unwrap_or(set.period));
    let office = Office { set, leads: &leads, roster: &knowledge.roster, period, now_ms: knowledge.now_ms };
    while let Some(bytes) = files.next() {
        take(&files.name(), judge(office, &bytes));
    }
}

fn with_set(
    criteria_set: Option<Vec<u8>>,
    answer: impl FnOnce(&CriteriaFile) -> Result<String, Fault>,
) -> Result<String, String> {
    let answered = match criteria_set {
        None => answer(builtin()),
        Some(bytes) => opened(bytes).and_then(|file| answer(&file)),
    };
    answered.map_err(|fault| fault.to_text())
}

fn opened(bytes: Vec<u8>) -> Result<Rc<CriteriaFile>, Fault> {
    let kept = OPENED.with_borrow(|kept| kept.as_ref().filter(|(of, _)| *of == bytes).map(|(_, file)| file.clone()));
    if let Some(file) = kept {
        return Ok(file);
    }
    let file = Rc::new(open_criteria_set(&bytes)?);
    OPENED.set(Some((bytes, file.clone())));
    Ok(file)
}
