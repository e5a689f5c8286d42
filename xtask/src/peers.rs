//! The peers: the same questions built with other libraries, from a folder beside the checkout that brings its own build.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::progress::Progress;
use crate::{child, paths};

/// What the peers' own build makes; it is not copied.
const MADE: [&str; 2] = ["node_modules", "dist"];
/// Written once all is built.
const STAMP: &str = ".built";

/// Copies the folder into the tools' cache, once for each content, and builds it there as its README says. What a peer of
/// them lacks shows in the figures: its folder below `dist/` is missing.
pub fn built(progress: &Progress, folder: &Path) -> Result<PathBuf, String> {
    let unreadable = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
    let mut names = Vec::new();
    list(folder, Path::new(""), &mut names).map_err(unreadable)?;
    names.sort();
    let mut hash = Sha256::new();
    for name in &names {
        hash.update(name.to_string_lossy().as_bytes());
        hash.update(fs::read(folder.join(name)).map_err(unreadable)?);
    }
    let digest: String = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let copy = paths::cache()?.join(format!("peers-{digest}"));
    if copy.join(STAMP).exists() {
        progress.say("the peers' forms: built already");
        return Ok(copy);
    }
    let unwritable = |error: std::io::Error| format!("{} cannot be written: {error}", copy.display());
    for name in &names {
        let file = copy.join(name);
        fs::create_dir_all(file.parent().unwrap_or(&copy)).map_err(unwritable)?;
        // The contents alone: the folder may be one that nobody writes to, and the build writes into its copy.
        fs::write(&file, fs::read(folder.join(name)).map_err(unreadable)?).map_err(unwritable)?;
    }
    for (words, log) in [(&["ci", "--no-audit", "--no-fund"][..], "peers-install"), (&["run", "build"], "peers-build")]
    {
        progress.step(&format!("the peers' forms: npm {}", words.join(" ")), || {
            child::logged(Command::new("npm").args(words).current_dir(&copy), log)
        })?;
    }
    fs::write(copy.join(STAMP), "").map_err(unwritable)?;
    Ok(copy)
}

/// Every file below a folder, without what the build makes.
fn list(folder: &Path, below: &Path, names: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder.join(below))? {
        let entry = entry?;
        let name = below.join(entry.file_name());
        if MADE.iter().any(|made| entry.file_name() == *made) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            list(folder, &name, names)?;
        } else {
            names.push(name);
        }
    }
    Ok(())
}
