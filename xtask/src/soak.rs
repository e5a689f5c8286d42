//! `cargo xtask soak`: what the tests do for a bounded time, in full.

use std::process::Command;

use crate::prepare;
use crate::progress::Progress;
use crate::site::{self, Profile};
use crate::{browser_tests, child, fuzz, paths};

const CRASHES: &str = "100";
const EDITS: &str = "10000";
const FUZZ_SECONDS: u64 = 600;

/// Crashes, edits and made-up input, for an hour or so.
pub fn run() -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_testing(&progress)?;
    let page = site::dist_folder();
    progress.step("the page, as handed out", || site::build(&tools.build, Profile::Release, &page))?;
    let browser = |name: &str, file: &str| {
        let mut command = browser_tests::command(&tools, &page, &[file]);
        command.env("TUCHAM_CRASHES", CRASHES).env("TUCHAM_EDITS", EDITS);
        progress.step(name, || child::shown(&mut command, |_| {}))
    };
    let mut mutations = Command::new("cargo");
    mutations.args(["test", "--locked", "--release", "--package", "tucham", "--features", "toml-source"]);
    mutations.args(["--test", "office_mutations"]).env("TUCHAM_STRINGS", "all").current_dir(paths::root());
    progress.step("soak: every string in every place of a submission", || child::shown(&mut mutations, |_| {}))?;
    browser("soak: crashes", "crash.test.mjs")?;
    browser("soak: edits", "soak.test.mjs")?;
    fuzz::run(FUZZ_SECONDS)
}
