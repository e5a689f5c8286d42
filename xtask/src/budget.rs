//! Measures what the first visit to the page downloads and what the single file weighs, and holds both to their budgets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::single_file;

/// What the unit's form may cost: all files of the first load, brotli 11.
pub const FORM_LIMIT_KB: f64 = 180.0;
const FORM_AIM_KB: f64 = 120.0;

/// A file of the page.
struct Weight {
    name: String,
    raw: usize,
    packed: usize,
    first_load: bool,
}

/// Prints every file with its weight; fails where the first load weighs more than its limit.
pub fn check(folder: &Path) -> Result<(), String> {
    let weights = weigh(folder).map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    println!("\n{:<44} {:>10} {:>12}  first load", "file", "bytes", "brotli 11");
    for weight in &weights {
        let when = if weight.first_load { "yes" } else { "later" };
        println!("{:<44} {:>10} {:>12}  {when}", weight.name, weight.raw, weight.packed);
    }
    let packed: usize = weights.iter().filter(|weight| weight.first_load).map(|weight| weight.packed).sum();
    let total_kb = packed as f64 / 1000.0;
    let verdict = if total_kb <= FORM_AIM_KB {
        "within the aim"
    } else if total_kb <= FORM_LIMIT_KB {
        "above the aim, within the limit"
    } else {
        "OVER THE LIMIT"
    };
    println!("First load of the unit's form: {total_kb:.1} KB of {FORM_LIMIT_KB} KB (aim {FORM_AIM_KB} KB): {verdict}");
    let single_bytes = weights.iter().find(|weight| weight.name == single_file::NAME).map_or(0, |weight| weight.raw);
    println!("{}: {single_bytes} of {} bytes\n", single_file::NAME, single_file::LIMIT_BYTES);
    if total_kb > FORM_LIMIT_KB {
        return Err(format!("the first load weighs {total_kb:.1} KB, and may weigh {FORM_LIMIT_KB} KB"));
    }
    match single_bytes {
        0 => Err(format!("{} is missing", single_file::NAME)),
        1..=single_file::LIMIT_BYTES => Ok(()),
        _ => Err(format!(
            "{} weighs {single_bytes} bytes, and may weigh {}",
            single_file::NAME,
            single_file::LIMIT_BYTES
        )),
    }
}

fn weigh(folder: &Path) -> std::io::Result<Vec<Weight>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let contents: Vec<Vec<u8>> = files.iter().map(fs::read).collect::<Result<_, _>>()?;
    let names: Vec<String> =
        files.iter().map(|file| file.strip_prefix(folder).unwrap_or(file).display().to_string()).collect();
    let first = first_load(&names, &contents);
    let weights = names.into_iter().zip(contents).zip(first);
    Ok(weights
        .map(|((name, content), first_load)| Weight {
            name,
            raw: content.len(),
            packed: packed_len(&content),
            first_load,
        })
        .collect())
}

/// index.html and the files that it names. What others name (a part of the program that is fetched on demand, a large icon,
/// all that the service worker keeps) comes later or not at all.
fn first_load(names: &[String], contents: &[Vec<u8>]) -> Vec<bool> {
    let page = names.iter().zip(contents).find(|(name, _)| *name == "index.html").map(|(_, content)| content);
    let is_named = |name: &String| page.is_some_and(|page| contains(page, format!("\"{name}\"").as_bytes()));
    names.iter().map(|name| name == "index.html" || is_named(name)).collect()
}

fn contains(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

fn packed_len(content: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 24);
    writer.write_all(content).expect("memory takes every byte");
    drop(writer);
    packed.len()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_load_is_what_the_page_names() {
        let files =
            [("index.html", "src=\"app-1.js\""), ("app-1.js", "\"later.wasm\""), ("later.wasm", ""), ("pp-1.js", "")];
        let names: Vec<String> = files.iter().map(|(name, _)| name.to_string()).collect();
        let contents: Vec<Vec<u8>> = files.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
        assert_eq!(first_load(&names, &contents), [true, true, false, false]);
    }
}
