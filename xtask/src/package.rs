//! A package for the programs and pages of others: a folder beside what a district hands out, with words, a licence and sizes. No
//! page of ours loads it, no service worker lists it, no web server needs it.

use std::path::{Path, PathBuf};

use crate::budget::packed_len;
use crate::prepare::{self, BuildTools};
use crate::progress::Progress;
use crate::site::{Files, dist_folder, read, replace};

/// Where the table of weights comes in the words.
const SIZES: &str = "{{sizes}}";
const VERSION: &str = "{{version}}";

/// What makes one package another than the other.
pub struct Package {
    /// What its folder's name ends with.
    pub name: &'static str,
    /// What it is, in words.
    pub what: &'static str,
    /// Where its own files lie.
    pub sources: &'static str,
    /// What a program or a page loads of it; the rest is for people and compilers.
    pub loaded: &'static [&'static str],
    /// Makes the files that no other package has.
    pub make: fn(&BuildTools) -> Result<Files, String>,
}

impl Package {
    /// Builds it alone.
    pub fn run(&self) -> Result<(), String> {
        let progress = Progress::start();
        let tools = prepare::for_building(&progress)?;
        self.step(&progress, &tools, &dist_folder())
    }

    /// Builds it into its folder beside `dist` as a step that is said, and prints what it weighs.
    pub fn step(&self, progress: &Progress, tools: &BuildTools, dist: &Path) -> Result<(), String> {
        let step = format!("dist-{}/: {}", self.name, self.what);
        progress.step(&step, || {
            let files = self.build(tools, dist)?;
            println!("\n{}", self.table(&files));
            Ok(())
        })
    }

    fn build(&self, tools: &BuildTools, dist: &Path) -> Result<Files, String> {
        let mut files = (self.make)(tools)?;
        files.insert("LICENSE".to_owned(), read("LICENSE")?.into_bytes());
        files.insert("package.json".to_owned(), self.own("package.json")?.replace(VERSION, &version()?).into_bytes());
        let words = self.own("README.md")?.replace(SIZES, &self.table(&files));
        files.insert("README.md".to_owned(), words.into_bytes());
        replace(&self.folder(dist), &files)?;
        Ok(files)
    }

    /// Its folder beside `dist`.
    pub fn folder(&self, dist: &Path) -> PathBuf {
        let name = dist.file_name().unwrap_or_default().to_string_lossy();
        dist.with_file_name(format!("{name}-{}", self.name))
    }

    /// One of its own files.
    pub fn own(&self, name: &str) -> Result<String, String> {
        read(&format!("{}/{name}", self.sources))
    }

    /// Weights as a table of the words.
    fn table(&self, files: &Files) -> String {
        let loaded = self.loaded.iter().filter_map(|name| files.get_key_value(*name));
        let weights: Vec<(&str, usize, usize)> =
            loaded.map(|(name, content)| (name.as_str(), content.len(), packed_len(content))).collect();
        let mut lines = vec!["| file | bytes | brotli 11 |".to_owned(), "|---|---:|---:|".to_owned()];
        lines.extend(weights.iter().map(|(name, raw, packed)| format!("| `{name}` | {raw} | {packed} |")));
        let sum = |of: fn(&(&str, usize, usize)) -> usize| weights.iter().map(of).sum::<usize>();
        lines.push(format!("| together | {} | {} |", sum(|weight| weight.1), sum(|weight| weight.2)));
        lines.join("\n")
    }
}

/// The version in Cargo.toml.
fn version() -> Result<String, String> {
    let manifest = read("Cargo.toml")?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).ok_or("Cargo.toml says no version".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{engine_package, widget};

    #[test]
    fn packages_lie_beside_what_is_handed_out() {
        let dist = Path::new("/a/dist");
        assert_eq!(engine_package::PACKAGE.folder(dist), Path::new("/a/dist-engine"));
        assert_eq!(widget::PACKAGE.folder(dist), Path::new("/a/dist-widget"));
    }

    #[test]
    fn the_table_adds_up_what_is_loaded() {
        let package = Package { loaded: &["a", "b"], ..engine_package::PACKAGE };
        let files = ["a", "b", "words"].map(|name| (name.to_owned(), vec![0; 100])).into();
        let table = package.table(&files);
        assert!(table.contains("| together | 200 |") && !table.contains("words"), "{table}");
    }
}
