//! The two programs that are handed out, the unit's form and the office's page: what each is made of and where it lies.

use crate::parts::{FORM, OFFICE, Part, SIGNER, WHOLE_FORM, WORKBOOK};

/// A program that is handed out.
pub struct Program {
    pub first: Part,
    pub on_demand: &'static [Part],
    /// Names of those among them that few ask for and that weigh much: only the network has them. The service worker does not
    /// keep them, and the single file goes without.
    pub network_only: &'static [&'static str],
    /// Name of the one that takes the first one's place: its glue is a module of its own, outside the first load.
    pub successor: Option<&'static str>,
    pub style: &'static str,
    /// Its folder on the web server, with a slash at its end; empty for the server's own.
    pub folder: &'static str,
    /// What the single file is made of, where that is one part instead of all.
    pub whole: Option<Part>,
    /// Its name as one file with everything inside.
    pub single_file: &'static str,
    /// What that may weigh, brotli 11 as all weights, if it is bounded. On a disk it takes more.
    pub single_file_limit_kb: Option<f64>,
    /// What the first visit may and should cost: all files of the first load, brotli 11.
    pub limit_kb: f64,
    pub aim_kb: f64,
}

/// Both programs.
pub const PROGRAMS: [Program; 2] = [
    Program {
        first: FORM,
        on_demand: &[WHOLE_FORM, WORKBOOK],
        // As heavy as the form, which a commune on a slow line should not fetch for nothing. CSV needs no network.
        network_only: &["workbook"],
        successor: Some("rest"),
        whole: Some(WHOLE_FORM),
        style: "style/main.css",
        folder: "",
        single_file: "tucham.html",
        single_file_limit_kb: Some(300.0),
        limit_kb: 150.0,
        aim_kb: 120.0,
    },
    Program {
        first: OFFICE,
        on_demand: &[SIGNER, WORKBOOK],
        network_only: &[],
        successor: None,
        whole: None,
        style: "style/office.css",
        // The folder keeps the two apart: each has its own service worker, and units never load the office's files.
        folder: "tonghop/",
        single_file: "tonghop.html",
        single_file_limit_kb: None,
        limit_kb: 480.0,
        aim_kb: 350.0,
    },
];
