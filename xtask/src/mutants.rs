//! The mechanisms that keep work safe, each with what switches it off and the tests that must notice.

/// A change that switches one mechanism off.
pub struct Mutant {
    /// What no longer happens.
    pub name: &'static str,
    pub file: &'static str,
    /// Stands exactly once in the file.
    pub from: &'static str,
    pub to: &'static str,
    pub noticed_by: Proof,
}

/// Tests that pass, and must not once the mechanism is off.
#[derive(Clone, Copy, PartialEq)]
pub enum Proof {
    /// A native test file.
    Native(&'static str),
    /// A browser test file, and words of the tests' names.
    Browser(&'static str, &'static str),
    /// The same of the widget, which is built alone.
    Widget(&'static str, &'static str),
}

use Proof::{Browser, Native, Widget};

const KEEPER: &str = "src/engine/draft/keeper.rs";
const OPENED: &str = "src/ui/widget/opened.rs";
const WIDGET_KEPT: &str = "widget_kept.test.mjs";
const DRAFTS_KEPT: Proof = Native("drafts_kept");

pub const MUTANTS: &[Mutant] = &[
    Mutant {
        name: "what is written is not read back",
        file: "src/engine/draft/shelf.rs",
        from: "Ok(Some(kept)) if kept == text => Ok(()),",
        to: "Ok(_) if !text.is_empty() => Ok(()),",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "another writer's draft is overwritten",
        file: KEEPER,
        from: "Ok(other) => return Err(Unsaved::Foreign(Some(Box::new(other)))),",
        to: "Ok(_) => {}",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "a newer program's draft is overwritten",
        file: KEEPER,
        from: "Err(DraftError::NewerVersion { .. }) => return Err(Unsaved::Foreign(None)),",
        to: "Err(DraftError::NewerVersion { .. }) => {}",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "a broken draft is not set aside",
        file: KEEPER,
        from: "write_back(shelf, &format!(\"tucham/aside/{}/{key}\", &content[..16]), text).is_ok()",
        to: "{ let _ = (shelf, key, content); true }",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "a broken draft that could not be set aside is overwritten",
        file: KEEPER,
        from: "Err(_) => return Err(Unsaved::Blocked),",
        to: "Err(_) => {}",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "a write that could not be read back counts as another's",
        file: KEEPER,
        from: "self.attempts.push_front(text);",
        to: "drop(text);",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "the mirror's copy is taken by its count alone",
        file: KEEPER,
        from: "(Ordering::Greater, Ordering::Greater | Ordering::Equal) =>",
        to: "(Ordering::Greater, _) =>",
        noticed_by: DRAFTS_KEPT,
    },
    Mutant {
        name: "a changed draft file is taken",
        file: "src/engine/draft/file.rs",
        from: "if claimed != checksum(stored) {",
        to: "if claimed.is_empty() {",
        noticed_by: Native("draft_files"),
    },
    Mutant {
        name: "an exported revision is forgotten when drafts are joined",
        file: "src/engine/draft/difference.rs",
        from: "if !joined.iter().any(|known| known.id == export.id || known.sha256 == export.sha256) {",
        to: "if joined.is_empty() {",
        noticed_by: Native("draft_files"),
    },
    Mutant {
        name: "the draft is saved seconds later",
        file: "src/state/autosave.rs",
        from: "Duration::from_millis(200)",
        to: "Duration::from_millis(3000)",
        noticed_by: Browser("lost_tab.test.mjs", "killed tab"),
    },
    Mutant {
        name: "nothing warns that storage fails",
        file: "src/state/autosave.rs",
        from: "(self.failed, matches!(state, SaveState::Failed(_)))",
        to: "(self.failed, false && matches!(state, SaveState::Failed(_)))",
        noticed_by: Browser("storage.test.mjs", "storage full"),
    },
    Mutant {
        name: "two tabs write one draft",
        file: "src/browser/writer.js",
        from: "request({ifAvailable: true}, (lock) => {",
        to: "be(tab, 'writer');\n  if (tab) return;\n  request({ifAvailable: true}, (lock) => {",
        noticed_by: Browser("tabs.test.mjs", "Web Locks"),
    },
    Mutant {
        name: "two tabs write one draft where there are no locks",
        file: "src/browser/writer.js",
        from: "if (owner === tab.id || !isAlive ||",
        to: "if (owner || !isAlive ||",
        noticed_by: Browser("tabs.test.mjs", "signs of life"),
    },
    Mutant {
        name: "a tab hands the draft over unsaved",
        file: "src/state/open_draft.rs",
        from: "Told::HandOver => autosave.save_if_waiting(),",
        to: "Told::HandOver => {}",
        noticed_by: Browser("tabs.test.mjs", "Web Locks"),
    },
    Mutant {
        name: "a tab that does not answer cannot be taken over from",
        file: "src/browser/writer.js",
        from: "request({steal: true}, granted);",
        to: "queue();",
        noticed_by: Browser("tabs.test.mjs", "does not answer"),
    },
    Mutant {
        name: "the reading tab does not follow",
        file: "src/state/open_draft.rs",
        from: "open.role.try_get_untracked() == Some(Role::Reader)",
        to: "open.role.try_get_untracked().is_none()",
        noticed_by: Browser("tabs.test.mjs", "Web Locks"),
    },
    Mutant {
        name: "nothing is mirrored",
        file: "src/browser/mirror.js",
        from: "  waiting.set(key, text);",
        to: "",
        noticed_by: Browser("drafts.test.mjs", "restored from the mirror"),
    },
    Mutant {
        name: "the mirror is never asked",
        file: "src/browser/mirror.js",
        from: "if (!isDone) done(typeof text === 'string' ? text : null);",
        to: "if (!isDone) done(null);",
        noticed_by: Browser("drafts.test.mjs", "restored from the mirror"),
    },
    Mutant {
        name: "a mirror that never answers is waited for",
        file: "src/browser/mirror.js",
        from: "  setTimeout(finish, limitMs);",
        to: "",
        noticed_by: Browser("drafts.test.mjs", "never answers"),
    },
    Mutant {
        name: "a file replaces the draft unseen",
        file: "src/ui/carried.rs",
        from: "autosave.offer(Incoming { draft, origin: Origin::File })",
        to: "{ autosave.offer(Incoming { draft, origin: Origin::File }); crate::state::incoming::take(autosave) }",
        noticed_by: Browser("drafts.test.mjs", "never replaces a draft unseen"),
    },
    Mutant {
        name: "the draft that loses is not set aside",
        file: "src/state/incoming.rs",
        from: "if draft.is_blank()",
        to: "if true || draft.is_blank()",
        noticed_by: Browser("drafts.test.mjs", "never replaces a draft unseen"),
    },
    Mutant {
        name: "nobody is reminded of a copy",
        file: "src/state/backup.rs",
        from: "is_overdue(backup, saved_at_ms, now_ms).then_some(backup)",
        to: "(is_overdue(backup, saved_at_ms, now_ms) && saved_at_ms == 0).then_some(backup)",
        noticed_by: Browser("drafts.test.mjs", "a reminder"),
    },
    Mutant {
        name: "the browser's answer to keeping drafts is not shown",
        file: "src/browser/mirror.js",
        from: "say(isKept ? 'kept' : 'maybe')",
        to: "say('unknown')",
        noticed_by: Browser("drafts.test.mjs", "asked to keep"),
    },
    Mutant {
        name: "inline scripts run",
        file: "xtask/src/policy.rs",
        from: "script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'",
        to: "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self'{scripts}",
        noticed_by: Browser("policy.test.mjs", "policy"),
    },
    Mutant {
        name: "a rule that Firefox 115 does not know is used",
        file: "style/base.css",
        from: "/* Only carries `disabled`",
        to: ".sheet:has(.notice) {\n  color: inherit;\n}\n\n/* Only carries `disabled`",
        noticed_by: Browser("floor.test.mjs", "style sheet"),
    },
    Mutant {
        name: "a method that Chrome 109 does not know is used",
        file: "src/browser/mirror.js",
        from: "  for (const [key, text] of waiting) {",
        to: "  for (const [key, text] of [...waiting].toReversed()) {",
        noticed_by: Browser("floor.test.mjs", "script"),
    },
    Mutant {
        name: "every edit leaves something behind",
        file: "src/state/sheet_state.rs",
        from: "        self.edits_count.update(|count| *count += 1);",
        to: "        std::mem::forget(vec![0_u8; 4096]);\n        self.edits_count.update(|count| *count += 1);",
        noticed_by: Browser("soak.test.mjs", "heap"),
    },
    Mutant {
        name: "a new version takes over by itself",
        file: "src/loader/sw.js",
        from: "event.waitUntil(install()));",
        to: "event.waitUntil(install().then(() => self.skipWaiting())));",
        noticed_by: Browser("offline.test.mjs", "until the officer agrees"),
    },
    Mutant {
        name: "a new version is taken although the draft is not stored",
        file: "src/ui/update_notice.rs",
        from: "if is_safe {",
        to: "if is_safe || !is_safe {",
        noticed_by: Browser("update_unsaved.test.mjs", "held back"),
    },
    Mutant {
        name: "a file of an update is kept whatever its bytes are",
        file: "src/loader/sw.js",
        from: "=== FILES[name];",
        to: "!== name;",
        noticed_by: Browser("network.test.mjs", "an update with every fault"),
    },
    Mutant {
        name: "every unit's browser fetches the part that makes workbooks",
        file: "xtask/src/service_worker.rs",
        from: "!network_only.iter().any(|part| is_part(name, part))",
        to: "network_only.is_empty() || !is_part(name, \"\")",
        noticed_by: Browser("unit_tables.test.mjs", "not before"),
    },
    Mutant {
        name: "the caches of old versions stay",
        file: "src/loader/sw.js",
        from: "if (name !== NAME) await caches.delete(name);",
        to: "",
        noticed_by: Browser("offline.test.mjs", "until the officer agrees"),
    },
    Mutant {
        name: "a browser that is too old is not told so",
        file: "src/loader/floor.js",
        from: "return WebAssembly.validate(bytes) &&",
        to: "return true || WebAssembly.validate(bytes) &&",
        noticed_by: Browser("unsupported.test.mjs", "served, with"),
    },
    Mutant {
        name: "the single file may ask the network",
        file: "xtask/src/policy.rs",
        from: "connect-src 'none'; base-uri 'none'",
        to: "connect-src *; base-uri 'none'",
        noticed_by: Browser("single_file.test.mjs", "strict policy"),
    },
    Mutant {
        name: "the web server's snippet forgets the type of Wasm",
        file: "docs/web-server/nginx.conf",
        from: "        application/wasm           wasm;\n",
        to: "",
        noticed_by: Browser("headers.test.mjs", "type"),
    },
    Mutant {
        name: "a file with fractions is read where the program can print them",
        file: "src/engine/json/read.rs",
        from: "takes_fractions: false,",
        to: "takes_fractions: true,",
        noticed_by: Browser("engine_package_office.test.mjs", "every file, good, spoilt"),
    },
    Mutant {
        name: "an appraisal's rows and sums are not checked",
        file: "src/engine/appraisal.rs",
        from: "    check_rows(set, &appraisal)?;\n",
        to: "",
        noticed_by: Native("appraisal"),
    },
    Mutant {
        name: "another unit's appraisal is taken",
        file: "src/engine/appraisal.rs",
        from: "if appraisal.unit.id != unit || name != Some(&*appraisal.unit.name) {",
        to: "if appraisal.unit.id.is_empty() || name.is_none() {",
        noticed_by: Native("appraisal"),
    },
    Mutant {
        name: "figures for criteria that the unit does not coordinate are taken",
        file: "src/engine/contribution.rs",
        from: "if !fits {",
        to: "if !fits && item.criterion.is_empty() {",
        noticed_by: Native("contribution"),
    },
    Mutant {
        name: "received documents match by their name",
        file: "src/engine/office/evidence.rs",
        from: "if received.iter().any(|came| came.sha256 == file.sha256) {",
        to: "if received.iter().any(|came| same_name(file, came)) {",
        noticed_by: Native("appraisal"),
    },
    Mutant {
        name: "what a widget holds unsaved goes when another form writes and it is moved",
        file: "src/state/autosave.rs",
        from: "self.unsaved().into_iter().chain(self.displaced",
        to: "self.unsaved().filter(|_| self.is_writer.get_untracked()).into_iter().chain(self.displaced",
        noticed_by: Widget(WIDGET_KEPT, "taken away"),
    },
    Mutant {
        name: "a value that waits in a widget goes when it is moved",
        file: OPENED,
        from: "given.waiting.set(value_draft.or(waiting));",
        to: "given.waiting.set(value_draft);",
        noticed_by: Widget(WIDGET_KEPT, "taken away"),
    },
    Mutant {
        name: "what \"undo\" would bring back goes when a widget is moved",
        file: OPENED,
        from: "given.before.set(all(Part::Before).collect());",
        to: "",
        noticed_by: Widget(WIDGET_KEPT, "undo"),
    },
    Mutant {
        name: "a widget drops what it holds of one unit when it shows another",
        file: "src/ui/widget/kept.rs",
        from: "self.0.borrow_mut().retain(|(of, ..)| of != key);",
        to: "self.0.borrow_mut().retain(|(of, ..)| of.len() > key.len() * 2);",
        noticed_by: Widget(WIDGET_KEPT, "other units"),
    },
    Mutant {
        name: "what was typed and not stored goes when another writer's draft is shown",
        file: "src/state/open_draft.rs",
        from: "displaced.update(|all| all.push(here));",
        to: "drop(here);",
        noticed_by: Widget(WIDGET_KEPT, "another writer's draft is shown"),
    },
    Mutant {
        name: "a draft of names alone counts as nothing typed",
        file: "src/state/given.rs",
        from: "if was_typed && !here.is_blank() {",
        to: "if was_typed && !here.entries.is_empty() {",
        noticed_by: Widget(WIDGET_KEPT, "names alone"),
    },
    Mutant {
        name: "whoever is typing goes on in a value that has come",
        file: "src/state/given.rs",
        from: "let was_typing = page::leave_text_field();",
        to: "let was_typing = false;",
        noticed_by: Widget(WIDGET_KEPT, "typed in"),
    },
    Mutant {
        name: "\"ready\" resolves with the sheet before",
        file: "src/widget/tucham-form.js",
        from: "      if (this.#isOpening) return;\n",
        to: "",
        noticed_by: Widget("widget.test.mjs", "never of what"),
    },
];
