//! Opens criteria-set files for the unit's form, in the part with every page: few officers ever need its checks and words.

use tucham::engine::criteria::packed;
use tucham::engine::signed::{FileHash, digits, open_set, write_multikey};
use tucham::messages;
use wasm_bindgen::prelude::wasm_bindgen;

/// Opens a criteria-set file; gives `ok`, its title, how it is named, the key that signed it, the digits of that key, and the
/// set as the form reads it, each after a line end. For a file that will not do: `refused` and a sentence.
#[wasm_bindgen]
pub fn open_criteria(file: &[u8]) -> String {
    let opened = match open_set(file) {
        Ok(opened) => opened,
        Err(error) => return format!("refused\n{}", messages::office::open_set_error(&error)),
    };
    let set = &opened.file.set;
    let name = format!(
        "mã {}, bản {}, năm {}, {} tiêu chí, {} đơn vị",
        set.id,
        set.version,
        set.period,
        set.criteria().count(),
        set.units.len()
    );
    let digits = digits(&FileHash::of_key(&opened.signer));
    format!("ok\n{}\n{name}\n{}\n{digits}\n{}", set.title, write_multikey(&opened.signer), packed::pack(&opened.file))
}
