//! Writes the service worker of one version: the version's name, its files with their hashes, and the code.

use std::fs;

use crate::bundle::{Bundler, Constants};
use crate::site::Files;
use crate::{digest, paths};

/// The worker for these files. The page gets the version's name too, so that it can tell a worker of its own version.
pub fn write(bundler: &Bundler, files: &mut Files) -> Result<String, String> {
    let source = paths::root().join("src/loader/sw.js");
    let code = fs::read(&source).map_err(|error| format!("{} cannot be read: {error}", source.display()))?;
    let version = digest::short(list(files, bundler.network_only) + &digest::integrity(code));
    let page = files.get_mut("index.html").ok_or("there is no index.html to keep")?;
    let html = String::from_utf8_lossy(page);
    let named = html.replacen("<html ", &format!("<html data-version=\"{version}\" "), 1);
    if named == html {
        return Err("index.html has no <html …> to carry its version".to_owned());
    }
    *page = named.into_bytes();
    let constants =
        Constants::from([("VERSION", format!("\"{version}\"")), ("FILES", list(files, bundler.network_only))]);
    Ok(closed(&bundler.script("sw.js", &constants)?))
}

/// The worker for a page that changes all the time.
pub fn write_idle(bundler: &Bundler) -> Result<String, String> {
    Ok(closed(&bundler.script("sw_idle.js", &Constants::new())?))
}

/// The hash of each file that is kept, as JSON.
fn list(files: &Files, network_only: &[&str]) -> String {
    let is_kept = |name: &str| !network_only.iter().any(|part| is_part(name, part));
    let kept = files.iter().filter(|(name, _)| is_kept(name));
    let lines: Vec<String> =
        kept.map(|(name, content)| format!("\"{name}\":\"{}\"", digest::integrity(content))).collect();
    format!("{{{}}}", lines.join(","))
}

/// Whether a file is a part's, its Wasm or its module: `workbook-0123456789abcdef.wasm`.
fn is_part(file: &str, part: &str) -> bool {
    file.rsplit_once('-').is_some_and(|(name, _)| name == part)
}

/// The code in one block whose last byte closes it: every truncation is a syntax error, and no half worker is installed.
fn closed(code: &str) -> String {
    format!("{{{}\n}}", code.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kept_files_are_listed_with_their_hashes() {
        let files = Files::from([("a.js".to_owned(), b"abc".to_vec()), ("big-01.wasm".to_owned(), Vec::new())]);
        assert_eq!(list(&files, &["big"]), "{\"a.js\":\"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"}");
        assert!(list(&files, &[]).contains("big-01.wasm"));
    }

    #[test]
    fn the_last_byte_closes_the_worker() {
        assert_eq!(closed("a(); // why\n"), "{a(); // why\n}");
    }
}
