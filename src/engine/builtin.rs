//! The criteria set that is built in: the build script checked `criteria/` and packed it.

use std::sync::OnceLock;

use super::criteria::{CriteriaFile, packed};

/// The criteria set of `criteria/nam-dong-2018`, with what is handed out beside it. In the page that units load without why
/// each rule is the rule and without the notes on the whole set.
pub fn builtin() -> &'static CriteriaFile {
    static FILE: OnceLock<CriteriaFile> = OnceLock::new();
    FILE.get_or_init(|| packed::unpack(include_str!(concat!(env!("OUT_DIR"), "/criteria_set.txt"))))
}
