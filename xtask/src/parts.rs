//! Compiles the Wasm of both pages, part by part: what each page begins with, and what is fetched on demand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::prepare::BuildTools;
use crate::rust_tools::WASM_TARGET;
use crate::shrink::{Small, shrink};
use crate::site::Profile;
use crate::{child, paths};

/// The part that the unit's page begins with. Trunk compiles it, as `index.html` says.
pub const FORM: Part = Part { name: "form", bin: "unit-form", feature: "app", inside: &[], small: Small::Mute };
/// The part that the office's page begins with.
pub const OFFICE: Part =
    Part { name: "office", bin: "office-page", feature: "office", inside: &[], small: Small::ShortNames };
/// The unit's form with all its pages: takes the first part's place when another page than the sheet is asked for, and is
/// alone in the single file. This one and the next are fetched when they are needed.
pub const WHOLE_FORM: Part = Part {
    name: "rest",
    bin: "whole-form",
    feature: "app,signer",
    inside: &["signer", "criteria"],
    small: Small::ShortNames,
};
/// Makes keys and signs, for the office's page.
pub const SIGNER: Part =
    Part { name: "signer", bin: "signer", feature: "signer", inside: &[], small: Small::ShortNames };

/// Makes workbooks for both pages.
pub const WORKBOOK: Part =
    Part { name: "workbook", bin: "workbook", feature: "workbook,signer", inside: &[], small: Small::ShortNames };

/// The engine alone, for programs of others: no page has it.
pub const ENGINE: Part =
    Part { name: "engine", bin: "engine-package", feature: "package", inside: &[], small: Small::Names };

/// The custom element, for pages of others.
pub const WIDGET: Part =
    Part { name: "widget", bin: "widget", feature: "widget", inside: &[], small: Small::ShortNames };

/// A program of its own in the package.
pub struct Part {
    pub name: &'static str,
    bin: &'static str,
    feature: &'static str,
    /// Names of other parts whose functions it has in itself.
    inside: &'static [&'static str],
    /// How far it is made smaller when it is handed out.
    small: Small,
}

/// A part's Wasm, and the JavaScript that starts it.
#[derive(Clone)]
pub struct CompiledPart {
    pub name: &'static str,
    pub inside: &'static [&'static str],
    bin: &'static str,
    pub glue: PathBuf,
    pub wasm: Vec<u8>,
}

/// Compiles every part into a folder below `staging`.
pub fn compile(tools: &BuildTools, profile: Profile, staging: &Path) -> Result<Vec<CompiledPart>, String> {
    fetch()?;
    let folder = staging.join(FORM.bin);
    with_trunk(tools, profile, &folder)?;
    let mut parts = vec![FORM.compiled_in(profile, &folder)?];
    for part in &[OFFICE, SIGNER, WHOLE_FORM, WORKBOOK] {
        let folder = staging.join(part.bin);
        part.with_cargo(tools, profile, &folder)?;
        parts.push(part.compiled_in(profile, &folder)?);
    }
    Ok(parts)
}

/// Compiles a part that is in no page.
pub fn compile_one(tools: &BuildTools, profile: Profile, part: &Part, staging: &Path) -> Result<CompiledPart, String> {
    fetch()?;
    part.with_cargo(tools, profile, staging)?;
    part.compiled_in(profile, staging)
}

/// What is compiled is compiled offline, so that nothing else is downloaded; on a new machine the crates would not be there.
fn fetch() -> Result<(), String> {
    let mut fetch = Command::new("cargo");
    child::shown(fetch.args(["fetch", "--locked", "--quiet"]).current_dir(paths::root()), |_| {})
}

fn with_trunk(tools: &BuildTools, profile: Profile, folder: &Path) -> Result<(), String> {
    let mut trunk = Command::new("trunk");
    // Offline: Trunk would download the tools that it does not find on PATH.
    trunk.args(["build", "--offline", "--dist"]).arg(folder);
    if profile == Profile::Release {
        trunk.arg("--release").env("RUSTFLAGS", release_flags());
    }
    // Trunk reads NO_COLOR=1, which others set, as a wrong argument.
    trunk.current_dir(paths::root()).env("PATH", &tools.path).env_remove("NO_COLOR");
    child::shown(&mut trunk, |_| {})
}

impl Part {
    /// What Trunk does for the first part.
    fn with_cargo(&self, tools: &BuildTools, profile: Profile, folder: &Path) -> Result<(), String> {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--locked", "--offline", "--target", WASM_TARGET]);
        cargo.args(["--bin", self.bin, "--features", self.feature]);
        if profile == Profile::Release {
            cargo.arg("--release").env("RUSTFLAGS", release_flags());
        }
        child::shown(cargo.current_dir(paths::root()), |_| {})?;
        let profile = if profile == Profile::Release { "release" } else { "debug" };
        let compiled = paths::target().join(WASM_TARGET).join(profile).join(format!("{}.wasm", self.bin));
        let mut bindgen = Command::new("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", self.bin, "--out-dir"]);
        bindgen.arg(folder).arg(compiled).env("PATH", &tools.path);
        child::shown(&mut bindgen, |_| {})
    }

    fn compiled_in(&self, profile: Profile, folder: &Path) -> Result<CompiledPart, String> {
        let (wasm, glue) = match profile {
            Profile::Debug => (folder.join(format!("{}_bg.wasm", self.bin)), folder.join(format!("{}.js", self.bin))),
            Profile::Release => shrink(folder, self.bin, self.small)?,
        };
        Ok(CompiledPart {
            name: self.name,
            inside: self.inside,
            bin: self.bin,
            glue,
            wasm: fs::read(&wasm).map_err(|error| format!("{} cannot be read: {error}", wasm.display()))?,
        })
    }
}

/// What one page is made of: the part that it begins with, then those that it fetches.
pub fn of_page(parts: &[CompiledPart], first: &Part, on_demand: &[Part]) -> Vec<CompiledPart> {
    let bins = std::iter::once(first).chain(on_demand).map(|part| part.bin);
    bins.filter_map(|bin| parts.iter().find(|part| part.bin == bin)).cloned().collect()
}

/// Compiler flags of what is handed out: no path of this machine in it, and the small AES and SHA-2.
fn release_flags() -> String {
    let home = std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let mut flags = ["aes", "sha2"].map(|name| format!("--cfg={name}_backend_soft=\"compact\"")).to_vec();
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}/registry/src=")));
    flags.join(" ")
}
