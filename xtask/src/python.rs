//! The Python that judges signed files, keys, workbooks and calendar entries from outside, with pinned packages of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use sha2::{Digest, Sha256};

use crate::progress::Progress;
use crate::{child, paths};

const REQUIREMENTS: &str = "tests/e2e/verify/requirements.txt";

/// Finds or makes the environment; returns its Python.
pub fn prepare(progress: &Progress) -> Result<PathBuf, String> {
    let requirements = paths::root().join(REQUIREMENTS);
    let text = fs::read(&requirements).map_err(|error| format!("{REQUIREMENTS} cannot be read: {error}"))?;
    let digest = Sha256::digest(&text);
    // Other requirements, other folder: an environment is never changed in place.
    let folder =
        paths::cache()?.join(format!("python-{:02x}{:02x}{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3]));
    let python = folder.join("bin/python");
    let ready = folder.join("ready");
    if ready.is_file()
        && child::answer(
            Command::new(&python).args(["-c", "import base58, cryptography, icalendar, openpyxl, rfc8785"]),
        )
        .is_some()
    {
        progress.say("Python's packages: here already");
        return Ok(python);
    }
    progress.step("Python's packages: pip install", || {
        child::logged(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder), "python-venv")?;
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--no-input", "--requirement"]).arg(&requirements);
        child::logged(&mut pip, "pip-install")?;
        fs::write(&ready, &text).map_err(|error| format!("{} cannot be written: {error}", ready.display()))
    })?;
    Ok(python)
}
