//! Builds the engine's package for the programs of others: Wasm, its JavaScript, types out of the schemas, words and sizes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::budget::packed_len;
use crate::parts::{self, ENGINE};
use crate::paths;
use crate::prepare::{self, BuildTools};
use crate::progress::Progress;
use crate::site::{Files, Profile, dist_folder, read, replace};
use crate::typescript::{Source, declarations};

/// Where the package's own files lie.
const SOURCES: &str = "src/engine_package";
/// What the package's answers are described by; the names of the types of other formats begin with theirs.
const SCHEMAS: [(&str, &str); 3] = [("engine", ""), ("submission", "Submission"), ("consolidation", "Consolidation")];
/// Where the table of weights comes in the words.
const SIZES: &str = "{{sizes}}";

/// `cargo xtask engine`
pub fn run() -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_building(&progress)?;
    progress.step("dist-engine/: the engine's package", || build(&tools, &dist_folder()))?;
    show_weight(&dist_folder())
}

/// The folder beside what a district hands out: no page loads it, no service worker lists it, no web server needs it.
pub fn folder(dist: &Path) -> PathBuf {
    let name = dist.file_name().unwrap_or_default().to_string_lossy();
    dist.with_file_name(format!("{name}-engine"))
}

/// Builds the package into its folder beside `dist`.
pub fn build(tools: &BuildTools, dist: &Path) -> Result<(), String> {
    let part = parts::compile_one(tools, Profile::Release, &ENGINE, &paths::scratch().join("engine-package"))?;
    let mut files = Files::new();
    let glue = fs::read(&part.glue).map_err(|error| format!("{} cannot be read: {error}", part.glue.display()))?;
    files.insert("engine-package.js".to_owned(), glue);
    files.insert("engine-package_bg.wasm".to_owned(), part.wasm);
    files.insert("index.js".to_owned(), own("index.js")?.into_bytes());
    files.insert("index.d.ts".to_owned(), types()?.into_bytes());
    files.insert("LICENSE".to_owned(), read("LICENSE")?.into_bytes());
    let manifest = own("package.json")?.replace("{{version}}", &version()?);
    files.insert("package.json".to_owned(), manifest.into_bytes());
    for (name, _) in SCHEMAS {
        files.insert(format!("schemas/{name}-1.schema.json"), read(&schema_path(name))?.into_bytes());
    }
    let words = own("README.md")?.replace(SIZES, &table(&files));
    files.insert("README.md".to_owned(), words.into_bytes());
    replace(&folder(dist), &files)
}

/// Prints what a program loads of the package.
pub fn show_weight(dist: &Path) -> Result<(), String> {
    let folder = folder(dist);
    let read = |name: &str| fs::read(folder.join(name)).map_err(|error| format!("{name} cannot be read: {error}"));
    let files: Result<Files, String> = LOADED.iter().map(|name| Ok(((*name).to_owned(), read(name)?))).collect();
    println!("\nThe engine's package, {}:\n{}", folder.display(), table(&files?));
    Ok(())
}

/// What a program loads of the package; the rest is for people and compilers.
const LOADED: [&str; 3] = ["engine-package_bg.wasm", "engine-package.js", "index.js"];

/// Weights as a table of the words.
fn table(files: &Files) -> String {
    let mut lines = vec!["| file | bytes | brotli 11 |".to_owned(), "|---|---:|---:|".to_owned()];
    let loaded = LOADED.iter().filter_map(|name| files.get_key_value(*name));
    let weights: Vec<(&str, usize, usize)> =
        loaded.map(|(name, content)| (name.as_str(), content.len(), packed_len(content))).collect();
    lines.extend(weights.iter().map(|(name, raw, packed)| format!("| `{name}` | {raw} | {packed} |")));
    let sum = |of: fn(&(&str, usize, usize)) -> usize| weights.iter().map(of).sum::<usize>();
    lines.push(format!("| together | {} | {} |", sum(|weight| weight.1), sum(|weight| weight.2)));
    lines.join("\n")
}

/// The types of everything that goes in and out, and the functions.
fn types() -> Result<String, String> {
    let schemas = SCHEMAS.iter().map(|(name, prefix)| {
        let text = read(&schema_path(name))?;
        let schema = serde_json::from_str(&text).map_err(|error| format!("the schema {name} is no JSON: {error}"))?;
        Ok((schema, *prefix))
    });
    let schemas: Vec<(Value, &str)> = schemas.collect::<Result<_, String>>()?;
    let sources: Vec<Source> = schemas.iter().map(|(schema, prefix)| Source { schema, prefix }).collect();
    let (engine, _) = &schemas[0];
    let own_definitions = engine["$defs"].as_object().ok_or("the engine's schema defines nothing")?;
    let mut wanted: Vec<String> =
        own_definitions.keys().map(|name| format!("urn:tucham:engine:1#/$defs/{name}")).collect();
    wanted.push("urn:tucham:consolidation:1".to_owned());
    let head =
        "// Written by `cargo xtask dist` out of schemas/. Numbers with decimals are texts, exact as on the wire.\n\n";
    Ok(format!("{head}{}{}", declarations(&sources, &wanted)?, own("functions.d.ts")?))
}

/// The types of a submission alone, for the widget.
pub fn submission_types() -> Result<String, String> {
    let text = read(&schema_path("submission"))?;
    let schema = serde_json::from_str(&text).map_err(|error| format!("the schema submission is no JSON: {error}"))?;
    declarations(&[Source { schema: &schema, prefix: "Submission" }], &["urn:tucham:submission:1".to_owned()])
}

fn schema_path(name: &str) -> String {
    format!("schemas/tucham/{name}/1.schema.json")
}

fn own(name: &str) -> Result<String, String> {
    read(&format!("{SOURCES}/{name}"))
}

/// The version in Cargo.toml.
pub fn version() -> Result<String, String> {
    let manifest = read("Cargo.toml")?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    line.map(str::to_owned).ok_or("Cargo.toml says no version".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_of_the_package_becomes_types() {
        let types = types().expect("types");
        for declared in
            ["export interface Score {", "export interface Consolidation {", "export type Decimal = string;"]
        {
            assert!(types.contains(declared), "{declared}: {types}");
        }
        println!("{types}");
    }

    #[test]
    fn the_package_lies_beside_what_is_handed_out() {
        assert_eq!(folder(Path::new("/a/dist")), Path::new("/a/dist-engine"));
    }
}
