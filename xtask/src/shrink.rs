//! Makes a Wasm smaller than the compiler leaves it, with Binaryen. What counts is its weight after brotli.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::import_names::shorten;
use crate::{child, paths};

/// What rustc uses and every browser that we serve has; nothing newer may come in.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "multivalue",
    "mutable-globals",
    "nontrapping-float-to-int",
    "reference-types",
    "sign-ext",
];
/// `low-memory-unused`: below the first kilobyte is only the end of a stack that has overflown. `local-cse` is left out
/// because brotli finds twice what it would share, and the variables that it takes weigh more; `memory-packing` because
/// zeros weigh less than the heads of the pieces between them.
const PASSES: [&str; 8] = [
    "-Os",
    "--converge",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// How far a Wasm is made smaller.
#[derive(Clone, Copy, PartialEq)]
pub enum Small {
    /// What it imports keeps its names, for those who look into a package.
    Names,
    /// What it imports from its glue has short names.
    ShortNames,
    /// That, and its panics end it without a word.
    Mute,
}

/// The Wasm of a part in `folder`, smaller, and the glue that goes with it.
pub fn shrink(folder: &Path, bin: &str, small: Small) -> Result<(PathBuf, PathBuf), String> {
    let place = |ending: &str| folder.join(format!("{bin}{ending}"));
    let (mut from, wasm, glue) = (place("_bg.wasm"), place(".small.wasm"), place(".js"));
    if small == Small::Mute {
        let (compiled, mute) = (from, place(".mute.wasm"));
        let mut node = Command::new("node");
        child::shown(node.arg(paths::root().join("xtask/mute.mjs")).args([&compiled, &mute]), |_| {})?;
        from = mute;
    }
    let mut wasm_opt = Command::new(paths::root().join("xtask/node_modules/.bin/wasm-opt"));
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}"))).args(PASSES);
    child::shown(wasm_opt.arg(from).arg("-o").arg(&wasm), |_| {})?;
    match small {
        Small::Names => Ok((wasm, glue)),
        Small::ShortNames | Small::Mute => {
            let glue = with_short_names(&wasm, &glue, &format!("./{bin}_bg.js"))?;
            Ok((wasm, glue))
        }
    }
}

/// Gives what the Wasm imports from `module` short names, in it and in another glue beside its own.
fn with_short_names(wasm: &Path, glue: &Path, module: &str) -> Result<PathBuf, String> {
    let failed = |file: &Path| format!("{} cannot be read or written", file.display());
    let read = (fs::read(wasm).map_err(|_| failed(wasm))?, fs::read_to_string(glue).map_err(|_| failed(glue))?);
    let (short, short_glue) = shorten(&read.0, &read.1, module)?;
    let beside = glue.with_extension("small.js");
    fs::write(wasm, short).map_err(|_| failed(wasm))?;
    fs::write(&beside, short_glue).map_err(|_| failed(&beside))?;
    Ok(beside)
}
