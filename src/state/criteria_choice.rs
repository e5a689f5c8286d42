//! Which criteria set the form is about: the built-in one, or one out of the office's file, kept in local storage.

use sha2::{Digest, Sha256};

use super::last_choice;
use crate::browser::storage::{self, LocalStorage};
use crate::engine::builtin::builtin;
use crate::engine::criteria::{CriteriaFile, packed};
use crate::engine::draft::{ShelfError, write_back};

/// Its checksum, a line end, and the packed set. The checksum covers the layout: a program that reads the lines in another
/// order takes the text for damaged, and asks for the file again.
const CHOSEN: &str = "tucham/criteria";
/// The key of the office that was compared over the telephone.
const PINNED: &str = "tucham/office-key-pinned";

/// The set that the form is about.
#[derive(Clone, Copy)]
pub struct CriteriaChoice {
    pub file: &'static CriteriaFile,
    pub is_builtin: bool,
    /// Whether another set was chosen and cannot be read any more.
    pub is_damaged: bool,
}

/// The set that was chosen; the built-in one if none was, or what is kept of it is damaged.
pub fn chosen() -> CriteriaChoice {
    let kept = storage::read_text(CHOSEN);
    let is_kept = kept.is_some();
    let file = kept.as_deref().and_then(sealed).map(|lines| {
        // The whole page is about it until it goes; a text that is read only once stays where it is.
        let file: &'static CriteriaFile = Box::leak(Box::new(packed::unpack(lines.to_owned().leak())));
        file
    });
    CriteriaChoice {
        file: file.unwrap_or_else(builtin),
        is_builtin: file.is_none(),
        is_damaged: is_kept && file.is_none(),
    }
}

/// Chooses a packed set and remembers whose key signed it. It counts once the page is loaded again.
pub fn choose(packed: &str, key: &str) -> Result<(), ShelfError> {
    write_back(&LocalStorage, CHOSEN, &format!("{}\n{packed}", checksum(packed)))?;
    // Not kept, the digits are to be compared once more the next time.
    let _ = pin_key(key);
    last_choice::forget();
    Ok(())
}

/// Goes back to the built-in set, once the page is loaded again.
pub fn choose_builtin() {
    storage::remove(CHOSEN);
    last_choice::forget();
}

/// The office's key that was compared before: `z6Mk…`
pub fn pinned_key() -> Option<String> {
    storage::read_value(PINNED)
}

/// Remembers the office's key once its digits were compared; `false` if it could not be stored.
pub fn pin_key(key: &str) -> bool {
    storage::write_value(PINNED, &key).is_ok()
}

/// The packed set, if it is the one that was kept: storage can be damaged, and reading trusts the text.
fn sealed(kept: &str) -> Option<&str> {
    let (sum, packed) = kept.split_once('\n')?;
    (sum == checksum(packed)).then_some(packed)
}

fn checksum(lines: &str) -> String {
    hex::encode(Sha256::new().chain_update(packed::LAYOUT).chain_update(lines).finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_set_that_was_changed_or_cut_off_is_not_read() {
        let lines = packed::pack(builtin());
        let kept = format!("{}\n{lines}", checksum(&lines));
        assert_eq!(sealed(&kept), Some(&*lines));
        assert_eq!(packed::unpack(lines.clone().leak()), *builtin());
        // As a program with another order of the lines would have kept it.
        let other_layout = format!("{}\n{lines}", hex::encode(Sha256::digest(&lines)));
        assert_eq!(sealed(&other_layout), None);
        for wrong in [&kept[..kept.len() - 1], &kept[1..], "", "x", "\n", &kept.replace("Hương Phú", "Hương Phu")]
        {
            assert_eq!(sealed(wrong), None);
        }
    }
}
