//! Signs a file of the office: asks for the passphrase of its key, and says what came of it.

use leptos::prelude::*;

use super::view::{Said, said_view};
use crate::browser::page;
use crate::browser::signer::OpenKey;
use crate::state::key_ring::{KeptKey, kept_key, unlock};
use crate::ui::dom::{El, el, el_class};
use crate::ui::sign_form::{SIGNER_MISSING, after_signer, key_error, passphrase_problem};
use crate::ui::text_field::passphrase_field;

/// A form with the passphrase and a button, given as its `data-test` and its words. `is_ready` says whether the file can be
/// made now; `make` makes and gives it.
pub fn signing(
    id: &'static str,
    (test, label): (&str, &str),
    is_ready: impl Fn() -> bool + 'static,
    make: impl Fn(&OpenKey, &KeptKey) -> Result<Said, String> + Copy + 'static,
) -> El {
    let said = RwSignal::new(None::<Said>);
    let passphrase = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let missing = move || passphrase.with(|text| passphrase_problem(text, false)).filter(|_| tried.get());
    let field = passphrase_field(id, "Mật khẩu khoá của cơ quan", "", "current-password", passphrase, missing);
    let save = el_class("button", "primary").attr("type", "submit").attr("data-test", test).text(label);
    let form =
        el_class("form", "form-lines").attr("novalidate", "").child(field).child(save).on("submit", move |event| {
            event.prevent_default();
            if !untrack(&is_ready) {
                return;
            }
            tried.set(true);
            let Some(kept) = kept_key() else {
                said.set(Some(Said::Bad("Cơ quan chưa có khoá: tạo khoá ở trang Khoá trước.".to_owned())));
                return;
            };
            if untrack(missing).is_some() {
                page::focus(id);
                return;
            }
            said.set(None);
            after_signer(move |is_there| {
                // The page may have been left meanwhile.
                let Some(typed) = passphrase.try_get_untracked() else { return };
                let typed = zeroize::Zeroizing::new(typed);
                let answer = match is_there {
                    true => unlock(&kept, &typed).map_err(key_error).and_then(|key| make(&key, &kept)),
                    false => Err(SIGNER_MISSING.to_owned()),
                };
                if answer.is_ok() {
                    passphrase.set(String::new());
                    tried.set(false);
                }
                said.set(Some(answer.unwrap_or_else(Said::Bad)));
            });
        });
    el("div").child(form).child(said_view(said))
}
