//! One element's sheet, from its opening to its end.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::events::{Tell, tell_export, tell_saved, tell_score};
use super::fault::Fault;
use super::finish::Finish;
use super::notices::{refused_value, taken_value};
use crate::browser::storage::LocalStorage;
use crate::browser::{clock, page, shadow};
use crate::engine::criteria::{CriteriaFile, Unit};
use crate::engine::draft::{Draft, Keeper, read_draft_file, restore, write_draft_file};
use crate::engine::json::{Json, write_canonical, write_pretty};
use crate::engine::reopened::{Reopened, reopen};
use crate::engine::signed::{FileId, Head};
use crate::state::autosave::Autosave;
use crate::state::criteria_choice::CriteriaChoice;
use crate::state::export::{new_head, unsigned_so_far};
use crate::state::follow::follow;
use crate::state::given::Given;
use crate::state::open_draft::{OpenDraft, Role};
use crate::state::route::{Route, parse_period};
use crate::state::sheet_state::Sheet;
use crate::ui::app::Pages;
use crate::ui::carried::keep_unsaved;
use crate::ui::coordinated_list::coordinated_list;
use crate::ui::dom::{El, el, el_class, within};
use crate::ui::draft_notices::{download_button, draft_notices};
use crate::ui::sheet_page::{Laid, answers, framed, sheet_head};
use crate::ui::work::{App, Work};

/// What an element asks for, by its attributes and its value.
pub struct Asked {
    /// The unit's id; without one, that of the value.
    pub unit: Option<String>,
    /// The year; without one, that of the value or of the criteria set.
    pub period: Option<String>,
    /// A submission.
    pub value: Option<String>,
    /// What the element could not store when it was taken away.
    pub carried: Option<String>,
    pub readonly: bool,
}

/// A sheet in a page of others.
pub struct Opened {
    owner: Owner,
    place: Element,
    work: Work,
    given: Given,
    finish: Finish,
    /// Of the submission as far as it goes.
    head: Head,
    /// What is shown and cannot be changed.
    fixed: Option<Json>,
    fault: RwSignal<Option<Fault>>,
    disabled: RwSignal<bool>,
    tell: Tell,
}

thread_local! {
    /// Who has which draft open: storage tells only other pages of what is saved in this one.
    static OPEN: RefCell<Vec<(String, OpenDraft)>> = const { RefCell::new(Vec::new()) };
}

impl Opened {
    /// Opens a sheet in `place`, an empty element in a shadow root. A value that is refused leaves the unit's own draft.
    pub fn open(place: Element, file: &'static CriteriaFile, asked: &Asked, tell: Tell) -> Result<Self, Fault> {
        shadow::enter(&place);
        let value = asked.value.as_deref().map(|text| reopen(&file.set, text.as_bytes()).map_err(Fault::of_value));
        let (value, refused) = match value {
            Some(Ok(value)) => (Some(value), None),
            Some(Err(fault)) => (None, Some(fault)),
            None => (None, None),
        };
        let wanted = wanted(file, asked, value.as_ref().map(|value| &value.draft));
        let (unit, period) = match (wanted, refused.clone()) {
            (Ok(wanted), _) => wanted,
            // Without a value that can be read nobody knows whose sheet it is.
            (Err(_), Some(fault)) => return Err(fault),
            (Err(fault), None) => return Err(fault),
        };
        let (value, refused) = match value.map(|value| fits(unit, period, value)) {
            Some(Err(fault)) => (None, Some(fault)),
            Some(Ok(value)) => (Some(value), refused),
            None => (None, refused),
        };
        let owner = Owner::new();
        let opened = owner.with(|| Self::build(&owner, place, file, (unit, period), value, asked, tell));
        if let Some(fault) = refused {
            opened.refuse(fault);
        }
        Ok(opened)
    }

