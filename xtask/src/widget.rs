//! Builds the widget, the custom element `<tucham-form>` for the pages of others: one module, its Wasm, types, words, an example.

mod scoped_style;

use std::fs;

use crate::bundle::{Bundler, Constants};
use crate::engine_package::submission_types;
use crate::package::Package;
use crate::parts::{self, WIDGET};
use crate::paths;
use crate::prepare::BuildTools;
use crate::site::{Files, Profile};

const MODULE: &str = "tucham-form.js";
const WASM: &str = "tucham-form.wasm";

/// `cargo xtask widget`
pub const PACKAGE: Package =
    Package { name: "widget", what: "the custom element", sources: "src/widget", loaded: &[MODULE, WASM], make };

fn make(tools: &BuildTools) -> Result<Files, String> {
    let staging = paths::scratch().join("widget");
    let part = parts::compile_one(tools, Profile::Release, &WIDGET, &staging)?;
    let bundler = Bundler {
        program: &tools.esbuild,
        profile: Profile::Release,
        staging: &staging,
        parts: &[],
        network_only: &[],
        successor: None,
        style: "style/widget.css",
    };
    let style = staging.join("scoped.css");
    fs::write(&style, scoped_style::scoped(&bundler.style()?)?)
        .map_err(|error| format!("{} cannot be written: {error}", style.display()))?;
    let constants = Constants::from([("WASM", format!("\"./{WASM}\""))]);
    let module = bundler.element(&format!("{}/{MODULE}", PACKAGE.sources), &part, &style, &constants)?;
    let mut files = Files::from([
        // The glue would look for its Wasm beside itself, and so would the bundlers of others: it is there by another name.
        (MODULE.to_owned(), module.replace("widget_bg.wasm", WASM).into_bytes()),
        (WASM.to_owned(), part.wasm),
        ("tucham-form.d.ts".to_owned(), types()?.into_bytes()),
    ]);
    for name in ["example/index.html", "example/example.js", "example/example.css"] {
        files.insert(name.to_owned(), PACKAGE.own(name)?.into_bytes());
    }
    Ok(files)
}

/// The element, and the submission that it takes and gives.
fn types() -> Result<String, String> {
    let head = "// Written by `cargo xtask dist` out of schemas/ and src/widget/tucham-form.d.ts.\n\n";
    Ok(format!("{head}{}{}", PACKAGE.own("tucham-form.d.ts")?, submission_types()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_have_the_element_and_its_submission() {
        let types = types().expect("types");
        for declared in ["export declare class TuchamForm extends HTMLElement", "export interface Submission {"] {
            assert!(types.contains(declared), "{declared}: {types}");
        }
    }
}
