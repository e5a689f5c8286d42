//! Bundles the page's JavaScript and style sheets with esbuild, in the syntax of the oldest browsers that we serve.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::parts::CompiledPart;
use crate::site::Profile;
use crate::{child, paths};

/// The floor: no syntax that these don't read.
const TARGET: &str = "chrome109,firefox115,safari16.4";

/// esbuild, at work on one page.
pub struct Bundler<'a> {
    pub program: &'a Path,
    pub profile: Profile,
    /// Where it writes.
    pub staging: &'a Path,
    /// The page's first part comes first.
    pub parts: &'a [CompiledPart],
    /// Names of the parts that only the network has.
    pub network_only: &'static [&'static str],
    /// Name of the part that takes the first one's place, whose glue comes with it.
    pub successor: Option<&'static str>,
    /// The page's style sheet, which imports the others.
    pub style: &'static str,
}

/// Names in the sources, and the JavaScript that the build puts in their place.
pub type Constants = BTreeMap<&'static str, String>;

/// How the program's script stands in the page.
#[derive(Clone, Copy, PartialEq)]
pub enum Form {
    /// As a module, which runs when the page is there.
    Module,
    /// Everything inside one function, for whoever puts it in.
    Function,
}

impl Bundler<'_> {
    /// The program's script: the loader, the glue of every part, and what the glue imports.
    pub fn program(&self, form: Form, constants: &Constants) -> Result<String, String> {
        let mut command = self.command(&paths::root().join("src/loader/start.js"), constants);
        command.arg("--bundle").arg(format!("--target={TARGET}"));
        command.arg(if form == Form::Module { "--format=esm" } else { "--format=iife" });
        for (place, part) in self.parts.iter().enumerate() {
            let name = if place == 0 { "first" } else { part.name };
            if !self.network_only.contains(&name) && self.successor != Some(name) {
                command.arg(format!("--alias:tucham-{name}={}", part.glue.display()));
            }
        }
        if let [first, ..] = self.parts {
            self.name_inside(&mut command, first);
        }
        self.name_stand_ins(&mut command);
        command.args(self.parts.first().map(|first| format!("--define:FIRST=\"{}\"", first.name)));
        let finder = if form == Form::Module { "parts.js" } else { "parts_inside.js" };
        command.arg(format!("--alias:tucham-parts={}", paths::root().join("src/loader").join(finder).display()));
        // Glue that imports one snippet at two places names it twice, with the same value.
        command.arg("--log-override:duplicate-object-key=silent");
        // The glue would look for its Wasm beside itself; the loader hands it over.
        command.arg("--define:import.meta.url=\"\"");
        self.run(command, if form == Form::Module { "program.js" } else { "program-function.js" })
    }

    /// The glue of the part that takes the first one's place, with what it imports, as a module.
    pub fn successor_module(&self, part: &CompiledPart, constants: &Constants) -> Result<String, String> {
        let mut command = self.command(&part.glue, constants);
        command.args(["--bundle", "--format=esm", "--define:import.meta.url=\"\""]).arg(format!("--target={TARGET}"));
        command.arg("--log-override:duplicate-object-key=silent");
        self.name_inside(&mut command, part);
        self.name_stand_ins(&mut command);
        self.run(command, &format!("{}-module.js", part.name))
    }

    /// What other parts' names lead to in a part that has their functions in itself.
    fn name_inside(&self, command: &mut Command, part: &CompiledPart) {
        for name in part.inside {
            command.arg(format!("--alias:tucham-{name}={}", part.glue.display()));
        }
    }

    /// What stands in the place of a part that only the network has, or that the page goes without.
    fn name_stand_ins(&self, command: &mut Command) {
        for name in self.network_only {
            let which = if self.parts.iter().any(|part| part.name == *name) { "apart" } else { "no" };
            let stand_in = paths::root().join(format!("src/loader/{which}_{name}.js"));
            command.arg(format!("--alias:tucham-{name}={}", stand_in.display()));
        }
    }

    /// A part that only the network has, as a module that brings its own Wasm.
    pub fn network_module(&self, part: &CompiledPart, file: &str, integrity: &str) -> Result<String, String> {
        let constants = Constants::from([("FILE", format!("\"{file}\"")), ("INTEGRITY", format!("\"{integrity}\""))]);
        let mut command = self.command(&paths::root().join("src/loader/network_module.js"), &constants);
        command.args(["--bundle", "--format=esm", "--define:import.meta.url=\"\""]).arg(format!("--target={TARGET}"));
        command.arg(format!("--alias:tucham-part={}", part.glue.display()));
        self.run(command, &format!("{}-module.js", part.name))
    }

    /// The module of a custom element: its own script, the glue of its Wasm, and its style sheet as a text.
    pub fn element(
        &self,
        source: &str,
        part: &CompiledPart,
        style: &Path,
        constants: &Constants,
    ) -> Result<String, String> {
        let mut command = self.command(&paths::root().join(source), constants);
        command.args(["--bundle", "--format=esm", "--loader:.css=text"]).arg(format!("--target={TARGET}"));
        command.arg(format!("--alias:tucham-{}={}", part.name, part.glue.display()));
        command.arg(format!("--alias:tucham-style={}", style.display()));
        self.run(command, &format!("{}-module.js", part.name))
    }

    /// The inline script that runs first, in whatever browser.
    pub fn floor(&self, constants: &Constants) -> Result<String, String> {
        let mut command = self.command(&paths::root().join("src/loader/floor.js"), constants);
        // Not a word that an older browser stumbles over: esbuild refuses what ES5 does not know.
        command.args(["--target=es5", "--platform=browser"]);
        self.run(command, "floor.js")
    }

    /// A small inline script with what it imports.
    pub fn inline(&self, source: &str, constants: &Constants) -> Result<String, String> {
        let mut command = self.command(&paths::root().join("src/loader").join(source), constants);
        command.args(["--bundle", "--format=iife"]).arg(format!("--target={TARGET}"));
        self.run(command, source)
    }

    /// A script that is served as it is.
    pub fn script(&self, source: &str, constants: &Constants) -> Result<String, String> {
        let mut command = self.command(&paths::root().join("src/loader").join(source), constants);
        command.arg(format!("--target={TARGET}"));
        self.run(command, source)
    }

    /// Every style sheet in one.
    pub fn style(&self) -> Result<String, String> {
        let mut command = self.command(&paths::root().join(self.style), &Constants::new());
        command.arg("--bundle").arg(format!("--target={TARGET}"));
        self.run(command, "style.css")
    }

    fn command(&self, entry: &Path, constants: &Constants) -> Command {
        let mut command = Command::new(self.program);
        command.current_dir(paths::root()).arg(entry);
        command.args(["--log-level=warning", "--charset=utf8", "--legal-comments=none"]);
        if self.profile == Profile::Release {
            command.arg("--minify");
        }
        for (name, value) in constants {
            command.arg(format!("--define:{name}={value}"));
        }
        command
    }

    fn run(&self, mut command: Command, name: &str) -> Result<String, String> {
        let written: PathBuf = self.staging.join(name);
        command.arg(format!("--outfile={}", written.display()));
        child::shown(&mut command, |_| {})?;
        fs::read_to_string(&written).map_err(|error| format!("{} cannot be read: {error}", written.display()))
    }
}
