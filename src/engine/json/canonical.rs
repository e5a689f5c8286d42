//! Canonical JSON (RFC 8785, JCS): one spelling for one value, so that it can be hashed.

use super::Json;
use super::scalar::{write_number, write_string};

/// Writes the value as RFC 8785 says: members sorted by UTF-16 code units, no white space, numbers as ECMAScript
/// prints them.
pub fn write_canonical(value: &Json) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => write_number(*number, out),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            // A sorting routine of the library's would weigh 1 KB; no object of ours is long.
            let mut sorted: Vec<&(String, Json)> = Vec::with_capacity(members.len());
            for member in members {
                let is_before = |other: &&(String, Json)| other.0.encode_utf16().lt(member.0.encode_utf16());
                sorted.insert(sorted.partition_point(is_before), member);
            }
            out.push('{');
            for (index, (name, value)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(name, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
    }
}
