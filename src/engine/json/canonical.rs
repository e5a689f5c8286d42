//! Canonical JSON (RFC 8785, JCS): one spelling for one value, so that it can be hashed.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

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
            // A heap sorts a hostile file's million members too, and weighs 1 KB less than the library's sorting.
            let members: BinaryHeap<Member> = members.iter().map(|(name, value)| Member { name, value }).collect();
            out.push('{');
            for (index, Member { name, value }) in members.into_sorted_vec().into_iter().enumerate() {
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

/// A member of an object, in the order of its name's UTF-16 code units.
struct Member<'a> {
    name: &'a str,
    value: &'a Json,
}

impl Ord for Member<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.name.encode_utf16().cmp(other.name.encode_utf16())
    }
}

impl PartialOrd for Member<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Member<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Member<'_> {}
