//! Opens a unit's draft in this tab: one tab writes, the others follow, and the newer of two stored copies is taken.

use std::mem;

use leptos::leptos_dom::helpers::window_event_listener_untyped;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::autosave::{Autosave, SaveState};
use super::incoming::{Incoming, Origin};
use crate::browser::storage::LocalStorage;
use crate::browser::writer::{self, Hold, Told};
use crate::browser::{mirror, storage};
use crate::engine::draft::{Draft, Keeper, OtherCopy};

/// How long the mirror may take; the sheet takes no input until then.
const MIRROR_LIMIT_MS: i32 = 1_500;

/// What a tab may do with the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The copies are being looked at.
    Opening,
    Writer,
    /// Another tab writes; this one shows what it stores.
    Reader,
}

/// A draft that is open in this tab.
#[derive(Clone, Copy)]
pub struct OpenDraft {
    autosave: Autosave,
    pub role: RwSignal<Role>,
    /// Whether the mirror had a newer copy, which was taken.
    pub was_restored: RwSignal<bool>,
    hold: StoredValue<Option<Hold>, leptos::prelude::LocalStorage>,
    asking: StoredValue<Asking>,
}

/// How it stands with what a tab needs before it writes: the right to, and the mirror's copy.
struct Asking {
    may_write: bool,
    copy: MirrorCopy,
    /// Counts the askings. An answer to an earlier one says nothing any more: another tab may have written since.
    count: u32,
}

/// The mirror's copy of the draft.
enum MirrorCopy {
    NotAsked,
    Asked,
    Came(Option<String>),
}

impl OpenDraft {
    /// Asks to write the draft, until the current owner is cleaned up.
    pub fn start(autosave: Autosave) -> Self {
        let open = Self::shown(autosave, Role::Opening);
        let key = autosave.keeper.with_value(Keeper::key);
        open.hold.set_value(Some(writer::hold(&key, move |told| open.hear(told))));
        // Both are asked at once, so that an officer waits for one of them only; a reader asks when it may write.
        if open.role.get_untracked() == Role::Opening {
            open.ask_mirror_once();
        }
        let listener = window_event_listener_untyped("storage", move |event| {
            let event: web_sys::StorageEvent = event.unchecked_into();
            if event.key().as_ref() == Some(&key) && open.role.try_get_untracked() == Some(Role::Reader) {
                open.look();
            }
        });
        on_cleanup(move || {
            listener.remove();
            open.hold.with_value(|hold| hold.iter().for_each(Hold::release));
        });
        open
    }

    /// A draft that nobody writes here.
    #[cfg(feature = "widget")]
    pub fn read_only(autosave: Autosave) -> Self {
        Self::shown(autosave, Role::Reader)
    }

    fn shown(autosave: Autosave, role: Role) -> Self {
        OpenDraft {
            autosave,
            role: RwSignal::new(role),
            was_restored: RwSignal::new(false),
            hold: StoredValue::new_local(None),
            asking: StoredValue::new(Asking { may_write: false, copy: MirrorCopy::NotAsked, count: 0 }),
        }
    }

    /// Takes the draft over from the tab that writes it.
    pub fn take_over(self) {
        self.hold.with_value(|hold| hold.iter().for_each(Hold::claim));
    }

    fn hear(self, told: Told) {
        let autosave = self.autosave;
        // A sheet that was left hears nothing more.
        let Some(role) = self.role.try_get_untracked() else { return };
        match told {
            Told::HandOver => autosave.save_if_waiting(),
            Told::Read => {
                self.asking.update_value(|asking| {
                    *asking = Asking { may_write: false, copy: MirrorCopy::NotAsked, count: asking.count + 1 };
                });
                if role != Role::Reader {
                    autosave.is_writer.set(false);
                    self.role.set(Role::Reader);
                    self.look();
                }
            }
            Told::Write => {
                self.look();
                self.asking.update_value(|asking| asking.may_write = true);
                self.ask_mirror_once();
                self.write_if_ready();
            }
        }
    }

