//! Writes TypeScript's types out of JSON Schemas, so that what a program is told stands in one place.

use std::collections::BTreeSet;

use serde_json::Value;

/// A schema and what the names of its types begin with.
pub struct Source<'a> {
    pub schema: &'a Value,
    pub prefix: &'a str,
}

/// The types of `wanted` definitions (`urn:…#/$defs/name`, or a whole schema's `urn:…`), and all that they refer to.
pub fn declarations(sources: &[Source], wanted: &[String]) -> Result<String, String> {
    let mut writer = Writer { sources, open: Vec::new(), seen: BTreeSet::new() };
    for name in wanted {
        writer.name_of(name)?;
    }
    let mut out = String::new();
    let mut place = 0;
    while let Some((name, schema, base)) = writer.open.get(place).cloned() {
        out.push_str(&writer.declaration(&name, schema, &base)?);
        out.push('\n');
        place += 1;
    }
    Ok(out)
}

struct Writer<'a> {
    sources: &'a [Source<'a>],
    /// Types to write, in the order in which they were first named: name, schema, the address that references start from.
    open: Vec<(String, &'a Value, String)>,
    seen: BTreeSet<String>,
}

impl<'a> Writer<'a> {
    /// The name of the type that a full reference means; it is written later, if it was not yet.
    fn name_of(&mut self, reference: &str) -> Result<String, String> {
        let (address, path) = reference.split_once('#').unwrap_or((reference, ""));
        let unknown = || format!("no schema has {reference}");
        let source = self.sources.iter().find(|source| source.schema["$id"] == address).ok_or_else(unknown)?;
        let schema = source.schema.pointer(path).ok_or_else(unknown)?;
        let own = camel(path.rsplit('/').next().unwrap_or_default());
        // A text is a text in every format.
        let is_text = schema["type"] == "string" && schema.get("enum").is_none();
        let name = if is_text { own } else { format!("{}{own}", source.prefix) };
        if name.is_empty() {
            return Err(format!("{reference} gives a type without a name"));
        }
        if self.seen.insert(name.clone()) {
            self.open.push((name.clone(), schema, address.to_owned()));
        }
        Ok(name)
    }

    fn declaration(&mut self, name: &str, schema: &'a Value, base: &str) -> Result<String, String> {
        let said = comment(schema, "");
        if schema["type"] == "object" && schema.get("properties").is_some() {
            return Ok(format!("{said}export interface {name} {}\n", self.members(schema, base, "")?));
        }
        Ok(format!("{said}export type {name} = {};\n", self.of(schema, base, "")?))
    }

    /// The type of a schema, written from a line with this indent.
    fn of(&mut self, schema: &'a Value, base: &str, indent: &str) -> Result<String, String> {
        if let Some(reference) = schema["$ref"].as_str() {
            let full = if reference.starts_with('#') { format!("{base}{reference}") } else { reference.to_owned() };
            return self.name_of(&full);
        }
        if let Some(value) = schema.get("const") {
            return Ok(value.to_string());
        }
        if let Some(values) = schema["enum"].as_array() {
            return Ok(values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "));
        }
        if let Some(choices) = schema["oneOf"].as_array() {
            let types: Result<Vec<String>, String> =
                choices.iter().map(|choice| self.of(choice, base, indent)).collect();
            return Ok(types?.join(" | "));
        }
        match schema["type"].as_str() {
            Some("string") => Ok("string".to_owned()),
            Some("integer" | "number") => Ok("number".to_owned()),
            Some("boolean") => Ok("boolean".to_owned()),
            Some("null") => Ok("null".to_owned()),
            Some("array") => Ok(format!("Array<{}>", self.of(&schema["items"], base, indent)?)),
            Some("object") => self.members(schema, base, indent),
            _ => Err(format!("TypeScript's type of {schema} is not known")),
        }
    }

    /// Required members first, in the schema's order.
    fn members(&mut self, schema: &'a Value, base: &str, indent: &str) -> Result<String, String> {
        let properties = schema["properties"].as_object().ok_or_else(|| format!("{schema} has no members"))?;
        let listed = schema["required"].as_array().map(Vec::as_slice).unwrap_or_default();
        let required: Vec<&str> = listed.iter().filter_map(Value::as_str).collect();
        let others = properties.keys().map(String::as_str).filter(|name| !required.contains(name));
        let inner = format!("{indent}  ");
        let mut out = String::from("{\n");
        for name in required.iter().copied().chain(others) {
            let property = properties.get(name).ok_or_else(|| format!("{name} is required and not described"))?;
            let mark = if required.contains(&name) { "" } else { "?" };
            let own = self.of(property, base, &inner)?;
            let name = key(name);
            out.push_str(&format!("{}{inner}{name}{mark}: {own};\n", comment(property, &inner)));
        }
        out.push_str(&format!("{indent}}}"));
        Ok(out)
    }
}

/// A member's name, in quotes where it is no identifier: `@context`.
fn key(name: &str) -> String {
    match name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        true => name.to_owned(),
        false => format!("{name:?}"),
    }
}

fn comment(schema: &Value, indent: &str) -> String {
    schema["description"].as_str().map(|text| format!("{indent}/** {text} */\n")).unwrap_or_default()
}

/// `roster_line` as `RosterLine`.
fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_schema_becomes_types_with_all_that_it_refers_to() {
        let own = json!({"$id": "urn:own", "$defs": {"row_of": {
            "description": "A row.", "type": "object", "required": ["kind", "points"],
            "properties": {"@at": {"const": "x"}, "points": {"$ref": "urn:other#/$defs/decimal"}, "kind": {"enum": ["a", "b"]},
                "more": {"oneOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/$defs/row_of"}}]}}}}});
        let other = json!({"$id": "urn:other", "$defs": {"decimal": {"type": "string", "description": "Exact."}}});
        let sources = [Source { schema: &own, prefix: "Own" }, Source { schema: &other, prefix: "Other" }];
        let written = declarations(&sources, &["urn:own#/$defs/row_of".to_owned()]).expect("types");
        assert_eq!(
            written,
            "/** A row. */\nexport interface OwnRowOf {\n  kind: \"a\" | \"b\";\n  points: Decimal;\n  \
             \"@at\"?: \"x\";\n  more?: null | Array<OwnRowOf>;\n}\n\n/** Exact. */\nexport type Decimal = string;\n\n"
        );
        assert!(declarations(&sources, &["urn:own#/$defs/none".to_owned()]).is_err());
    }
}
