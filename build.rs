//! Checks `criteria/nam-dong-2018` and packs it for the program, so that the Wasm carries no TOML and no parser of it.

use std::env;
use std::fs;
use std::path::Path;
use std::process::exit;

use engine::criteria::{CriteriaFile, check, packed};

#[allow(dead_code, unused_imports)]
#[path = "src/engine/build_time.rs"]
mod engine;
// A script's own features are its package's, so that `engine` may hold the reader too.
#[allow(dead_code, clippy::duplicate_mod)]
#[path = "src/engine/criteria/toml_source.rs"]
mod toml_source;

const SET: &str = "criteria/nam-dong-2018";

fn main() {
    println!("cargo::rerun-if-changed={SET}");
    println!("cargo::rerun-if-changed=build.rs");
    let files = read_files(Path::new(SET));
    let mut file = toml_source::read_toml(&files).and_then(|source| check(&source)).unwrap_or_else(|problem| {
        // One readable line instead of a panic's trace.
        println!("cargo::error={SET}: {problem}");
        exit(1)
    });
    if is_for_units() {
        leave_out_what_only_offices_read(&mut file);
    }
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("criteria_set.txt");
    fs::write(&out, packed::pack(&file)).expect("the build directory can be written");
}

/// Whether this is for the page that units load: a Wasm of the form without the office's pages.
fn is_for_units() -> bool {
    let has = |feature: &str| env::var_os(format!("CARGO_FEATURE_{feature}")).is_some();
    env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") && has("APP") && !has("OFFICE")
}

/// Why a rule is the rule, and what the set as a whole leaves open: 1 KB after brotli. The rules stay, and with them the set.
fn leave_out_what_only_offices_read(file: &mut CriteriaFile) {
    file.set.notes = Vec::new().into();
    for group in file.set.groups.to_mut() {
        for section in group.sections.to_mut() {
            section.criteria.to_mut().iter_mut().for_each(|criterion| criterion.rule_reason = "".into());
        }
    }
}

fn read_files(folder: &Path) -> Vec<(String, String)> {
    let entries = fs::read_dir(folder).expect("the criteria set's folder is part of the package");
    entries
        .filter_map(Result::ok)
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
        .filter(|(name, _)| name.ends_with(".toml"))
        .map(|(name, path)| (name, fs::read_to_string(path).expect("a criteria file is UTF-8 text")))
        .collect()
}
