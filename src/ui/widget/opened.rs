//! One element's sheet, from its opening to its end.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::Element;

use super::events::{Tell, tell_export, tell_saved, tell_score};
use super::fault::{fault, of_value};
use super::finish::{Finish, signatories};
use super::kept::{Kept, Part};
use super::notices::{refused_value, taken_value, waiting_value};
use crate::browser::storage::LocalStorage;
use crate::browser::{clock, page, shadow};
use crate::contract::Fault;
use crate::engine::criteria::{CriteriaFile, Scale, Unit};
use crate::engine::draft::{Draft, Keeper};
use crate::engine::json::{write_canonical, write_pretty};
use crate::engine::reopened::{Reopened, reopen};
use crate::engine::signed::{FileId, Head, SubmissionV1};
use crate::state::autosave::Autosave;
use crate::state::cell::Cell;
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
use crate::ui::criteria_making::Making;
use crate::ui::dom::{El, el, el_class, within};
use crate::ui::draft_notices::{download_button, draft_notices};
use crate::ui::sheet_page::{FIELDS_LOOKED_AT, answers, framed, sheet_head};
use crate::ui::work::{App, Work};

/// What an element asks for, by its attributes and its value.
pub struct Asked {
    /// The unit's id; without one, that of the value.
    pub unit: Option<String>,
    /// The year; without one, that of the value or of the criteria set.
    pub period: Option<String>,
    /// A submission.
    pub value: Option<String>,
    pub readonly: bool,
}

