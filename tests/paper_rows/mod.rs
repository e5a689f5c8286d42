//! Reads the rows of printed documents as people do: cell by cell, without markup.

/// The texts of the cells of the first row with this attribute; panics where there is none.
pub fn cells(html: &str, attribute: &str) -> Vec<String> {
    let row = format!("<tr {attribute}");
    let (_, row) = html.split_once(&row).unwrap_or_else(|| panic!("no {attribute} in {html}"));
    let (row, _) = row.split_once("</tr>").unwrap();
    row.split("<td").skip(1).map(|cell| text(cell.split_once('>').unwrap().1)).collect()
}

/// What stands between the tags.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text += part.split_once('>').map_or(part, |(_, after)| after);
    }
    text
}

/// Asserts that these words stand in the document in this order.
pub fn assert_in_order(html: &str, all: &[&str]) {
    let mut rest = html;
    for words in all {
        (_, rest) = rest.split_once(words).unwrap_or_else(|| panic!("\"{words}\" in its place"));
    }
}