    fn build(
        owner: &Owner,
        place: Element,
        file: &'static CriteriaFile,
        (unit, period): (&'static Unit, u16),
        value: Option<Reopened>,
        asked: &Asked,
        tell: Tell,
    ) -> Self {
        let opened = Keeper::open(&LocalStorage, &file.set, unit, period);
        let key = opened.keeper.key();
        let (value_draft, fixed) = match value {
            Some(Reopened { draft, document }) => (Some(draft), document),
            None => (None, None),
        };
        let (draft, to_take) = match asked.readonly {
            true => (value_draft.or_else(|| carried_draft(file, unit, period, asked)).unwrap_or(opened.draft), None),
            false => (opened.draft, value_draft),
        };
        let saved_at_ms = draft.saved_at_ms;
        let sheet = Sheet::new(file, unit, draft);
        let autosave = Autosave::start(sheet, opened.keeper, saved_at_ms, opened.trouble.as_ref());
        let app = app(owner, file, (unit, period), carried_draft(file, unit, period, asked));
        let open = match asked.readonly {
            true => OpenDraft::read_only(autosave),
            false => OpenDraft::start(autosave),
        };
        let trouble = StoredValue::new(opened.trouble);
        let work = Work { app, sheet, autosave, open, trouble, visited: StoredValue::new(None) };
        keep_unsaved(work);
        let given = Given::start(autosave, open);
        to_take.into_iter().for_each(|draft| given.take(draft));
        if !asked.readonly {
            enlist(key.clone(), open);
        }
        tell_saved(autosave, tell.clone(), move || look_again(&key));
        let (fault, disabled) = (RwSignal::new(None), RwSignal::new(false));
        let finish = Finish::new(work);
        let head =
            new_head().unwrap_or(Head { id: FileId::new(clock::now_ms(), &[0; 10]), created_ms: clock::now_ms() });
        let opened = Opened {
            owner: owner.clone(),
            place: place.clone(),
            work,
            given,
            finish,
            head,
            fixed: fixed.filter(|_| asked.readonly),
            fault,
            disabled,
            tell: tell.clone(),
        };
        within(place).child(opened.view(asked.readonly));
        tell_score(sheet.total, tell.clone());
        follow(Box::new(move || {
            sheet.edits_count.track();
            sheet.replaced_count.track();
            tell("edit", "null");
        }));
        opened
    }

    fn view(&self, readonly: bool) -> El {
        let Opened { work, given, finish, fault, disabled, .. } = *self;
        let mut main = el_class("div", "sheet-main").attr("id", "noi-dung").attr("tabindex", "-1");
        main = main.child(sheet_head(work.sheet)).child(refused_value(fault));
        if !readonly {
            main = main
                .child(el_class("div", "button-row no-print").child(download_button(work.autosave)))
                .child(draft_notices(work))
                .child(taken_value(work, given));
        }
        main = main.children(answers(work)).maybe(coordinated_list(work.sheet));
        let way_on = match readonly {
            true => el_class("p", "hint").text("Chỉ xem"),
            false => {
                main = main.child(finish.view(self.tell.clone()));
                el_class("button", "primary").attr("type", "button").attr("data-test", "to-finish").text("Hoàn tất").on(
                    "click",
                    |_| {
                        page::focus_at_top("hoan-tat");
                    },
                )
            }
        };
        el_class("fieldset", "writers-only")
            .attr("role", "none")
            .live_flag("disabled", move || disabled.get())
            .child(framed(work, way_on, main, Laid::Whole))
    }

    /// The id of the unit.
    pub fn unit(&self) -> &str {
        self.work.sheet.unit.id.as_str()
    }

    /// The year.
    pub fn period(&self) -> u16 {
        self.work.sheet.period
    }

    /// Something happens in this element.
    pub fn enter(&self) {
        shadow::enter(&self.place);
    }

    /// Takes a submission in the place of what is typed. `false` if it is fine and for another sheet than this one.
    pub fn take(&self, text: &str, asked: &Asked) -> Result<bool, Fault> {
        let sheet = self.work.sheet;
        let taken = reopen(&sheet.file.set, text.as_bytes()).map_err(Fault::of_value).and_then(|value| {
            let (unit, period) = wanted(sheet.file, asked, Some(&value.draft))?;
            let value = fits(unit, period, value)?;
            let is_here = (unit.id == sheet.unit.id) && period == sheet.period && !asked.readonly;
            Ok(is_here.then_some(value.draft))
        });
        match taken {
            Ok(draft) => {
                self.fault.set(None);
                Ok(draft.map(|draft| self.given.take(draft)).is_some())
            }
            Err(fault) => {
                self.fault.set(Some(fault.clone()));
                Err(fault)
            }
        }
    }

    /// Empties the sheet; what was typed can be had back.
    pub fn clear(&self) {
        self.given.take(Draft::new(self.work.sheet.unit.id.clone(), self.work.sheet.period));
    }

    /// Says that a value was refused.
    fn refuse(&self, fault: Fault) {
        (self.tell)("value-error", &fault.to_text());
        self.fault.set(Some(fault));
    }

    /// The unsigned submission as far as it goes.
    pub fn value(&self) -> String {
        let document = self.fixed.clone();
        let now = || unsigned_so_far(self.work.sheet, self.head.clone()).to_json();
        write_pretty(&document.unwrap_or_else(now))
    }

    /// What is wrong and what is open, as JSON.
    pub fn validate(&self) -> String {
        write_canonical(&self.finish.validate())
    }

    /// The unsigned submission, which is told as an event too.
    pub fn export(&self) -> Result<String, Fault> {
        self.finish.validate();
        match self.finish.submission() {
            Ok(submission) => {
                let text = write_pretty(&self.fixed.clone().unwrap_or_else(|| submission.to_json()));
                tell_export(&submission.file_name(), &text, &self.tell);
                Ok(text)
            }
            Err(_) => Err(Fault::new("not-ready", "value", "Phiếu còn chỗ cần sửa trước khi lấy bản chưa ký.")),
        }
    }

    /// Whether the form around has disabled the element.
    pub fn disable(&self, is_disabled: bool) {
        self.disabled.set(is_disabled);
    }

    /// What is typed here and stored nowhere. A form that does not write may still hold some: before it was asked to, or after
    /// another form took over what this one could not store.
    fn unsaved(&self) -> Option<Draft> {
        let Work { app, autosave, open, .. } = self.work;
        if open.role.get_untracked() == Role::Writer {
            return (!autosave.settle()).then(|| autosave.draft());
        }
        let waiting = app.unsaved.get_untracked().or_else(|| self.given.waiting.get_untracked());
        waiting.or_else(|| autosave.failed.get_untracked().then(|| autosave.draft()).filter(|draft| !draft.is_blank()))
    }

    /// Ends it. What storage did not take is given back, as a draft file.
    pub fn end(self) -> Option<String> {
        let Work { sheet, open, .. } = self.work;
        let unsaved = self.unsaved().map(|draft| write_draft_file(&sheet.file.set, sheet.unit, &draft));
        OPEN.with_borrow_mut(|all| all.retain(|(_, other)| other.role != open.role));
        shadow::leave(&self.place);
        self.owner.cleanup();
        self.place.set_text_content(None);
        unsaved
    }
}

/// The unit and year of the sheet.
fn wanted(file: &'static CriteriaFile, asked: &Asked, value: Option<&Draft>) -> Result<(&'static Unit, u16), Fault> {
    let unit = match (&asked.unit, value) {
        (Some(id), _) => file.set.unit(id).ok_or_else(|| {
            Fault::new("unknown-unit", "unit", format!("Bộ tiêu chí không có đơn vị “{id}” (thuộc tính unit)."))
        }),
        (None, Some(draft)) => file.set.unit(draft.unit.as_str()).ok_or_else(no_unit),
        (None, None) => Err(no_unit()),
    };
    let period = match (&asked.period, value) {
        (Some(text), _) => parse_period(text.trim()).ok_or_else(|| {
            Fault::new("wrong-period", "period", format!("“{text}” không phải năm báo cáo (thuộc tính period)."))
        }),
        (None, Some(draft)) => Ok(draft.period),
        (None, None) => Ok(file.set.period),
    };
    Ok((unit?, period?))
}

fn no_unit() -> Fault {
    Fault::new("no-unit", "unit", "Chưa biết phiếu của đơn vị nào: trang này chưa ghi thuộc tính unit.")
}

/// Whether a value is of the unit and year that the attributes say.
fn fits(unit: &Unit, period: u16, value: Reopened) -> Result<Reopened, Fault> {
    let draft = &value.draft;
    if draft.unit != unit.id {
        let message = format!("Phiếu là của đơn vị {}, không phải {}.", draft.unit, unit.id);
        return Err(Fault::new("other-unit", "value:unit.id", message));
    }
    if draft.period != period {
        let message = format!("Phiếu là của năm {}, không phải năm {period}.", draft.period);
        return Err(Fault::new("other-period", "value:period", message));
    }
    Ok(value)
}

/// What was typed here and not stored, if it is of this unit and year.
fn carried_draft(file: &CriteriaFile, unit: &Unit, period: u16, asked: &Asked) -> Option<Draft> {
    let stored = read_draft_file(asked.carried.as_deref()?).ok()?;
    let draft = restore(&file.set, stored);
    (draft.unit == unit.id && draft.period == period).then_some(draft)
}

/// The app without its other pages. `unsaved`: what was typed before and not stored.
fn app(
    owner: &Owner,
    file: &'static CriteriaFile,
    (unit, period): (&'static Unit, u16),
    unsaved: Option<Draft>,
) -> App {
    fn of_app(_: App) -> El {
        el("div")
    }
    fn of_work(_: Work) -> El {
        el("div")
    }
    let pages = Pages {
        keys: of_app,
        drafts: of_app,
        reminder: of_app,
        check: of_work,
        paper: of_work,
        appraisal: of_work,
        contribution: of_work,
        criteria: of_app,
        carry_on: |_| (),
        carry_on_with: |_| (),
        beside: |_, _| None,
    };
    App {
        pages,
        root: StoredValue::new(owner.clone()),
        file,
        criteria: CriteriaChoice { file, is_builtin: true, is_damaged: false },
        route: RwSignal::new(Route::Sheet { unit, period }),
        focus_next: RwSignal::new(None),
        chosen_draft: RwSignal::new(None),
        unsaved: RwSignal::new(unsaved),
        open_draft: RwSignal::new(None),
    }
}

fn enlist(key: String, open: OpenDraft) {
    OPEN.with_borrow_mut(|all| all.push((key, open)));
}

/// Lets the others in this page that only read a draft see what was saved of it.
fn look_again(key: &str) {
    let readers: Vec<OpenDraft> =
        OPEN.with_borrow(|all| all.iter().filter(|(of, _)| of == key).map(|(_, open)| *open).collect());
    for open in readers {
        if open.role.try_get_untracked() == Some(Role::Reader) {
            open.look();
        }
    }
}

/// Makes a teller that is called with names and JSON.
pub fn teller(tell: impl Fn(&str, &str) -> bool + 'static) -> Tell {
    Rc::new(tell)
}
