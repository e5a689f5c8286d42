//! Turns a page's style sheet into one for an element in somebody else's page: nothing in it depends on that page.

/// The root of the widget's own elements, in the place of a page's root and body.
const ROOT: &str = ".widget";
/// What one `rem` is: the font size of the page around is that page's own.
const REM_PX: f64 = 16.0;

/// The style sheet of the element. Rules for the document's root become rules for its own; lengths no longer follow the
/// page's font size or the window's width; what depended on the window's width depends on the element's.
pub fn scoped(page: &str) -> Result<String, String> {
    let own = page.replace(":root", ROOT);
    let own = renamed(&renamed(&own, "html"), "body");
    let own =
        own.replace("@media (max-width", "@container (max-width").replace("@media(max-width", "@container (max-width");
    let own = own.replace("100vw", "100cqi");
    let own = in_pixels(&own)?;
    // What a page's elements inherit would come in through the host: this root takes nothing from it.
    Ok(format!(":host{{display:block}}{ROOT}{{all:initial;display:block;direction:ltr;unicode-bidi:isolate}}{own}"))
}

/// The same rules with a tag's name as the root.
fn renamed(css: &str, tag: &str) -> String {
    let mut out = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(tag) {
        out.push_str(before);
        let starts = before.trim_end().ends_with(['}', '{', ',', '/']) || before.trim().is_empty();
        let ends = after.trim_start().starts_with(['{', ',']);
        out.push_str(if starts && ends { ROOT } else { tag });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The same lengths, each `rem` as pixels. Within conditions too: there a `rem` is the browser's, and mostly the same.
fn in_pixels(css: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = css;
    while let Some(at) = rest.find("rem") {
        let before = &rest[..at];
        let digits =
            before.len() - before.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.').len();
        let number = &before[before.len() - digits..];
        out.push_str(&before[..before.len() - digits]);
        if !number.contains(|letter: char| letter.is_ascii_digit()) {
            // A word with these letters.
            out.push_str(number);
            out.push_str("rem");
        } else {
            let value: f64 = number.parse().map_err(|_| format!("{number}rem is no length"))?;
            out.push_str(&format!("{}px", value * REM_PX));
        }
        rest = &rest[at + "rem".len()..];
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let css = scoped(page).unwrap();
        assert!(css.ends_with(expected), "{page}: {css}");
    }

    #[test]
    fn a_page_s_root_becomes_the_element_s_own() {
        check(":root{--a:1}", ".widget{--a:1}");
        check("html{x:1}body{y:2}", ".widget{x:1}.widget{y:2}");
        check("p{a:b}\nbody {\n  y: 2;\n}", "p{a:b}\n.widget {\n  y: 2;\n}");
        check(".criterion-body{a:b}", "}.criterion-body{a:b}");
        check("tbody{a:b}", "}tbody{a:b}");
    }

    #[test]
    fn what_depended_on_the_window_depends_on_the_element() {
        check("@media (max-width: 40rem){a{b:c}}", "@container (max-width: 640px){a{b:c}}");
        check("@media(max-width:40rem){a{b:c}}", "@container (max-width:640px){a{b:c}}");
        check("@media print{a{b:c}}", "@media print{a{b:c}}");
        check("a{b:calc((100vw - 80rem) / 2)}", "a{b:calc((100cqi - 1280px) / 2)}");
    }

    #[test]
    fn lengths_do_not_follow_the_page_s_font_size() {
        check("a{b:.8125rem -1.5rem 0.25rem}", "a{b:13px -24px 4px}");
        check(".remark{b:c}", ".remark{b:c}");
    }
}
