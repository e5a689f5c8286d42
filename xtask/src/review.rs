//! Writes the table of all criteria that an officer lays beside the dispatch.

#[cfg(feature = "review")]
pub use with_the_set::{check, write};
#[cfg(not(feature = "review"))]
pub use without_the_set::{check, write};

/// Compiled without the criteria set's reader, it starts itself again with it.
#[cfg(not(feature = "review"))]
mod without_the_set {
    use std::process::Command;

    use crate::{child, paths};

    pub fn write() -> Result<(), String> {
        again(&["review"])
    }

    pub fn check() -> Result<(), String> {
        again(&["review", "--check"])
    }

    fn again(arguments: &[&str]) -> Result<(), String> {
        let mut cargo = Command::new("cargo");
        cargo.args(["run", "--quiet", "--package", "xtask", "--features", "review", "--"]).args(arguments);
        child::shown(cargo.current_dir(paths::root()), |_| {})
    }
}

#[cfg(feature = "review")]
mod with_the_set {
    pub fn write() -> Result<(), String> {
        Err("not yet".to_owned())
    }

    pub fn check() -> Result<(), String> {
        Err("not yet".to_owned())
    }
}
