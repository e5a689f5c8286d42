//! Builds what is handed out, or pages to work on: the Wasm, the bundles, the files of a web server, the single files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bundle::{Bundler, Constants, Form};
use crate::page::{self, Page};
use crate::parts;
use crate::prepare::{self, BuildTools};
use crate::program::{PROGRAMS, Program};
use crate::progress::Progress;
use crate::{budget, digest, engine_package, paths, policy, service_worker, single_file, widget};

/// How the pages are compiled.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    /// Fast to compile, large.
    Debug,
    /// Small, as handed out.
    Release,
}

/// Files by their path below the page's folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// `cargo xtask dist`
pub fn dist() -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_building(&progress)?;
    let folder = dist_folder();
    progress.step("dist/: compiling the page", || build(&tools, Profile::Release, &folder))?;
    for package in [engine_package::PACKAGE, widget::PACKAGE] {
        package.step(&progress, &tools, &folder)?;
    }
    budget::check(&folder)
}

/// What is handed out.
pub fn dist_folder() -> PathBuf {
    std::env::var_os("TUCHAM_DIST").map_or_else(|| paths::root().join("dist"), PathBuf::from)
}

/// Builds both pages into a folder.
pub fn build(tools: &BuildTools, profile: Profile, folder: &Path) -> Result<(), String> {
    let name = folder.file_name().ok_or("the page's folder has no name")?.to_string_lossy();
    let staging = paths::scratch().join(format!("parts-of-{name}"));
    let parts = parts::compile(tools, profile, &staging)?;
    let source = read("index.html")?;
    let mut files = Files::new();
    for program in &PROGRAMS {
        let served_parts = parts::of_page(&parts, &program.first, program.on_demand);
        let staging = staging.join("scripts").join(program.first.name);
        let bundler = Bundler {
            program: &tools.esbuild,
            profile,
            staging: &staging,
            parts: &served_parts,
            network_only: program.network_only,
            successor: program.successor,
            style: program.style,
        };
        let own = files_of(&bundler, program, &source)?;
        files.extend(own.into_iter().map(|(name, content)| (format!("{}{name}", program.folder), content)));
        if profile == Profile::Release {
            let whole = program.whole.as_ref();
            let single_parts = whole.map_or(served_parts.clone(), |whole| parts::of_page(&parts, whole, &[]));
            let bundler = Bundler { parts: &single_parts, ..bundler };
            let single = single_file::write(&bundler, program, &source)?;
            files.insert(program.single_file.to_owned(), single.into_bytes());
        }
    }
    replace(folder, &files)
}

/// The files of one program on a web server.
fn files_of(bundler: &Bundler, program: &Program, source: &str) -> Result<Files, String> {
    let mut files = served(bundler, program, source)?;
    // While the page is worked on, a worker that keeps versions would stand in the way.
    let worker = if bundler.profile == Profile::Release {
        service_worker::write(bundler, &mut files)?
    } else {
        service_worker::write_idle(bundler)?
    };
    files.insert("sw.js".to_owned(), worker.into_bytes());
    Ok(files)
}

/// The files of one version, without the worker that keeps them.
fn served(bundler: &Bundler, program: &Program, source: &str) -> Result<Files, String> {
    let mut files = public_files("public/")?;
    if !program.folder.is_empty() {
        // What is this program's own takes the other's place.
        files.extend(public_files(&format!("public/{}", program.folder))?);
    }
    let mut add = |stem: &str, ending: &str, content: Vec<u8>| {
        let name = format!("{stem}-{}.{ending}", digest::short(&content));
        let integrity = digest::integrity(&content);
        files.insert(name.clone(), content);
        (name, integrity)
    };
    let (mut wasm, mut listed, mut modules) = (Vec::new(), Vec::new(), Vec::new());
    for part in bundler.parts {
        let (file, integrity) = add(part.name, "wasm", part.wasm.clone());
        if bundler.network_only.contains(&part.name) {
            let (module, _) = add(part.name, "js", bundler.network_module(part, &file, &integrity)?.into_bytes());
            modules.push(format!("\"{}\":\"{module}\"", part.name));
        } else {
            listed.push(format!("\"{}\":{{\"file\":\"{file}\",\"integrity\":\"{integrity}\"}}", part.name));
        }
        wasm.push((file, integrity));
    }
    // What a successor asks for without the network it has in itself.
    if let Some(part) = bundler.parts.iter().find(|part| bundler.successor == Some(part.name)) {
        let constants = Constants::from([("MODULES", object(&modules))]);
        let (module, _) = add(part.name, "js", bundler.successor_module(part, &constants)?.into_bytes());
        modules.push(format!("\"{}\":\"{module}\"", part.name));
    }
    let parts = Constants::from([("PARTS", object(&listed)), ("MODULES", object(&modules))]);
    let script = bundler.program(Form::Module, &parts)?;
    let [(first, first_integrity), ..] = &wasm[..] else { return Err("there is no first part".to_owned()) };
    let floor = bundler.floor(&Constants::from([
        ("SINGLE_FILE", "false".to_owned()),
        ("FIRST_FILE", format!("\"{first}\"")),
        ("FIRST_INTEGRITY", format!("\"{first_integrity}\"")),
    ]))?;
    let pieces = BTreeMap::from([
        ("floor", format!("<script>{}</script>", page::inline_script(&floor)?)),
        ("icon", page::icon_links()),
        (
            "program",
            // Style sheet and script inside, behind the words that are read meanwhile: each asked for by itself would hold back
            // every visit, and no cache on the way can mix two versions of what is one file.
            format!(
                "<style>{}</style>\n    {}{}</script>",
                bundler.style()?,
                page::PROGRAM_START,
                page::inline_script(&script)?
            ),
        ),
    ]);
    let html = page::fill(source, program.first.name, Page::Served, &pieces)?;
    files.insert("index.html".to_owned(), policy::with_policy(&html, Page::Served, &[])?.into_bytes());
    Ok(files)
}

fn object(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

/// What is handed out as it lies in a folder.
fn public_files(folder: &str) -> Result<Files, String> {
    let mut files = Files::new();
    let entries = fs::read_dir(paths::root().join(folder));
    for entry in entries.map_err(|error| format!("{folder} cannot be read: {error}"))?.flatten() {
        if entry.path().is_dir() {
            continue;
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        let content = fs::read(entry.path()).map_err(|error| format!("{folder}{name} cannot be read: {error}"))?;
        files.insert(name, content);
    }
    Ok(files)
}

/// A text file of the checkout.
pub fn read(name: &str) -> Result<String, String> {
    fs::read_to_string(paths::root().join(name)).map_err(|error| format!("{name} cannot be read: {error}"))
}

/// Puts these files, and no others, into a folder. Who reads it meanwhile sees the old ones or the new ones.
pub fn replace(folder: &Path, files: &Files) -> Result<(), String> {
    let beside = |what: &str| folder.with_file_name(format!("dist-{what}-{}", std::process::id()));
    let (new, old) = (beside("new"), beside("old"));
    let write = || -> std::io::Result<()> {
        fs::create_dir_all(&new)?;
        for (name, content) in files {
            let file = new.join(name);
            fs::create_dir_all(file.parent().unwrap_or(&new))?;
            fs::write(file, content)?;
        }
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&new, folder)?;
        if old.exists() { fs::remove_dir_all(&old) } else { Ok(()) }
    };
    write().map_err(|error| format!("{} cannot be written: {error}", folder.display()))
}
