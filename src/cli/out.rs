//! Lines for standard output. Whoever reads them may stop early, as `head` does; then the command ends without a word.

use std::io::{ErrorKind, Write};

/// Prints a line.
pub fn line(text: impl AsRef<str>) {
    raw(&format!("{}\n", text.as_ref()));
}

/// Prints a text as it is.
pub fn raw(text: &str) {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::BrokenPipe => std::process::exit(1),
        Err(error) => {
            eprintln!("tucham: không ghi được kết quả: {error}");
            std::process::exit(1);
        }
    }
}
