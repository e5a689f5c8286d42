//! A labelled text field, with words for what is wrong with it.

use leptos::prelude::*;

use super::dom::{El, el, el_class, value_of};

/// What a text field is made of.
pub struct TextField {
    pub id: String,
    pub label: &'static str,
    /// `text`, `tel`, `email` or `password`
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub required: bool,
    /// Words under the label; empty for none.
    pub hint: &'static str,
    /// Its `data-test`.
    pub test: &'static str,
    /// What stands in it at first.
    pub first: String,
    /// What the field follows, where the program may change it.
    pub follows: Option<Box<dyn Fn() -> String>>,
}

/// A text field. `problem` gives the words to show when the text will not do.
pub fn text_field(
    field: TextField,
    problem: impl Fn() -> Option<&'static str> + Copy + 'static,
    on_text: impl Fn(String) + 'static,
) -> El {
    let TextField { id, label, kind, autocomplete, required, hint, test, first, follows } = field;
    let problem_id = format!("{id}-loi");
    let hint_id = format!("{id}-goi-y");
    let label = el("label")
        .attr("for", &id)
        .text(label)
        .maybe((!required).then(|| el_class("span", "optional").text(" (không bắt buộc)")));
    let hint = (!hint.is_empty()).then(|| el_class("p", "hint").attr("id", &hint_id).text(hint));
    let described_by = if hint.is_some() { format!("{hint_id} {problem_id}") } else { problem_id.clone() };
    let input = el("input")
        .attr("id", &id)
        .attr("type", kind)
        .attr("autocomplete", autocomplete)
        .attr("data-test", test)
        .attr("aria-describedby", &described_by)
        .maybe_attr("aria-required", required.then_some("true"))
        .live_attr("aria-invalid", move || problem().map(|_| "true".to_owned()))
        .value(&first)
        .on("input", move |event| on_text(value_of(&event)));
    let input = match follows {
        Some(text) => input.live_value(text),
        None => input,
    };
    el_class("div", "text-field").child(label).maybe(hint).child(input).child(
        el_class("p", "problem").attr("id", &problem_id).live_text(move || problem().unwrap_or_default().to_owned()),
    )
}

/// A field for a passphrase. What is typed lives in `text` and nowhere else.
pub fn passphrase_field(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    autocomplete: &'static str,
    text: RwSignal<String>,
    problem: impl Fn() -> Option<&'static str> + Copy + 'static,
) -> El {
    let field = TextField {
        id: id.to_owned(),
        label,
        kind: "password",
        autocomplete,
        required: true,
        hint,
        test: id,
        first: String::new(),
        follows: Some(Box::new(move || text.get())),
    };
    text_field(field, problem, move |typed| text.set(typed))
}
