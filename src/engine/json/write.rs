//! JSON for people: two spaces a level, one line feed at the end, members in the given order.

use super::Json;
use super::scalar::{write_number, write_string};

/// Writes the value over several lines, with a final line feed.
pub fn write_pretty(value: &Json) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    out.push('\n');
    out
}

fn write(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => write_number(*number, out),
        Json::String(text) => write_string(text, out),
        Json::Array(items) => {
            write_block('[', ']', items.iter(), depth, out, |item, out| write(item, depth + 1, out));
        }
        Json::Object(members) => {
            write_block('{', '}', members.iter(), depth, out, |(name, value), out| {
                write_string(name, out);
                out.push_str(": ");
                write(value, depth + 1, out);
            });
        }
    }
}

fn write_block<T>(
    open: char,
    close: char,
    items: impl ExactSizeIterator<Item = T>,
    depth: usize,
    out: &mut String,
    mut write_item: impl FnMut(T, &mut String),
) {
    out.push(open);
    let is_empty = items.len() == 0;
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        start_line(depth + 1, out);
        write_item(item, out);
    }
    if !is_empty {
        start_line(depth, out);
    }
    out.push(close);
}

fn start_line(depth: usize, out: &mut String) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}
