//! The sheet as an element in a page of others: opened into a shadow root, told what to show, and asked for what it holds.

mod events;
mod fault;
mod finish;
mod kept;
mod notices;
mod opened;

pub use kept::Kept;
pub use opened::{Asked, Opened, teller};
