//! `cargo xtask bench`: measures the form in a real browser, with other libraries' forms beside it where they are there.

use std::path::PathBuf;
use std::process::Command;

use crate::progress::Progress;
use crate::site::{self, Profile};
use crate::{browser_tests, child, paths, peers, prepare};

/// What may be asked of a run.
#[derive(Default)]
pub struct Options {
    /// Fewer runs and keys, no peers with 1 760 criteria, 2G for the form alone.
    quick: bool,
    /// The folder of the peers, where it is not the usual one.
    peers: Option<PathBuf>,
    /// Only these peers, separated by commas.
    only: Option<String>,
    /// A sentence that goes with the figures.
    note: Option<String>,
}

impl Options {
    /// Reads the words after `bench`.
    pub fn read(words: &[&str]) -> Result<Self, String> {
        let mut options = Options::default();
        let mut rest = words.iter();
        while let Some(word) = rest.next() {
            let mut value = || rest.next().map(|value| value.to_string()).ok_or(format!("{word} wants a value"));
            match *word {
                "--quick" => options.quick = true,
                "--peers" => options.peers = Some(PathBuf::from(value()?)),
                "--only" => options.only = Some(value()?),
                "--note" => options.note = Some(value()?),
                other => return Err(format!("bench does not know {other}")),
            }
        }
        Ok(options)
    }
}

/// Builds the page as it is handed out and measures it; the figures go into docs/benchmarks.md.
pub fn run(options: &Options) -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_testing(&progress)?;
    let page = paths::scratch().join("bench/dist");
    progress.step("the page, as handed out", || site::build(&tools.build, Profile::Release, &page))?;
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--features", "cli", "--bin", "tucham"]).current_dir(paths::root());
    progress.step("the command line, which makes criteria sets", || child::logged(&mut cargo, "bench-cli"))?;
    let peers = match peers_folder(options) {
        Some(folder) => Some(peers::built(&progress, &folder)?),
        None => {
            progress.say("the peers' forms are not there (--peers FOLDER names them): the form is measured alone");
            None
        }
    };
    let mut node = browser_tests::script(&tools, &page, "bench/bench.mjs");
    node.arg("--out").arg(paths::scratch().join("bench/result.json"));
    if let Some(rustc) = child::answer(Command::new("rustc").arg("--version")) {
        node.env("TUCHAM_RUSTC", rustc);
    }
    if options.quick {
        node.arg("--quick");
    }
    if let Some(peers) = peers {
        node.arg("--peers").arg(peers);
    }
    for (name, value) in [("--only", &options.only), ("--note", &options.note)] {
        if let Some(value) = value {
            node.arg(name).arg(value);
        }
    }
    progress.step("measuring", || child::shown(&mut node, |_| {}))
}

/// Where the peers are: the folder that was named, or the one that lies beside the checkout.
fn peers_folder(options: &Options) -> Option<PathBuf> {
    let is_there = |folder: &PathBuf| folder.join("targets").is_dir();
    let usual = || paths::root().parent().map(|beside| beside.join("shared/bench")).filter(is_there);
    match &options.peers {
        Some(folder) => Some(std::path::absolute(folder).unwrap_or_else(|_| folder.clone())),
        None => usual(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn words_say_what_is_measured() {
        let options = Options::read(&["--quick", "--peers", "forms", "--only", "vanilla,solid"]).unwrap();
        assert!(options.quick);
        assert_eq!(options.peers.as_deref(), Some(Path::new("forms")));
        assert_eq!(options.only.as_deref(), Some("vanilla,solid"));
        assert!(Options::read(&["--peers"]).is_err());
        assert!(Options::read(&["--slow"]).is_err());
    }
}
