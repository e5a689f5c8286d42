//! The Wasm target, and the tools that are compiled once from crates.io into the cache.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::progress::Progress;
use crate::{child, paths};

/// The machine that the page is compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";
const TRUNK_VERSION: &str = "0.21.14";

/// A program compiled by `cargo install`.
struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// Whether its own lock file compiles: wasm-bindgen-cli's does not with rustc 1.95.
    locked: bool,
    /// Measured on two cores.
    minutes: &'static str,
}

/// Finds or makes everything that building the page needs; returns the folders to put first on PATH.
pub fn prepare(progress: &Progress) -> Result<Vec<PathBuf>, String> {
    prepare_components(progress)?;
    let trunk = Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK_VERSION.to_owned(),
        locked: true,
        minutes: "4 minutes",
    };
    // The page's glue and the program that writes it must be of one version: the lock file's.
    let wasm_bindgen = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: locked_version("wasm-bindgen")?,
        locked: false,
        minutes: "2 minutes",
    };
    [trunk, wasm_bindgen].iter().map(|tool| tool.prepare(progress)).collect()
}

impl Tool {
    fn prepare(&self, progress: &Progress) -> Result<PathBuf, String> {
        let name = format!("{} {}", self.package, self.version);
        let folder = paths::cache()?.join("tools").join(format!("{}-{}", self.package, self.version));
        let bin = folder.join("bin");
        if self.is_in(&bin) {
            progress.say(format_args!("{name}: here already"));
            return Ok(bin);
        }
        let log = child::log_path(self.package);
        let step = format!("{name}: compiling, about {} on two cores (log: {})", self.minutes, log.display());
        progress.step(&step, || {
            child::logged(&mut self.install_command(&folder), self.package)
                .map_err(|error| format!("{name} could not be installed: {error}"))?;
            if self.is_in(&bin) { Ok(bin) } else { Err(format!("{} does not run", bin.join(self.program).display())) }
        })
    }

    fn is_in(&self, bin: &std::path::Path) -> bool {
        let printed = child::answer(Command::new(bin.join(self.program)).arg("--version"));
        printed.is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    fn install_command(&self, folder: &std::path::Path) -> Command {
        let mut command = Command::new("cargo");
        command.args(["install", self.package, "--version", &format!("={}", self.version), "--root"]).arg(folder);
        if self.locked {
            command.arg("--locked");
        }
        command
            // Outside the checkout, so that its settings don't apply.
            .current_dir(std::env::temp_dir())
            .env_remove("CARGO_TARGET_DIR")
            .env_remove("RUSTFLAGS")
            // A tool that runs for a second at a time is worth no long compilation.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_NET_RETRY", "5");
        command
    }
}

fn prepare_components(progress: &Progress) -> Result<(), String> {
    let rustup = |arguments: &[&str]| {
        let mut command = Command::new("rustup");
        command.args(arguments).current_dir(paths::root());
        command
    };
    let list = |what: &str| {
        child::answer(&mut rustup(&[what, "list", "--installed"])).ok_or(
            "rustup does not answer; install it from rustup.rs, with the toolchain that rust-toolchain.toml names",
        )
    };
    if list("target")?.lines().any(|line| line == WASM_TARGET) {
        progress.say(format_args!("{WASM_TARGET}: here already"));
    } else {
        progress.step(&format!("{WASM_TARGET}: rustup target add"), || {
            child::logged(&mut rustup(&["target", "add", WASM_TARGET]), "rustup-target")
        })?;
    }
    let components = list("component")?;
    for name in ["clippy", "rustfmt"] {
        if !components.lines().any(|line| line.starts_with(name)) {
            progress.step(&format!("{name}: rustup component add"), || {
                child::logged(&mut rustup(&["component", "add", name]), "rustup-component")
            })?;
        }
    }
    Ok(())
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
    version_in(&lock, package).ok_or(format!("Cargo.lock holds no package {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_that_of_the_package_named_in_full() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