/// A sheet in a page of others.
pub struct Opened {
    owner: Owner,
    place: Element,
    readonly: bool,
    /// Where the draft lies in storage.
    key: String,
    work: Work,
    given: Given,
    finish: Finish,
    /// Of the submission as far as it goes.
    head: Head,
    /// What is shown and cannot be changed.
    fixed: Option<SubmissionV1>,
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
    /// What the element holds of this draft goes on here.
    pub fn open(
        place: Element,
        file: &'static CriteriaFile,
        asked: &Asked,
        kept: &Kept,
        tell: Tell,
    ) -> Result<Self, Fault> {
        shadow::enter(&place);
        let read = |text: &String| reopen(&file.set, text.as_bytes()).map_err(of_value);
        let value = asked.value.as_ref().map(read).transpose();
        let draft = value.as_ref().ok().and_then(Option::as_ref).map(|value| &value.draft);
        let (unit, period) = match wanted(file, asked, draft) {
            Ok(wanted) => wanted,
            // Without a value that can be read nobody knows whose sheet it is.
            Err(fault) => return Err(value.err().unwrap_or(fault)),
        };
        let value = value.and_then(|value| value.map(|value| fits(unit, period, value)).transpose());
        let (value, refused) = value.map_or_else(|fault| (None, Some(fault)), |value| (value, None));
        let owner = Owner::new();
        let opened =
            owner.with(|| Self::build(&owner, place, file, (unit, period), value, (asked.readonly, kept), tell));
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
        (readonly, kept): (bool, &Kept),
        tell: Tell,
    ) -> Self {
        let opened = Keeper::open(&LocalStorage, &file.set, unit, period);
        let key = opened.keeper.key();
        let (value_draft, fixed) = value.map(|value| (value.draft, value.submission)).unzip();
        let parts = kept.of(&key, &file.set);
        let all = |wanted: Part| parts.iter().filter(move |(part, _)| *part == wanted).map(|(_, draft)| draft.clone());
        let (typed, waiting) = (all(Part::Typed).next(), all(Part::Waiting).next());
        let (draft, unsaved) = match readonly {
            true => (value_draft.clone().or(typed).or(waiting.clone()).unwrap_or(opened.draft), Vec::new()),
            false => (opened.draft, typed.into_iter().collect()),
        };
        let saved_at_ms = draft.saved_at_ms;
        let sheet = Sheet::new(file, unit, draft);
        let autosave = Autosave::start(sheet, opened.keeper, saved_at_ms, opened.trouble.as_ref());
        let app = app(owner, file, (unit, period), unsaved);
        let open = match readonly {
            true => OpenDraft::read_only(autosave),
            false => OpenDraft::start(autosave),
        };
        let trouble = StoredValue::new(opened.trouble);
        let work = Work { app, sheet, autosave, open, trouble, visited: StoredValue::new(None) };
        let given = Given::new(autosave);
        if !readonly {
            given.waiting.set(value_draft.or(waiting));
            given.before.set(all(Part::Before).collect());
            given.last.set_value(all(Part::Last).next());
            keep_unsaved(work);
            given.follow(open, app.unsaved);
            enlist(key.clone(), open);
            kept.drop(&key);
        }
        let of_readers = key.clone();
        tell_saved(autosave, tell.clone(), move || look_again(&of_readers));
        let (fault, disabled) = (RwSignal::new(None), RwSignal::new(false));
        let finish = Finish::new(work);
        let head =
            new_head().unwrap_or(Head { id: FileId::new(clock::now_ms(), &[0; 10]), created_ms: clock::now_ms() });
        let opened = Opened {
            owner: owner.clone(),
            place: place.clone(),
            readonly,
            key,
            work,
            given,
            finish,
            head,
            fixed: fixed.filter(|_| readonly),
            fault,
            disabled,
            tell: tell.clone(),
        };
        within(place).child(opened.view(readonly));
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
        let making = Making::at_once(work);
        let mut main = el_class("div", "sheet-main").attr("id", "noi-dung").attr("tabindex", "-1");
        main = main.child(sheet_head(work.sheet)).child(refused_value(fault));
        if !readonly {
            main = main
                .child(el_class("div", "button-row no-print").child(download_button(work.autosave)))
                .child(draft_notices(work))
                .child(waiting_value(work, given))
                .child(taken_value(work, given));
        }
        main = main.children(answers(work, making)).maybe(coordinated_list(work.sheet));
        let way_on = match readonly {
            true => {
                main = main.child(signatories(work.sheet));
                // The bar says already that it is only shown.
                el("span")
            }
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
        // In a page of others it is not ours to keep Chromium from looking at fields.
        let is_partly = fields_count(work.sheet) > FIELDS_LOOKED_AT;
        el_class("fieldset", "writers-only")
            .attr("role", "none")
            .live_flag("disabled", move || disabled.get())
            .child(framed(work, making, way_on, main, is_partly))
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
        let taken = reopen(&sheet.file.set, text.as_bytes()).map_err(of_value).and_then(|value| {
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

    /// Empties the sheet; what was typed can be had back. `false` where nothing can be changed.
    pub fn clear(&self) -> bool {
        if !self.readonly {
            self.given.take(Draft::new(self.work.sheet.unit.id.clone(), self.work.sheet.period));
        }
        !self.readonly
    }

    /// Says that a value was refused.
    fn refuse(&self, fault: Fault) {
        (self.tell)("value-error", &fault.to_text());
        self.fault.set(Some(fault));
    }

    /// The unsigned submission as far as it goes.
    pub fn value(&self) -> String {
        let now = || unsigned_so_far(self.work.sheet, self.head.clone());
        write_pretty(&self.fixed.clone().unwrap_or_else(now).to_json())
    }

    /// What is wrong and what is open, as JSON.
    pub fn validate(&self) -> String {
        write_canonical(&self.finish.validate())
    }

    /// The unsigned submission, which is told as an event too.
    pub fn export(&self) -> Result<String, Fault> {
        self.finish.validate();
        let not_ready = |_| fault("not-ready", "value", "Phiếu còn chỗ cần sửa trước khi lấy bản chưa ký.");
        let made = self.finish.submission().map_err(not_ready)?;
        let submission = self.fixed.clone().unwrap_or(made);
        let text = write_pretty(&submission.to_json());
        tell_export(&submission.file_name(), &text, &self.tell);
        Ok(text)
    }

    /// Whether the form around has disabled the element.
    pub fn disable(&self, is_disabled: bool) {
        self.disabled.set(is_disabled);
    }

    /// What goes on when this draft is opened again: what is typed here and stored nowhere first, whoever may write now.
    fn left(&self) -> Vec<(Part, Draft)> {
        let Work { app, autosave, .. } = self.work;
        let mut typed = autosave.unstored().into_iter().chain(app.unsaved.get_untracked());
        let first = typed.next().map(|draft| (Part::Typed, draft));
        let before = typed.chain(self.given.before.get_untracked()).map(|draft| (Part::Before, draft));
        let waiting = self.given.waiting.get_untracked().map(|draft| (Part::Waiting, draft));
        let last = self.given.last.get_value().map(|draft| (Part::Last, draft));
        first.into_iter().chain(before).chain(waiting).chain(last).collect()
    }

    /// Ends it. What storage did not take is held on to.
    pub fn end(self, kept: &Kept) {
        let Work { sheet, open, .. } = self.work;
        if !self.readonly {
            kept.put(&self.key, &sheet.file.set, &self.left());
        }
        OPEN.with_borrow_mut(|all| all.retain(|(_, other)| other.role != open.role));
        shadow::leave(&self.place);
        self.owner.cleanup();
        self.place.set_text_content(None);
    }
}

/// How many fields of a sheet are typed into while no explanation is open.
fn fields_count(sheet: Sheet) -> usize {
    let fields = |cell: &Cell| match cell.criterion.scale {
        Scale::Ratio { .. } | Scale::RatioBands { .. } => 2,
        Scale::Count { .. } => 1,
        Scale::Choice { .. } | Scale::Share { .. } => 0,
    };
    sheet.cells().iter().map(fields).sum()
}

/// The unit and year of the sheet.
fn wanted(file: &'static CriteriaFile, asked: &Asked, value: Option<&Draft>) -> Result<(&'static Unit, u16), Fault> {
    let unit = match (&asked.unit, value) {
        (Some(id), _) => file.set.unit(id).ok_or_else(|| {
            fault("unknown-unit", "unit", format!("Bộ tiêu chí không có đơn vị “{id}” (thuộc tính unit)."))
        }),
        (None, Some(draft)) => file.set.unit(draft.unit.as_str()).ok_or_else(no_unit),
        (None, None) => Err(no_unit()),
    };
    let period = match (&asked.period, value) {
        (Some(text), _) => parse_period(text.trim()).ok_or_else(|| {
            fault("wrong-period", "period", format!("“{text}” không phải năm báo cáo (thuộc tính period)."))
        }),
        (None, Some(draft)) => Ok(draft.period),
        (None, None) => Ok(file.set.period),
    };
    Ok((unit?, period?))
}

fn no_unit() -> Fault {
    fault("no-unit", "unit", "Chưa biết phiếu của đơn vị nào: trang này chưa ghi thuộc tính unit.")
}

/// Whether a value is of the unit and year that the attributes say.
fn fits(unit: &Unit, period: u16, value: Reopened) -> Result<Reopened, Fault> {
    let draft = &value.draft;
    if draft.unit != unit.id {
        let message = format!("Phiếu là của đơn vị {}, không phải {}.", draft.unit, unit.id);
        return Err(fault("other-unit", "value:unit.id", message));
    }
    if draft.period != period {
        let message = format!("Phiếu là của năm {}, không phải năm {period}.", draft.period);
        return Err(fault("other-period", "value:period", message));
    }
    Ok(value)
}

/// The app without its other pages. `unsaved`: what was typed before and not stored.
fn app(owner: &Owner, file: &'static CriteriaFile, (unit, period): (&'static Unit, u16), unsaved: Vec<Draft>) -> App {
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
