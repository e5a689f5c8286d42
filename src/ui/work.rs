//! What the pages share: the app as a whole, and the work on one unit's sheet.

use leptos::prelude::*;

use super::app::Pages;
use super::dom::{El, el_class};
use crate::browser::page;
use crate::engine::criteria::{CriteriaFile, CriterionCode};
use crate::engine::draft::{Draft, Trouble};
use crate::engine::sheet::Field;
use crate::state::autosave::Autosave;
use crate::state::criteria_choice::CriteriaChoice;
use crate::state::open_draft::{OpenDraft, Role};
use crate::state::route::Route;
use crate::state::sheet_state::Sheet;

/// Finds the first control of a criterion that can be used.
pub const FIRST_CONTROL: &str = "input:enabled, textarea:enabled";

/// Finds the control of a field inside its criterion.
pub fn control_of(field: Field) -> &'static str {
    match field {
        Field::Numerator => "[data-field=numerator]",
        Field::Denominator => "[data-field=denominator]",
        Field::Explanation => "[data-field=explanation]",
        Field::Evidence => "[data-field=evidence] input",
        Field::Count | Field::Level | Field::Share | Field::NotApplicable => FIRST_CONTROL,
    }
}

/// What every page may need.
#[derive(Clone, Copy)]
pub struct App {
    pub pages: Pages,
    /// What everything in the page lives in.
    pub root: StoredValue<Owner>,
    pub file: &'static CriteriaFile,
    /// How the set came to be chosen.
    pub criteria: CriteriaChoice,
    pub route: RwSignal<Route>,
    /// The criterion to focus when the sheet is shown next, and which control of it.
    pub focus_next: RwSignal<Option<(CriterionCode, &'static str)>>,
    /// A draft out of a file, until its unit's sheet is open to compare it.
    pub chosen_draft: RwSignal<Option<Draft>>,
    /// What could not be stored when its sheet was left, or by the part of the program that was there before.
    pub unsaved: RwSignal<Vec<Draft>>,
    /// The saving of the draft that is open.
    pub open_draft: RwSignal<Option<Autosave>>,
}

/// The work on one unit's sheet, which outlives the pages that show it.
#[derive(Clone, Copy)]
pub struct Work {
    pub app: App,
    pub sheet: Sheet,
    pub autosave: Autosave,
    pub open: OpenDraft,
    pub trouble: StoredValue<Option<Trouble>>,
    /// The criterion that had focus last.
    pub visited: StoredValue<Option<CriterionCode>>,
}

impl App {
    /// Shows the sheet with this criterion focused.
    pub fn show_criterion(self, sheet: Sheet, code: CriterionCode, control: &'static str) {
        self.focus_next.set(Some((code, control)));
        page::go_to(&Route::Sheet { unit: sheet.unit, period: sheet.period }.hash());
    }
}

/// Holds what only the tab that writes may use; elsewhere the browser disables every control in it.
pub fn writers_only(work: Work) -> El {
    el_class("fieldset", "writers-only")
        .attr("role", "none")
        .live_flag("disabled", move || work.open.role.get() != Role::Writer)
}
