//! Checks `criteria/nam-dong-2018` and packs it for the program, so that the Wasm carries no TOML and no parser of it.

use std::env;
use std::fs;
use std::path::Path;
use std::process::exit;

use engine::criteria::{check, packed};

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
    let file = toml_source::read_toml(&files).and_then(|source| check(&source)).unwrap_or_else(|problem| {
        // One readable line instead of a panic's trace.
        println!("cargo::error={SET}: {problem}");
        exit(1)
    });
    let out = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("criteria_set.txt");
    fs::write(&out, packed::pack(&file)).expect("the build directory can be written");
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
