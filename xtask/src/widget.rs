//! Builds the widget, the custom element `<tucham-form>` for the pages of others: one module, its Wasm, types, words, an example.

mod scoped_style;

use std::fs;
use std::path::{Path, PathBuf};

use crate::budget::packed_len;
use crate::bundle::{Bundler, Constants};
use crate::engine_package::{submission_types, version};
use crate::parts::{self, WIDGET};
use crate::paths;
use crate::prepare::{self, BuildTools};
use crate::progress::Progress;
use crate::site::{Files, Profile, dist_folder, read, replace};

/// Where the widget's own files lie.
const SOURCES: &str = "src/widget";
const MODULE: &str = "tucham-form.js";
const WASM: &str = "tucham-form.wasm";
/// Where the table of weights comes in the words.
const SIZES: &str = "{{sizes}}";

/// `cargo xtask widget`
pub fn run() -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_building(&progress)?;
    progress.step("dist-widget/: the custom element", || build(&tools, &dist_folder()))?;
    show_weight(&dist_folder())
}

/// The folder beside what a district hands out, as the engine's package has one.
pub fn folder(dist: &Path) -> PathBuf {
    let name = dist.file_name().unwrap_or_default().to_string_lossy();
    dist.with_file_name(format!("{name}-widget"))
}

/// Builds the widget into its folder beside `dist`.
pub fn build(tools: &BuildTools, dist: &Path) -> Result<(), String> {
    let staging = paths::scratch().join("widget");
    let part = parts::compile_one(tools, Profile::Release, &WIDGET, &staging)?;
    let bundler = Bundler {
        program: &tools.esbuild,
        profile: Profile::Release,
        staging: &staging,
        parts: &[],
        network_only: &[],
        successor: None,
        style: "style/widget.css",
    };
    let style = staging.join("scoped.css");
    fs::write(&style, scoped_style::scoped(&bundler.style()?)?)
        .map_err(|error| format!("{} cannot be written: {error}", style.display()))?;
    let constants = Constants::from([("WASM", format!("\"./{WASM}\""))]);
    let module = bundler.element(&format!("{SOURCES}/{MODULE}"), &part, &style, &constants)?;
    let mut files = Files::new();
    // The glue would look for its Wasm beside itself, and so would the bundlers of others: it is there by another name.
    files.insert(MODULE.to_owned(), module.replace("widget_bg.wasm", WASM).into_bytes());
    files.insert(WASM.to_owned(), part.wasm);
    files.insert("tucham-form.d.ts".to_owned(), types()?.into_bytes());
    files.insert("package.json".to_owned(), own("package.json")?.replace("{{version}}", &version()?).into_bytes());
    files.insert("LICENSE".to_owned(), read("LICENSE")?.into_bytes());
    for name in ["example/index.html", "example/example.js", "example/example.css"] {
        files.insert(name.to_owned(), own(name)?.into_bytes());
    }
    let words = own("README.md")?.replace(SIZES, &table(&files));
    files.insert("README.md".to_owned(), words.into_bytes());
    replace(&folder(dist), &files)
}

/// Prints what a page loads of the widget.
pub fn show_weight(dist: &Path) -> Result<(), String> {
    let folder = folder(dist);
    let read = |name: &str| fs::read(folder.join(name)).map_err(|error| format!("{name} cannot be read: {error}"));
    let files: Result<Files, String> =
        [MODULE, WASM].iter().map(|name| Ok(((*name).to_owned(), read(name)?))).collect();
    println!("\nThe widget, {}:\n{}", folder.display(), table(&files?));
    Ok(())
}

/// Weights as a table of the words.
fn table(files: &Files) -> String {
    let mut lines = vec!["| file | bytes | brotli 11 |".to_owned(), "|---|---:|---:|".to_owned()];
    let loaded = [MODULE, WASM].iter().filter_map(|name| files.get_key_value(*name));
    lines.extend(loaded.map(|(name, content)| format!("| `{name}` | {} | {} |", content.len(), packed_len(content))));
    lines.join("\n")
}

/// The element, and the submission that it takes and gives.
fn types() -> Result<String, String> {
    let head = "// Written by `cargo xtask dist` out of schemas/ and src/widget/tucham-form.d.ts.\n\n";
    Ok(format!("{head}{}{}", own("tucham-form.d.ts")?, submission_types()?))
}

fn own(name: &str) -> Result<String, String> {
    read(&format!("{SOURCES}/{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_have_the_element_and_its_submission() {
        let types = types().expect("types");
        for declared in ["export declare class TuchamForm extends HTMLElement", "export interface Submission {"] {
            assert!(types.contains(declared), "{declared}: {types}");
        }
    }

    #[test]
    fn the_widget_lies_beside_what_is_handed_out() {
        assert_eq!(folder(Path::new("/a/dist")), Path::new("/a/dist-widget"));
    }
}
