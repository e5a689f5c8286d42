//! Text for paper and pictures: what officers typed never becomes markup.

/// Appends a text with the characters escaped that mean something in HTML and SVG, between tags and in quoted attributes.
pub fn push_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
}

/// Appends an element with a class and a text.
pub fn push_element(out: &mut String, tag: &str, class: &str, text: &str) {
    out.push('<');
    out.push_str(tag);
    if !class.is_empty() {
        out.push_str(" class=\"");
        out.push_str(class);
        out.push('"');
    }
    out.push('>');
    push_text(out, text);
    out.push_str("</");
    out.push_str(tag);
    out.push('>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_text_comes_out_as_text() {
        let mut out = String::new();
        push_element(&mut out, "td", "why", "<img src=x onerror=\"a('b')\"> & xã");
        assert_eq!(out, "<td class=\"why\">&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt; &amp; xã</td>");
    }
}
