//! Builds the page with Trunk, as it is handed out or for work on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::prepare::{self, BuildTools};
use crate::progress::Progress;
use crate::{budget, child, paths, policy, stylesheet};

/// How the page is compiled.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// Fast to compile, large.
    Debug,
    /// Small, as handed out.
    Release,
}

/// `cargo xtask dist`
pub fn dist() -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_building(&progress)?;
    progress.step("dist/: compiling the page", || build(&tools, Profile::Release, &dist_folder()))?;
    budget::check(&dist_folder())
}

/// What is handed out.
pub fn dist_folder() -> PathBuf {
    paths::root().join("dist")
}

/// Builds the page into a folder.
pub fn build(tools: &BuildTools, profile: Profile, folder: &Path) -> Result<(), String> {
    stylesheet::write()?;
    // Trunk, kept offline so that it downloads no tools, keeps cargo offline too: on a new machine nothing would be there.
    let mut fetch = Command::new("cargo");
    child::shown(fetch.args(["fetch", "--locked", "--quiet"]).current_dir(paths::root()), |_| {})?;
    let mut trunk = Command::new("trunk");
    // Offline: Trunk would download the tools that it does not find on PATH.
    trunk.args(["build", "--offline", "--dist"]).arg(folder);
    if profile == Profile::Release {
        trunk.arg("--release").env("RUSTFLAGS", release_flags());
    }
    // Trunk reads NO_COLOR=1, which others set, as a wrong argument.
    trunk.current_dir(paths::root()).env("PATH", &tools.path).env_remove("NO_COLOR");
    child::shown(&mut trunk, |_| {})?;
    let page = folder.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{} cannot be read: {error}", page.display()))?;
    fs::write(&page, policy::with_policy(&html)?)
        .map_err(|error| format!("{} cannot be written: {error}", page.display()))
}

/// Compiler flags of what is handed out: no path of this machine in it, and the small AES.
fn release_flags() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut flags = vec!["--cfg=aes_backend_soft=\"compact\"".to_owned()];
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}/registry/src=")));
    flags.join(" ")
}
