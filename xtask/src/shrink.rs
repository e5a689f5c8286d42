//! Makes a Wasm smaller than the compiler leaves it, with Binaryen. What counts is its weight after brotli.

use std::path::{Path, PathBuf};
use std::process::Command;

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
/// because brotli finds twice what it would share, and the variables that it takes weigh more.
const PASSES: [&str; 7] = [
    "-Os",
    "--converge",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Writes a smaller one beside this Wasm. With `is_mute` its panics end it without a word.
pub fn shrink(wasm: &Path, is_mute: bool) -> Result<PathBuf, String> {
    let (mute, small) = (wasm.with_extension("mute.wasm"), wasm.with_extension("small.wasm"));
    if is_mute {
        let mut node = Command::new("node");
        child::shown(node.arg(paths::root().join("xtask/mute.mjs")).arg(wasm).arg(&mute), |_| {})?;
    }
    let mut wasm_opt = Command::new(paths::root().join("xtask/node_modules/.bin/wasm-opt"));
    wasm_opt.args(FEATURES.map(|feature| format!("--enable-{feature}"))).args(PASSES);
    wasm_opt.arg(if is_mute { &mute } else { wasm }).arg("-o").arg(&small);
    child::shown(&mut wasm_opt, |_| {})?;
    Ok(small)
}
