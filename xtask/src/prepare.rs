//! Gets a machine ready: finds what is missing and installs it, side by side where nothing waits for anything else.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::progress::Progress;
use crate::{debian, node, paths, python, rust_tools};

/// What building the page needs.
pub struct BuildTools {
    /// PATH with Trunk and wasm-bindgen first.
    pub path: OsString,
    pub esbuild: PathBuf,
}

/// What the tests need beside that.
pub struct TestTools {
    pub build: BuildTools,
    pub chromium: PathBuf,
    pub firefox: PathBuf,
    pub webkit_driver: PathBuf,
    pub python: PathBuf,
}

/// Gets ready for building the page.
pub fn for_building(progress: &Progress) -> Result<BuildTools, String> {
    node::check()?;
    let esbuild = node::prepare_bundler(progress)?;
    let folders = rust_tools::prepare(progress)?;
    Ok(BuildTools { path: paths::path_with(&folders)?, esbuild })
}

/// Gets ready for every test.
pub fn for_testing(progress: &Progress) -> Result<TestTools, String> {
    let (build, python, node) = std::thread::scope(|scope| {
        // Compiling takes the processor, the others the network.
        let python = scope.spawn(|| debian::prepare(progress).and_then(|()| python::prepare(progress)));
        let node = scope.spawn(|| node::prepare(progress));
        (for_building(progress), python.join(), node.join())
    });
    let ended = |_| "a thread of the preparation ended early".to_owned();
    let (build, python, ()) = (build?, python.map_err(ended)??, node.map_err(ended)??);
    Ok(TestTools {
        build,
        chromium: browser("chromium")?,
        firefox: browser("firefox-esr")?,
        webkit_driver: browser("WebKitWebDriver")?,
        python,
    })
}

fn browser(program: &str) -> Result<PathBuf, String> {
    paths::find_program(program).ok_or_else(|| format!("{program} is not on PATH after its installation"))
}
