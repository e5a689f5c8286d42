//! What the app needs of the browser: storage, clock, randomness, text, files and the page itself.

pub mod clock;
pub mod files;
pub mod mirror;
pub mod offline;
pub mod page;
pub mod random;
pub mod signer;
pub mod storage;
pub mod text;
pub mod writer;
