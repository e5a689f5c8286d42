//! What the widget tells the page around it: points, saving, and a submission that is ready.

use std::cell::Cell;

use leptos::prelude::*;

use crate::contract::total_to_json;
use crate::engine::json::{Json, write_canonical};
use crate::engine::sheet::Total;
use crate::engine::signed::write_time;
use crate::state::autosave::{Autosave, SaveState};
use crate::state::follow::follow;

/// Tells an event by its name, with the detail as JSON; whether nobody has prevented what comes of it.
pub type Tell = std::rc::Rc<dyn Fn(&str, &str) -> bool>;

/// Tells every change of the points, and of what they are out of.
pub fn tell_score(total: Memo<Total>, tell: Tell) {
    follow(Box::new(move || {
        let total = total.get();
        let mut detail = total_to_json(&total);
        if let Json::Object(members) = &mut detail {
            members.push(("problems".to_owned(), Json::integer(total.problems as i64)));
        }
        tell("score-change", &write_canonical(&detail));
    }));
}

/// Tells each saving of this form's own, once the draft was read back; `also` runs before.
pub fn tell_saved(autosave: Autosave, tell: Tell, also: impl Fn() + 'static) {
    let is_first = Cell::new(true);
    follow(Box::new(move || {
        let state = autosave.state.get();
        // What was saved before, or by another form, is no news of this one.
        if is_first.replace(false) || !autosave.is_writer.get_untracked() {
            return;
        }
        if let SaveState::Saved { at_ms } = state {
            also();
            let detail = Json::object([
                ("unit", Json::text(autosave.sheet.unit.id.as_str())),
                ("period", Json::integer(i64::from(autosave.sheet.period))),
                ("saved_at", write_time(at_ms).map_or(Json::Null, Json::text)),
            ]);
            tell("draft-saved", &write_canonical(&detail));
        }
    }));
}

/// Tells that a submission is ready; whether nobody has taken it.
pub fn tell_export(file_name: &str, text: &str, tell: &Tell) -> bool {
    let detail = Json::object([("file_name", Json::text(file_name)), ("text", Json::text(text))]);
    tell("export-ready", &write_canonical(&detail))
}
