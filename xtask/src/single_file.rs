//! Makes a page with everything inside, to be opened from a disk without any network.
//!
//! Style sheet, program and Wasm lie in it as one packed text; `src/loader/unpack.js` unpacks it. Packed with gzip, which
//! browsers unpack themselves, the file weighed a fifth more: its window is too small to find in one Wasm what the other
//! has already, and Base64 takes its part.

use std::collections::BTreeMap;
use std::io::Write;

use lzma_rust2::{LzmaOptions, LzmaWriter, MfType};

use crate::bundle::{Bundler, Constants, Form};
use crate::page::{self, Page};
use crate::program::Program;
use crate::{digest, letters85, policy};

/// The whole file.
pub fn write(bundler: &Bundler, program: &Program, source: &str) -> Result<String, String> {
    let style = bundler.style()?;
    let script = bundler.program(Form::Function, &Constants::new())?;
    let mut pieces = vec![("style", style.as_bytes()), ("program", script.as_bytes())];
    pieces.extend(bundler.parts.iter().map(|part| (part.name, part.wasm.as_slice())));
    let contents: Vec<String> = pieces.iter().map(|(name, bytes)| format!("[\"{name}\",{}]", bytes.len())).collect();
    let joined = pieces.iter().flat_map(|(_, bytes)| bytes.iter().copied()).collect::<Vec<u8>>();
    let packed = packed(&joined).map_err(|error| format!("{} cannot be packed: {error}", program.single_file))?;

    let floor = bundler.floor(&Constants::from([
        ("SINGLE_FILE", "true".to_owned()),
        ("FIRST_FILE", "\"\"".to_owned()),
        ("FIRST_INTEGRITY", "\"\"".to_owned()),
    ]))?;
    let unpack = bundler.inline(
        "unpack.js",
        &Constants::from([
            ("CONTENTS", format!("[{}]", contents.join(","))),
            ("CHECKSUM", digest::crc32(&joined).to_string()),
        ]),
    )?;
    let places = BTreeMap::from([
        ("floor", format!("<script>{}</script>", page::inline_script(&floor)?)),
        ("icon", page::icon_inside()?),
        ("file-name", program.single_file.to_owned()),
        (
            "program",
            format!(
                "<script type=\"text/plain\" id=\"packed\">{}</script>\n<script id=\"app\">{}</script>",
                letters85::encode(&packed),
                page::inline_script(&unpack)?
            ),
        ),
    ]);
    let html = page::fill(source, program.first.name, Page::SingleFile, &places)?;
    policy::with_policy(&html, Page::SingleFile, &[("script", &script), ("style", &style)])
}

/// LZMA without header and end mark; `src/loader/lzma.js` reads only this kind.
fn packed(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let options = LzmaOptions {
        dict_size: 1 << 24,
        lc: 3,
        lp: 0,
        pb: 0,
        mf: MfType::Bt4,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        depth_limit: 1000,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(content)?;
    writer.finish()
}
