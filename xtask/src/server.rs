//! Serves the page on this machine, and builds it again when a source changes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::paths;
use crate::prepare;
use crate::progress::Progress;
use crate::site::{self, Profile};

const PORTS: std::ops::Range<u16> = 8080..8100;
const SOURCES: [&str; 9] =
    ["src", "style", "criteria", "public", "index.html", "build.rs", "Cargo.toml", "Cargo.lock", "Trunk.toml"];
/// How often the sources are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(700);
/// The longest head of a request that is read.
const HEAD_LIMIT_BYTES: u64 = 16 * 1024;

/// `cargo xtask run`
pub fn run(profile: Profile) -> Result<(), String> {
    let progress = Progress::start();
    let tools = prepare::for_building(&progress)?;
    let folder = paths::scratch().join("page");
    let build = || progress.step("the page: compiling", || site::build(&tools, profile, &folder));
    let mut built_from = newest_source();
    build()?;
    let listener = listen()?;
    let address = listener.local_addr().map_err(|error| format!("the server has no address: {error}"))?;
    std::thread::spawn({
        let folder = folder.clone();
        move || accept(&listener, &folder)
    });
    println!(
        "\n  The unit's form:   http://{address}/\n  The office's page: http://{address}/tonghop/\n\n  Reload the page after a change here was built; Ctrl+C ends it.\n"
    );
    loop {
        std::thread::sleep(LOOK_EVERY);
        let newest = newest_source();
        if newest != built_from {
            built_from = newest;
            // What failed is said; the page of before stays.
            let _ = build();
        }
    }
}

fn listen() -> Result<TcpListener, String> {
    PORTS.filter_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()).next().ok_or(format!(
        "every port from {} to {} is taken",
        PORTS.start,
        PORTS.end - 1
    ))
}

fn accept(listener: &TcpListener, folder: &Path) {
    for stream in listener.incoming().flatten() {
        let folder = folder.to_owned();
        // A browser that hangs up early is no failure.
        std::thread::spawn(move || answer(stream, &folder).ok());
    }
}

fn answer(mut stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(HEAD_LIMIT_BYTES)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (status, kind, body) = match (method, requested_file(folder, target)) {
        ("GET" | "HEAD", Some(file)) => match fs::read(&file) {
            Ok(body) => ("200 OK", content_type(&file), body),
            Err(_) => ("404 Not Found", "text/plain", b"404".to_vec()),
        },
        ("GET" | "HEAD", None) => ("404 Not Found", "text/plain", b"404".to_vec()),
        _ => ("405 Method Not Allowed", "text/plain", b"405".to_vec()),
    };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if method == "GET" {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// The file that a request asks for; none outside the folder.
fn requested_file(folder: &Path, target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let is_plain = |part: &str| {
        let known = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
        // An empty part could begin a path of its own: `//etc` joins as `/etc`.
        !part.is_empty() && !part.starts_with('.') && part.chars().all(known)
    };
    if path.is_empty() || path.ends_with('/') {
        return requested_file(folder, &format!("{target}index.html"));
    }
    path.split('/').all(is_plain).then(|| folder.join(path))
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

/// When a source changed last.
fn newest_source() -> Option<SystemTime> {
    SOURCES.iter().filter_map(|name| newest(&paths::root().join(name))).max()
}

fn newest(path: &Path) -> Option<SystemTime> {
    let data = fs::metadata(path).ok()?;
    let own = data.modified().ok();
    if !data.is_dir() {
        return own;
    }
    let entries = fs::read_dir(path).ok()?.flatten();
    entries.filter_map(|entry| newest(&entry.path())).chain(own).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_request_leaves_the_folder() {
        let folder = Path::new("page");
        let served = |target| requested_file(folder, target);
        assert_eq!(served("/"), Some(folder.join("index.html")));
        assert_eq!(served("/a-1.js?x"), Some(folder.join("a-1.js")));
        for target in ["/../Cargo.toml", "/a/../../b", "/%2e%2e/b", "//etc/passwd", "/.git/config", "a", "/a\\b"] {
            assert_eq!(served(target), None, "{target}");
        }
    }
}
