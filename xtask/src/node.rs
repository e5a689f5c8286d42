//! Node and its packages: those that bundle the page, and those that drive the browser and judge signed files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::progress::Progress;
use crate::{child, paths};

/// The oldest Node whose test runner has what the browser tests use.
const OLDEST_MAJOR: u32 = 20;

/// The folder of the browser tests.
pub fn folder() -> PathBuf {
    paths::root().join("tests/e2e")
}

/// Fails at once where Node is missing or too old, before anything long begins.
pub fn check() -> Result<(), String> {
    let wanted = format!("install Node {OLDEST_MAJOR} or newer, with npm, and try again");
    let version = child::answer(Command::new("node").arg("--version")).ok_or(format!("Node is missing; {wanted}"))?;
    let major: Option<u32> = version.trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    if major.is_none_or(|major| major < OLDEST_MAJOR) {
        return Err(format!("Node {version} is too old; {wanted}"));
    }
    if paths::find_program("npm").is_none() {
        return Err(format!("npm is missing; {wanted}"));
    }
    Ok(())
}

/// Installs the packages of the browser tests.
pub fn prepare(progress: &Progress) -> Result<(), String> {
    install(progress, &folder(), "the browser tests' packages")
}

/// Installs the bundler and what shrinks the Wasm; returns the bundler.
pub fn prepare_bundler(progress: &Progress) -> Result<PathBuf, String> {
    install(progress, &paths::root().join("xtask"), "esbuild and Binaryen")?;
    Ok(bundler())
}

/// Where the bundler lies once it is installed.
pub fn bundler() -> PathBuf {
    paths::root().join("xtask/node_modules/.bin/esbuild")
}

/// Installs what a folder's package-lock.json names, unless that is what is there.
fn install(progress: &Progress, folder: &Path, what: &str) -> Result<(), String> {
    let read = |name: &str| fs::read(folder.join(name));
    let lock = read("package-lock.json")
        .map_err(|error| format!("{} cannot be read: {error}", folder.join("package-lock.json").display()))?;
    let stamp = "node_modules/.installed-lock.json";
    if read(stamp).is_ok_and(|installed| installed == lock) {
        progress.say(format_args!("{what}: here already"));
        return Ok(());
    }
    progress.step(&format!("{what}: npm ci"), || {
        // No install script may run: the ones in question download browsers.
        let mut npm = Command::new("npm");
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
        let folder_name = folder.file_name().unwrap_or_default().to_string_lossy();
        child::logged(&mut npm, &format!("npm-ci-{folder_name}"))?;
        fs::write(folder.join(stamp), &lock).map_err(|error| format!("{stamp} cannot be written: {error}"))
    })
}
