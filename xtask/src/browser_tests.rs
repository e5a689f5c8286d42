//! The tests in real browsers, as a command: all of them, or the files that are named.

use std::path::Path;
use std::process::Command;

use crate::engine_package;
use crate::node;
use crate::paths;
use crate::prepare::TestTools;
use crate::widget;

/// Runs the browser tests against the page in `page`; no files means all of them.
pub fn command(tools: &TestTools, page: &Path, files: &[&str]) -> Command {
    // One file at a time: two browsers on two cores would wait for each other.
    let arguments = ["--test", "--test-reporter=spec", "--test-concurrency=1"];
    node_with(tools, page, arguments.iter().chain(files))
}

/// Runs a script that is no test, with the same page and browsers.
pub fn script(tools: &TestTools, page: &Path, file: &str) -> Command {
    node_with(tools, page, [&file])
}

fn node_with<'a>(tools: &TestTools, page: &Path, arguments: impl IntoIterator<Item = &'a &'a str>) -> Command {
    let mut command = Command::new("node");
    command
        .args(arguments)
        .current_dir(node::folder())
        .env("TUCHAM_CHROMIUM", &tools.chromium)
        .env("TUCHAM_FIREFOX", &tools.firefox)
        .env("TUCHAM_WEBKIT_DRIVER", &tools.webkit_driver)
        .env("TUCHAM_PYTHON", &tools.python)
        // The office's page and the command line must come to the same bytes.
        .env("TUCHAM_CLI", paths::target().join("debug/tucham"))
        .env("TUCHAM_ENGINE", engine_package::PACKAGE.folder(page))
        .env("TUCHAM_WIDGET", widget::PACKAGE.folder(page))
        .env("TUCHAM_ESBUILD", node::bundler())
        .env("TUCHAM_DIST", page);
    command
}
