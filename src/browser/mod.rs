//! What the app needs of the browser: storage, clock, randomness, text, files and the page itself.

pub mod clock;
pub mod criteria_reader;
pub mod file_hash;
pub mod files;
#[cfg(feature = "office")]
pub mod many_files;
pub mod mirror;
#[cfg(feature = "office")]
pub mod office_store;
pub mod offline;
pub mod page;
pub mod random;
pub mod rest;
#[cfg(feature = "widget")]
pub mod shadow;
pub mod share;
pub mod signer;
pub mod storage;
pub mod text;
pub mod workbook;
pub mod writer;
