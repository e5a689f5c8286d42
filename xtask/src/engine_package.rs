//! Builds the engine's package for the programs of others: Wasm, its JavaScript, types out of the schemas, words and sizes.

use std::fs;

use serde_json::Value;

use crate::package::Package;
use crate::parts::{self, ENGINE};
use crate::paths;
use crate::prepare::BuildTools;
use crate::site::{Files, Profile, read};
use crate::typescript::{Source, declarations};

/// What the package's answers are described by; the names of the types of other formats begin with theirs.
const SCHEMAS: [(&str, &str); 3] = [("engine", ""), ("submission", "Submission"), ("consolidation", "Consolidation")];

/// `cargo xtask engine`
pub const PACKAGE: Package = Package {
    name: "engine",
    what: "the engine's package",
    sources: "src/engine_package",
    loaded: &["engine-package_bg.wasm", "engine-package.js", "index.js"],
    make,
};

fn make(tools: &BuildTools) -> Result<Files, String> {
    let part = parts::compile_one(tools, Profile::Release, &ENGINE, &paths::scratch().join("engine-package"))?;
    let glue = fs::read(&part.glue).map_err(|error| format!("{} cannot be read: {error}", part.glue.display()))?;
    let mut files = Files::from([
        ("engine-package.js".to_owned(), glue),
        ("engine-package_bg.wasm".to_owned(), part.wasm),
        ("index.js".to_owned(), PACKAGE.own("index.js")?.into_bytes()),
        ("index.d.ts".to_owned(), types()?.into_bytes()),
    ]);
    for (name, _) in SCHEMAS {
        files.insert(format!("schemas/{name}-1.schema.json"), read(&schema_path(name))?.into_bytes());
    }
    Ok(files)
}

/// The types of everything that goes in and out, and the functions.
fn types() -> Result<String, String> {
    let schemas = SCHEMAS.iter().map(|(name, prefix)| {
        let text = read(&schema_path(name))?;
        let schema = serde_json::from_str(&text).map_err(|error| format!("the schema {name} is no JSON: {error}"))?;
        Ok((schema, *prefix))
    });
    let schemas: Vec<(Value, &str)> = schemas.collect::<Result<_, String>>()?;
    let sources: Vec<Source> = schemas.iter().map(|(schema, prefix)| Source { schema, prefix }).collect();
    let (engine, _) = &schemas[0];
    let own_definitions = engine["$defs"].as_object().ok_or("the engine's schema defines nothing")?;
    let mut wanted: Vec<String> =
        own_definitions.keys().map(|name| format!("urn:tucham:engine:1#/$defs/{name}")).collect();
    wanted.push("urn:tucham:consolidation:1".to_owned());
    let head =
        "// Written by `cargo xtask dist` out of schemas/. Numbers with decimals are texts, exact as on the wire.\n\n";
    Ok(format!("{head}{}{}", declarations(&sources, &wanted)?, PACKAGE.own("functions.d.ts")?))
}

/// The types of a submission alone, for the widget.
pub fn submission_types() -> Result<String, String> {
    let text = read(&schema_path("submission"))?;
    let schema = serde_json::from_str(&text).map_err(|error| format!("the schema submission is no JSON: {error}"))?;
    declarations(&[Source { schema: &schema, prefix: "Submission" }], &["urn:tucham:submission:1".to_owned()])
}

fn schema_path(name: &str) -> String {
    format!("schemas/tucham/{name}/1.schema.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_of_the_package_becomes_types() {
        let types = types().expect("types");
        for declared in
            ["export interface Score {", "export interface Consolidation {", "export type Decimal = string;"]
        {
            assert!(types.contains(declared), "{declared}: {types}");
        }
        println!("{types}");
    }
}
