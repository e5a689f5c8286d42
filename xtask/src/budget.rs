//! Measures what the first visit to the page downloads and what the single file weighs, and holds both to their budgets.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::page;
use crate::program::{PROGRAMS, Program};

/// A file of the page.
struct Weight {
    name: String,
    raw: usize,
    packed: usize,
    first_load: bool,
}

/// Prints every file with its weight; fails where a first load or a single file weighs more than its limit.
pub fn check(folder: &Path) -> Result<(), String> {
    let outcomes: Vec<Result<(), String>> =
        PROGRAMS.iter().map(|program| check_program(folder, program).and(check_single_file(folder, program))).collect();
    outcomes.into_iter().collect()
}

fn check_program(folder: &Path, program: &Program) -> Result<(), String> {
    let own = folder.join(program.folder);
    let weights = weigh(&own).map_err(|error| format!("{} cannot be read: {error}", own.display()))?;
    println!("\n{:<44} {:>10} {:>12}  first load", "file", "bytes", "brotli 11");
    for weight in &weights {
        let when = if weight.first_load { "yes" } else { "later" };
        println!(
            "{:<44} {:>10} {:>12}  {when}",
            format!("{}{}", program.folder, weight.name),
            weight.raw,
            weight.packed
        );
    }
    let packed: usize = weights.iter().filter(|weight| weight.first_load).map(|weight| weight.packed).sum();
    let total_kb = packed as f64 / 1000.0;
    let (name, limit_kb, aim_kb) = (program.first.name, program.limit_kb, program.aim_kb);
    let verdict = if total_kb <= aim_kb {
        "within the aim"
    } else if total_kb <= limit_kb {
        "above the aim, within the limit"
    } else {
        "OVER THE LIMIT"
    };
    println!("First load, {name}: {total_kb:.1} KB of {limit_kb} KB (aim {aim_kb} KB): {verdict}");
    if total_kb > limit_kb {
        return Err(format!("the first load of {name} weighs {total_kb:.1} KB, and may weigh {limit_kb} KB"));
    }
    Ok(())
}

fn check_single_file(folder: &Path, program: &Program) -> Result<(), String> {
    let name = program.single_file;
    let content = fs::read(folder.join(name)).map_err(|_| format!("{name} is missing"))?;
    let packed_kb = packed_len(&content) as f64 / 1000.0;
    let raw_kb = content.len() as f64 / 1000.0;
    match program.single_file_limit_kb {
        Some(limit_kb) if packed_kb > limit_kb => {
            return Err(format!("{name} weighs {packed_kb:.1} KB, and may weigh {limit_kb} KB"));
        }
        Some(limit_kb) => println!("{name}: {packed_kb:.1} KB of {limit_kb} KB (on the disk {raw_kb:.1} KB)"),
        None => println!("{name}: {packed_kb:.1} KB (on the disk {raw_kb:.1} KB)"),
    }
    Ok(())
}

fn weigh(folder: &Path) -> std::io::Result<Vec<Weight>> {
    // A folder inside is another page's.
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.retain(|path| path.is_file());
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

/// index.html and the files that it names. What others name (the program in the page, for a part that is fetched on demand; the
/// manifest for a large icon; the service worker for all that it keeps) comes later or not at all.
fn first_load(names: &[String], contents: &[Vec<u8>]) -> Vec<bool> {
    let page = names.iter().zip(contents).find(|(name, _)| *name == "index.html").map(|(_, content)| content);
    let page = String::from_utf8_lossy(page.map_or(&[], Vec::as_slice));
    let before_program = page.split_once(page::PROGRAM_START).map_or(&*page, |(before, _)| before);
    names.iter().map(|name| name == "index.html" || before_program.contains(&format!("\"{name}\""))).collect()
}

/// What a file weighs as a web server sends it: brotli 11.
pub fn packed_len(content: &[u8]) -> usize {
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 24);
    writer.write_all(content).expect("memory takes every byte");
    drop(writer);
    packed.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_load_is_what_the_page_names() {
        let page =
            format!("<script>fetch(\"form-1.wasm\")</script>{}import(\"later-1.js\")</script>", page::PROGRAM_START);
        let files = [("index.html", &*page), ("form-1.wasm", ""), ("later-1.js", ""), ("orm-1.wasm", "")];
        let names: Vec<String> = files.iter().map(|(name, _)| name.to_string()).collect();
        let contents: Vec<Vec<u8>> = files.iter().map(|(_, text)| text.as_bytes().to_vec()).collect();
        assert_eq!(first_load(&names, &contents), [true, true, false, false]);
    }
}
