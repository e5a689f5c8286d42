//! Joins the style sheets into one file, so that a slow line fetches one.

use std::fs;
use std::path::Path;

use crate::paths;

/// Writes `target/style/main.css` from `style/main.css`: its `@import`s in their place, comments left out.
pub fn write() -> Result<(), String> {
    let folder = paths::root().join("target/style");
    let joined = join(&paths::root().join("style/main.css"))?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("main.css"), joined))
        .map_err(|error| format!("{} cannot be written: {error}", folder.join("main.css").display()))
}

fn join(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let mut joined = String::new();
    for line in without_comments(&text).lines().filter(|line| !line.trim().is_empty()) {
        match imported(line) {
            Some(name) => joined.push_str(&join(&file.with_file_name(name))?),
            None => {
                joined.push_str(line.trim());
                joined.push('\n');
            }
        }
    }
    Ok(joined)
}

/// The file that a line of the form `@import "name.css";` names.
fn imported(line: &str) -> Option<&str> {
    line.trim().strip_prefix("@import \"")?.strip_suffix("\";")
}

fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_left_out() {
        assert_eq!(without_comments("a {} /* one\ntwo */ b {} /* three */"), "a {}  b {} ");
        assert_eq!(without_comments("a {} /* never closed"), "a {} ");
    }

    #[test]
    fn only_a_plain_import_names_a_file() {
        assert_eq!(imported("@import \"tokens.css\";"), Some("tokens.css"));
        assert_eq!(imported("@media print {"), None);
    }
}
