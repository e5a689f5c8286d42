//! Where things are: the checkout, the tools' cache, programs on PATH.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The checkout.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the checkout")
}

/// Where cargo compiles to.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// What the commands themselves leave behind: logs, joined style sheets, the page that `run` serves.
pub fn scratch() -> PathBuf {
    root().join("target/xtask")
}

/// Installed tools, shared by every checkout on the machine.
pub fn cache() -> Result<PathBuf, String> {
    let base = match std::env::var_os("XDG_CACHE_HOME").filter(|path| Path::new(path).is_absolute()) {
        Some(path) => PathBuf::from(path),
        None => {
            let home = std::env::home_dir().ok_or("neither XDG_CACHE_HOME nor HOME says where to keep tools")?;
            home.join(".cache")
        }
    };
    Ok(base.join("tucham"))
}

/// A program on PATH.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// PATH with these folders first.
pub fn path_with(folders: &[PathBuf]) -> Result<OsString, String> {
    let rest = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&rest));
    std::env::join_paths(all).map_err(|error| format!("PATH cannot hold the tools' folders: {error}"))
}
