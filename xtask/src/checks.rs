//! `cargo xtask test`: everything that must hold before a change lands.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Mutex;

use crate::prepare::{self, TestTools};
use crate::progress::Progress;
use crate::rust_tools::WASM_TARGET;
use crate::site::{self, Profile};
use crate::tally::Tally;
use crate::{browser_tests, budget, child, engine_package, fuzz, paths, widget};

/// Tests beside the core that need no browser live in these modules; the core's are run without them.
const APP_MODULES: [&str; 4] = ["browser::", "handover::", "state::", "ui::"];

/// Test files that need the command line.
const CLI_TESTS: [&str; 9] = [
    "cli",
    "handover_appraisal_paper",
    "handover_calendar",
    "handover_charts",
    "handover_letter",
    "handover_office_paper",
    "handover_unit_paper",
    "handover_unit_tables",
    "handover_workbook",
];
/// Test files that need the app.
const APP_TESTS: [&str; 2] = ["following", "recomputation"];
/// The test file that needs fractions in JSON.
const FLOATS_TEST: &str = "json_floats";

/// How long each target is fuzzed here; `cargo xtask soak` takes its time.
const FUZZ_SECONDS: u64 = 10;

/// `cargo xtask test`
pub fn run() -> Result<ExitCode, String> {
    let checks = Checks { progress: Progress::start(), tally: Mutex::default() };
    let tools = prepare::for_testing(&checks.progress)?;
    // Nothing is left out after a failure: one run tells all that is wrong.
    checks.sources();
    checks.native_tests(&tools);
    let _ = checks.progress.step("tests: made-up input", || fuzz::run(FUZZ_SECONDS));
    if checks.page(&tools) {
        checks.browser_tests(&tools);
    }
    let failed = checks.progress.summary();
    let tally = checks.tally.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    if !failed.is_empty() {
        println!("\nFailed: {}", failed.join("; "));
    }
    // Here once more, since who reads the end alone could not know.
    for name in &tally.failures {
        println!("  {name}");
    }
    if tally.left_out > 0 {
        println!("\n{} tests were left out, and none may be", tally.left_out);
    }
    let is_good = failed.is_empty() && tally.left_out == 0;
    // The last line of all: who reads only that knows how many tests ran.
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    Ok(if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

struct Checks {
    progress: Progress,
    tally: Mutex<Tally>,
}

impl Checks {
    fn sources(&self) {
        self.cargo("formatted", &["fmt", "--all", "--check"]);
        let clippy = |what: &str, arguments: &[&str]| {
            let tail = ["--locked", "--", "--deny", "warnings"];
            self.cargo(&format!("clippy: {what}"), &[&["clippy"], arguments, &tail].concat());
        };
        clippy("the core", &["--package", "tucham", "--all-targets", "--features", "toml-source"]);
        clippy(
            "the app, compiled natively",
            &["--package", "tucham", "--all-targets", "--features", "app,toml-source"],
        );
        clippy(
            "the office's page, compiled natively",
            &["--package", "tucham", "--lib", "--bins", "--features", "office,toml-source"],
        );
        clippy("the core in Wasm", &["--package", "tucham", "--lib", "--target", WASM_TARGET]);
        clippy(
            "the app in Wasm",
            &["--package", "tucham", "--lib", "--bins", "--features", "app", "--target", WASM_TARGET],
        );
        clippy(
            "the office's page in Wasm",
            &["--package", "tucham", "--lib", "--bins", "--features", "office", "--target", WASM_TARGET],
        );
        clippy("the command line", &["--package", "tucham", "--all-targets", "--features", "cli"]);
        clippy(
            "what signs, in Wasm",
            &["--package", "tucham", "--bin", "signer", "--features", "signer", "--target", WASM_TARGET],
        );
        clippy(
            "what makes workbooks, in Wasm",
            &["--package", "tucham", "--bin", "workbook", "--features", "workbook,signer", "--target", WASM_TARGET],
        );
        clippy(
            "the engine's package, in Wasm",
            &["--package", "tucham", "--bin", "engine-package", "--features", "package", "--target", WASM_TARGET],
        );
        clippy(
            "the widget, compiled natively",
            &["--package", "tucham", "--lib", "--bin", "widget", "--features", "widget"],
        );
        clippy(
            "the widget, in Wasm",
            &["--package", "tucham", "--bin", "widget", "--features", "widget", "--target", WASM_TARGET],
        );
        clippy("the commands", &["--package", "xtask", "--all-targets", "--all-features"]);
        let mut doc =
            cargo(&["doc", "--no-deps", "--locked", "--package", "tucham", "--features", "office,toml-source"]);
        doc.env("RUSTDOCFLAGS", "--deny warnings");
        self.command("documentation", &mut doc);
    }

    fn native_tests(&self, tools: &TestTools) {
        let runner: &[&str] = if child::answer(&mut cargo(&["nextest", "--version"])).is_some() {
            &["nextest", "run", "--no-fail-fast", "--no-tests=pass"]
        } else {
            &["test", "--no-fail-fast"]
        };
        let test = |what: &str, arguments: &[&str]| {
            let mut command = cargo(&[runner, &["--locked"], arguments].concat());
            command.env("TUCHAM_PYTHON", &tools.python);
            self.command(what, &mut command);
        };
        // Without `app`: what the core needs of a browser does not compile here.
        test("tests: the core", &["--package", "tucham", "--features", "toml-source"]);
        test("tests: fractions in JSON", &["--package", "tucham", "--features", "json-floats", "--test", FLOATS_TEST]);
        let named = |tests: &[&'static str]| tests.iter().flat_map(|test| ["--test", *test]).collect::<Vec<_>>();
        test(
            "tests: the command line, letters, calendar entries, paper, pictures, workbooks",
            &[&["--package", "tucham", "--features", "cli"], &named(&CLI_TESTS)[..]].concat(),
        );
        test(
            "tests: what the app shows of the sheet",
            &[&["--package", "tucham", "--features", "app,toml-source"], &named(&APP_TESTS)[..]].concat(),
        );
        let app = ["--package", "tucham", "--lib", "--features", "office,toml-source", "--"];
        test("tests: the app, natively", &[&app[..], &APP_MODULES].concat());
        test("tests: the commands", &["--package", "xtask"]);
        if runner[0] == "nextest" {
            // nextest leaves the examples in the documentation out.
            self.cargo("tests: the documentation's examples", &["test", "--doc", "--locked", "--package", "tucham"]);
        }
    }

    /// Whether there is a page to test.
    fn page(&self, tools: &TestTools) -> bool {
        let folder = site::dist_folder();
        let built =
            self.progress.step("the pages, as handed out", || site::build(&tools.build, Profile::Release, &folder));
        if built.is_err() {
            return false;
        }
        let packages = [widget::PACKAGE, engine_package::PACKAGE];
        if packages.iter().any(|package| package.step(&self.progress, &tools.build, &folder).is_err()) {
            return false;
        }
        // A page that is too heavy can be tested all the same.
        let _ = self.progress.step("the pages' weight", || budget::check(&folder));
        true
    }

    fn browser_tests(&self, tools: &TestTools) {
        self.cargo("the command line, to compare with", &["build", "--locked", "--features", "cli", "--bin", "tucham"]);
        let mut command = browser_tests::command(tools, &site::dist_folder(), &[]);
        self.command("tests: the page in browsers", &mut command);
    }

    fn cargo(&self, name: &str, arguments: &[&str]) {
        self.command(name, &mut cargo(arguments));
    }

    /// Runs a step; its failure is kept by the progress and told at the end.
    fn command(&self, name: &str, command: &mut Command) {
        let read = |line: &str| self.tally.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).read(line);
        let _ = self.progress.step(name, || child::shown(command, read));
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir::<&Path>(paths::root());
    // A clean clone is compiled once: what the next compilation would use of it only fills the disk.
    if std::env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::{Value, json};

    use super::*;

    /// Cargo leaves out, without a word, a test file whose features are not asked for; so does the compiler what is in it.
    #[test]
    fn every_test_file_that_needs_features_is_run() {
        let metadata = cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]).output().unwrap();
        let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
        let packages = metadata["packages"].as_array().unwrap();
        let package = packages.iter().find(|package| package["name"] == "tucham").unwrap();
        let mut needing = Vec::new();
        for target in package["targets"].as_array().unwrap().iter().filter(|target| target["kind"][0] == "test") {
            let (name, features) = (target["name"].as_str().unwrap(), &target["required-features"]);
            if features.is_null() {
                let text = fs::read_to_string(target["src_path"].as_str().unwrap()).unwrap();
                assert!(!text.contains("#![cfg(feature"), "{name} is left out without its features");
            } else if *features != json!(["toml-source"]) {
                needing.push(name);
            }
        }
        needing.sort_unstable();
        let mut run = [&CLI_TESTS[..], &APP_TESTS, &[FLOATS_TEST]].concat();
        run.sort_unstable();
        assert_eq!(needing, run);
    }
}
