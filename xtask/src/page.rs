//! Makes the pages of their one source: leaves out what belongs to the others, puts the built pieces in.

use std::collections::BTreeMap;
use std::fs;

use base64ct::{Base64, Encoding};

use crate::paths;

/// Where the program begins in a page that is served.
pub const PROGRAM_START: &str = "<script type=\"module\" id=\"app\">";

/// The two ways to hand a page out.
#[derive(Clone, Copy, PartialEq)]
pub enum Page {
    /// With its files beside it on a web server.
    Served,
    /// With everything inside.
    SingleFile,
}

impl Page {
    /// The name of the regions of the source that only this page has.
    fn region(self) -> &'static str {
        match self {
            Page::Served => "served",
            Page::SingleFile => "single",
        }
    }
}

/// The page of `program` (the name of its own regions). `pieces` go in the place of the comments with their names; comments
/// of any other name go.
pub fn fill(source: &str, program: &str, page: Page, pieces: &BTreeMap<&str, String>) -> Result<String, String> {
    let mut html = source.to_owned();
    let regions = [Page::Served.region(), Page::SingleFile.region(), "form", "office"];
    for other in regions.into_iter().filter(|region| ![page.region(), program].contains(region)) {
        html = without_region(&html, other)?;
    }
    html = without_comments(&html, |name| pieces.contains_key(name))?;
    // Trunk reads these lines of the source; no browser does. The pieces come after this, and stay as they are.
    let lines: Vec<&str> =
        html.lines().filter(|line| !line.trim().is_empty() && !line.contains("data-trunk")).collect();
    html = lines.join("\n") + "\n";
    for (name, piece) in pieces {
        let place = format!("<!--{name}-->");
        if !html.contains(&place) {
            return Err(format!("index.html has no place {place}"));
        }
        html = html.replace(&place, piece);
    }
    Ok(html)
}

fn without_comments(html: &str, is_kept: impl Fn(&str) -> bool) -> Result<String, String> {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        let name;
        (name, rest) = after.split_once("-->").ok_or("index.html has a comment that does not end")?;
        if is_kept(name) {
            kept.push_str(&format!("<!--{name}-->"));
        }
    }
    kept.push_str(rest);
    Ok(kept)
}

fn without_region(html: &str, name: &str) -> Result<String, String> {
    let (open, close) = (format!("<!--{name}-->"), format!("<!--/{name}-->"));
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(&open) {
        kept.push_str(before);
        (_, rest) = after.split_once(&close).ok_or(format!("index.html has no {close}"))?;
    }
    kept.push_str(rest);
    Ok(kept)
}

/// The icon of a page that has a web server, and what makes the page installable.
pub fn icon_links() -> String {
    "<link rel=\"icon\" href=\"icon.svg\">\n    <link rel=\"apple-touch-icon\" href=\"icon-192.png\">\n    \
     <link rel=\"manifest\" href=\"manifest.webmanifest\">"
        .to_owned()
}

/// The icon, inside the page.
pub fn icon_inside() -> Result<String, String> {
    let file = paths::root().join("public/icon.svg");
    let svg = fs::read(&file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    Ok(format!("<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">", Base64::encode_string(&svg)))
}

/// A script's text, safe inside an element: nothing in it ends the element or begins a comment there.
pub fn inline_script(script: &str) -> Result<String, String> {
    // In strings and regular expressions the added backslash changes nothing.
    let escaped = script.trim_end().replace("</script", "<\\/script").replace("<!--", "<\\!--");
    let lower = escaped.to_ascii_lowercase();
    match ["</script", "<script", "<!--"].into_iter().find(|part| lower.contains(part)) {
        Some(part) => Err(format!("a script holds {part}, which would end or change its element")),
        None => Ok(escaped),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<p>a</p><!-- why -->\n<!--served--><b>s</b><!--/served--><!--single--><i>f</i><!--/single-->\n\
                          <!--office--><u>o</u><!--/office-->\n\
                          <link data-trunk rel=\"rust\">\n<!--program-->\n";

    fn filled(page: Page) -> String {
        fill(SOURCE, "form", page, &BTreeMap::from([("program", "<script></script>".to_owned())])).unwrap()
    }

    #[test]
    fn each_page_has_its_own_regions_and_every_piece() {
        assert_eq!(filled(Page::Served), "<p>a</p>\n<b>s</b>\n<script></script>\n");
        assert_eq!(filled(Page::SingleFile), "<p>a</p>\n<i>f</i>\n<script></script>\n");
    }

    #[test]
    fn a_piece_stays_as_it_is() {
        let script = "<script>a = `data-trunk\n\nb`</script>";
        let pieces = BTreeMap::from([("program", script.to_owned())]);
        assert!(fill(SOURCE, "form", Page::Served, &pieces).unwrap().contains(script));
    }

    #[test]
    fn a_piece_without_a_place_is_an_error() {
        assert!(fill("<p></p>", "form", Page::Served, &BTreeMap::from([("style", String::new())])).is_err());
    }

    #[test]
    fn nothing_in_a_script_ends_its_element() {
        assert_eq!(inline_script("a = '</script>';\n").unwrap(), "a = '<\\/script>';");
        assert!(inline_script("a = '<script>'").is_err());
    }
}