    fn ask_mirror_once(self) {
        let asked = self.asking.try_update_value(|asking| {
            matches!(asking.copy, MirrorCopy::NotAsked).then(|| {
                asking.copy = MirrorCopy::Asked;
                asking.count += 1;
                asking.count
            })
        });
        let Some(Some(count)) = asked else { return };
        let key = self.autosave.keeper.with_value(Keeper::key);
        mirror::get(&key, MIRROR_LIMIT_MS, move |copy| {
            let is_of_use = self.asking.try_update_value(|asking| {
                let is_current = asking.count == count;
                if is_current {
                    asking.copy = MirrorCopy::Came(copy);
                }
                is_current
            });
            // A sheet that was left hears nothing more.
            if is_of_use == Some(true) {
                self.write_if_ready();
            }
        });
    }

    /// Begins to write once it may and the mirror has answered.
    fn write_if_ready(self) {
        let copy = self.asking.try_update_value(|asking| {
            let is_ready = asking.may_write && matches!(asking.copy, MirrorCopy::Came(_));
            is_ready.then(|| mem::replace(&mut asking.copy, MirrorCopy::NotAsked))
        });
        if let Some(Some(MirrorCopy::Came(copy))) = copy {
            self.write(copy);
        }
    }

    /// Shows what lies in local storage now.
    pub(crate) fn look(self) {
        let autosave = self.autosave;
        let set = &autosave.sheet.file.set;
        let key = autosave.keeper.with_value(Keeper::key);
        let Some(text) = storage::read_text(&key) else { return };
        let is_known = autosave.keeper.with_value(|keeper| keeper.text() == Some(&text));
        if is_known {
            return;
        }
        // With the time of its own last saving, by which it is told from the other one later.
        let here = autosave.unsaved();
        if let Some(draft) = autosave.keeper.try_update_value(|keeper| keeper.follow(set, &text)).flatten() {
            self.displace(here, &draft);
            autosave.say(SaveState::Saved { at_ms: draft.saved_at_ms });
            autosave.sheet.replace(draft);
        }
    }

    /// Holds what is typed here and stored nowhere, before another draft takes its place.
    fn displace(self, here: Option<Draft>, other: &Draft) {
        let displaced = self.autosave.displaced;
        let is_held = |here: &Draft| displaced.with_untracked(|all| all.iter().any(|held| here.holds_as(held)));
        if let Some(here) = here.filter(|here| !here.holds_as(other) && !is_held(here)) {
            displaced.update(|all| all.push(here));
        }
    }

    /// Begins to write, from the newer of both copies.
    fn write(self, copy: Option<String>) {
        let autosave = self.autosave;
        if self.role.try_get_untracked().is_none_or(|role| role == Role::Writer) {
            return;
        }
        let set = &autosave.sheet.file.set;
        let here = autosave.draft();
        let judged = copy.map(|copy| autosave.keeper.with_value(|keeper| keeper.judge(set, &copy, &here)));
        autosave.is_writer.set(true);
        match judged {
            Some(OtherCopy::Newer(draft)) => {
                self.displace(autosave.unsaved(), &draft);
                autosave.keeper.update_value(|keeper| keeper.continue_from(&draft));
                self.was_restored.set(true);
                autosave.sheet.replace(*draft);
                autosave.keeper.update_value(|keeper| {
                    keeper.set_present_aside(&LocalStorage);
                });
                autosave.save_now();
            }
            Some(OtherCopy::Unclear(draft)) => {
                // The next save writes over it, whether anybody has chosen or not.
                let is_aside = autosave.keeper.with_value(|keeper| keeper.set_draft_aside(&LocalStorage, set, &draft));
                let origin = if is_aside { Origin::Mirror } else { Origin::Unsaved };
                autosave.offer(Incoming { draft: *draft, origin });
            }
            Some(OtherCopy::NotNewer) | None => {}
        }
        let here = autosave.draft();
        let others = autosave.displaced.try_update(|all| {
            all.retain(|draft| !draft.holds_as(&here));
            all.pop()
        });
        match others.flatten() {
            Some(draft) => autosave.offer(Incoming { draft, origin: Origin::Unsaved }),
            // What was typed before another tab took over without a word waits for nobody's timer.
            _ if autosave.unsaved().is_some() => _ = autosave.save_now(),
            _ => {}
        }
        self.role.set(Role::Writer);
    }
}
