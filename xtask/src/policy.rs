//! Writes the Content-Security-Policy into the page itself, so that any web server keeps it.

use crate::digest::integrity;
use crate::page::Page;

/// The page with its policy, which allows its own inline scripts and styles by hash and nothing from elsewhere. `inserted`
/// are the scripts and styles that it will put into itself, with the name of their element.
pub fn with_policy(html: &str, page: Page, inserted: &[(&str, &str)]) -> Result<String, String> {
    let policy = policy(html, page, inserted);
    let meta = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
    // Before everything that it must hold for, after the encoding, which must come first.
    let (head, after) = split_after_tag(html, "<head")
        .ok_or("index.html has no <head>, so there is no place for its Content-Security-Policy")?;
    let (charset, rest) = match after.trim_start().starts_with("<meta charset") {
        true => split_after_tag(after, "<meta charset").unwrap_or(("", after)),
        false => ("", after),
    };
    Ok(format!("{head}{charset}{meta}{rest}"))
}

fn policy(html: &str, page: Page, inserted: &[(&str, &str)]) -> String {
    let scripts = hashes(html, "script", inserted);
    let styles = hashes(html, "style", inserted);
    match page {
        Page::Served => format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
             img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
             base-uri 'none'; form-action 'none'"
        ),
        Page::SingleFile => format!(
            "default-src 'none'; script-src 'wasm-unsafe-eval'{scripts}; style-src{styles}; img-src data:; \
             connect-src 'none'; base-uri 'none'; form-action 'none'"
        ),
    }
}

/// A source expression for each inline or inserted element of this name, each after a space.
fn hashes(html: &str, name: &str, inserted: &[(&str, &str)]) -> String {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let of_name = inserted.iter().filter(|(element, _)| *element == name);
    let mut sources: String = of_name.map(|(_, content)| format!(" '{}'", integrity(content))).collect();
    let mut rest = html;
    while let Some((tag, after)) = split_after_tag(rest, &open) {
        let Some((content, after)) = after.split_once(&close) else { break };
        let attributes = &tag[tag.rfind('<').unwrap_or(0)..];
        // Text in a script element of another type is never run.
        if !attributes.contains(" src=") && !attributes.contains("type=\"text/plain\"") {
            sources.push_str(&format!(" '{}'", integrity(content)));
        }
        rest = after;
    }
    sources
}

/// Splits behind the first tag that begins with these letters.
fn split_after_tag<'a>(html: &'a str, tag: &str) -> Option<(&'a str, &'a str)> {
    let mut from = 0;
    loop {
        let start = from + html[from..].find(tag)?;
        let name_end = start + tag.len();
        // `<head` is not `<header`.
        if html[name_end..].starts_with(|next: char| next.is_ascii_alphanumeric()) {
            from = name_end;
            continue;
        }
        let end = name_end + html[name_end..].find('>')? + 1;
        return Some(html.split_at(end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_allowed_by_their_hash() {
        let html = "<html><head><meta charset=\"utf-8\"><script type=\"module\">alert('Hello, world.');</script>\
                    <script src=\"a.js\"></script></head><body><header></header></body></html>";
        let page = with_policy(html, Page::Served, &[]).unwrap();
        // The example of the CSP specification, level 3.
        let hash = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='";
        assert!(page.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {hash};")), "{page}");
        assert!(page.contains("<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""), "{page}");
        assert_eq!(page.matches("sha256-").count(), 1);
    }

    #[test]
    fn the_single_file_asks_nobody_and_runs_only_what_is_in_it() {
        let html = "<html><head></head><body><script>alert('Hello, world.');</script>\
                    <script type=\"text/plain\">x</script></body></html>";
        let page = with_policy(html, Page::SingleFile, &[("style", "p {}")]).unwrap();
        assert!(page.contains("connect-src 'none'"), "{page}");
        assert!(!page.contains("'self'"), "{page}");
        assert_eq!(page.matches("sha256-").count(), 2, "one script, one style that is put in: {page}");
    }

    #[test]
    fn a_header_is_no_head() {
        assert!(with_policy("<header></header>", Page::Served, &[]).is_err());
    }
}
