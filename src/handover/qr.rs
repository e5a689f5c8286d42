//! The file's fingerprint as a QR code (ISO/IEC 18004), drawn as SVG, so that a sheet of paper and a file can be matched.

use qrcode::{Color, EcLevel, QrCode};

use crate::engine::signed::FileHash;

/// Light modules around the code; the standard asks for four.
const QUIET_MODULES: usize = 4;

/// What the code of a self-assessment says: `tucham:<unit>/<period>/r<revision>/sha256:<64 hex digits>`.
pub fn fingerprint_text(unit: &str, period: u16, revision: u64, sha256: &FileHash) -> String {
    format!("tucham:{unit}/{period}/r{revision}/sha256:{sha256}")
}

/// What the code of an appraisal says: `tucham:<unit>/<period>/thamdinh/r<revision>/sha256:<64 hex digits>`.
pub fn appraisal_text(unit: &str, period: u16, revision: u64, sha256: &FileHash) -> String {
    format!("tucham:{unit}/{period}/thamdinh/r{revision}/sha256:{sha256}")
}

/// What the code of a consolidated result says: `tucham:<criteria set>/<period>/ketqua/sha256:<64 hex digits>`.
pub fn result_text(set: &str, period: u16, sha256: &FileHash) -> String {
    format!("tucham:{set}/{period}/ketqua/sha256:{sha256}")
}

/// Draws a text as a QR code; `label` is what a screen reader says. Nothing for a text that is too long for a code.
pub fn qr_svg(text: &str, label: &str) -> Option<String> {
    // Medium: a seventh of it may be lost to a stamp or a fold.
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let size = width + 2 * QUIET_MODULES;
    let mut svg =
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"");
    super::html::push_text(&mut svg, label);
    svg.push_str("\" shape-rendering=\"crispEdges\">");
    svg.push_str(&format!("<path fill=\"#fff\" d=\"M0 0h{size}v{size}H0z\"/><path fill=\"#000\" d=\""));
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            svg.push_str(&format!("M{} {}h1v1h-1z", place % width + QUIET_MODULES, place / width + QUIET_MODULES));
        }
    }
    svg.push_str("\"/></svg>");
    Some(svg)
}
