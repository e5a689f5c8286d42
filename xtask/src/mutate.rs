//! `cargo xtask mutate`: switches each mechanism off in turn, in a copy of the checkout, and sees whether its tests notice.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::mutants::{MUTANTS, Mutant, Proof};
use crate::prepare::{self, TestTools};
use crate::progress::Progress;
use crate::{browser_tests, child, paths};

/// Every mutant whose name has these words; an error names those that nobody noticed.
pub fn run(words: &str) -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_testing(&progress)?;
    let copy = Copy::of_the_checkout()?;
    let mutants: Vec<&Mutant> = MUTANTS.iter().filter(|mutant| mutant.name.contains(words)).collect();
    // A test that fails in any case would notice everything.
    let mut proofs: Vec<Proof> = Vec::new();
    for mutant in &mutants {
        if !proofs.contains(&mutant.noticed_by) {
            proofs.push(mutant.noticed_by);
        }
    }
    let mut built = Vec::new();
    for proof in proofs {
        if let Some(what) = proof.looks_at().filter(|what| !built.contains(what)) {
            progress.step(&format!("unchanged: cargo xtask {what}"), || copy.build(what))?;
            built.push(what);
        }
        progress.step(&format!("unchanged: {}", proof.name()), || copy.check(&tools, proof))?;
    }
    let mut unnoticed = Vec::new();
    for mutant in mutants {
        let original = copy.apply(mutant)?;
        let is_built = mutant.noticed_by.looks_at().is_none_or(|what| {
            progress.step(&format!("\"{}\": cargo xtask {what}", mutant.name), || copy.build(what)).is_ok()
        });
        let noticed = is_built && copy.check(&tools, mutant.noticed_by).is_err();
        copy.restore(mutant, &original)?;
        let verdict = match (is_built, noticed) {
            (false, _) => "DOES NOT COMPILE",
            (true, true) => "noticed",
            (true, false) => "NOT NOTICED",
        };
        progress.say(format!("\"{}\": {verdict} by {}", mutant.name, mutant.noticed_by.name()));
        if !noticed {
            unnoticed.push(mutant.name);
        }
    }
    match unnoticed.is_empty() {
        true => Ok(()),
        false => Err(format!("no test noticed: {}", unnoticed.join("; "))),
    }
}

impl Mutant {
    /// Its file's text with the mechanism switched off.
    fn mutated(&self, original: &str) -> Result<String, String> {
        match original.matches(self.from).count() {
            1 => Ok(original.replace(self.from, self.to)),
            _ => Err(format!("\"{}\": {} has not exactly one `{}`", self.name, self.file, self.from)),
        }
    }
}

impl Proof {
    /// The command that builds what its tests look at.
    fn looks_at(self) -> Option<&'static str> {
        match self {
            Proof::Native(_) => None,
            Proof::Browser(..) => Some("dist"),
            Proof::Widget(..) => Some("widget"),
        }
    }

    fn name(self) -> String {
        match self {
            Proof::Native(test) => format!("tests/{test}.rs"),
            Proof::Browser(file, words) | Proof::Widget(file, words) => format!("{file} ({words})"),
        }
    }
}

/// A copy of the checkout, to be changed.
struct Copy {
    root: PathBuf,
    target: PathBuf,
}

impl Copy {
    fn of_the_checkout() -> Result<Self, String> {
        let folder = paths::target().join("mutate");
        let copy = Copy { root: folder.join("checkout"), target: folder.join("target") };
        let mut list = Command::new("git");
        let files =
            child::answer(list.args(["ls-files", "-z"]).current_dir(paths::root())).ok_or("git does not answer")?;
        copy.fill(&files).map_err(|error| format!("{} cannot be written: {error}", copy.root.display()))?;
        Ok(copy)
    }

    fn fill(&self, files: &str) -> std::io::Result<()> {
        let _ = fs::remove_dir_all(&self.root);
        for file in files.split('\0').filter(|file| !file.is_empty()) {
            let to = self.root.join(file);
            fs::create_dir_all(to.parent().unwrap_or(&self.root))?;
            // A file that is listed and gone is one that is about to be removed.
            let from = paths::root().join(file);
            if from.is_file() {
                fs::copy(from, to)?;
            }
        }
        for folder in ["tests/e2e/node_modules", "xtask/node_modules"] {
            std::os::unix::fs::symlink(paths::root().join(folder), self.root.join(folder))?;
        }
        Ok(())
    }

    /// Switches the mechanism off; gives the file as it was.
    fn apply(&self, mutant: &Mutant) -> Result<String, String> {
        let file = self.root.join(mutant.file);
        let original = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", mutant.file))?;
        self.write(mutant.file, &mutant.mutated(&original)?)?;
        Ok(original)
    }

    fn restore(&self, mutant: &Mutant, original: &str) -> Result<(), String> {
        self.write(mutant.file, original)
    }

    fn write(&self, file: &str, text: &str) -> Result<(), String> {
        fs::write(self.root.join(file), text).map_err(|error| format!("{file} cannot be written: {error}"))
    }

    fn build(&self, what: &str) -> Result<(), String> {
        child::logged(&mut self.cargo(&["run", "--quiet", "--package", "xtask", "--", what]), "mutate-page")
    }

    fn check(&self, tools: &TestTools, proof: Proof) -> Result<(), String> {
        match proof {
            Proof::Native(test) => {
                let mut cargo =
                    self.cargo(&["test", "--quiet", "--locked", "--features", "toml-source", "--test", test]);
                child::logged(&mut cargo, "mutate-test")
            }
            Proof::Browser(file, words) | Proof::Widget(file, words) => {
                let pattern = format!("--test-name-pattern={words}");
                let mut node = browser_tests::command(tools, &self.root.join("dist"), &[&pattern, file]);
                child::logged(node.current_dir(self.root.join("tests/e2e")), "mutate-test")
            }
        }
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).current_dir::<&Path>(&self.root).env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::read;

    #[test]
    fn every_mutant_still_finds_its_place() {
        let stale: Vec<String> = MUTANTS
            .iter()
            .filter_map(|mutant| read(mutant.file).and_then(|text| mutant.mutated(&text)).err())
            .collect();
        assert_eq!(stale, [""; 0]);
    }
}
