//! Pictures of the result, drawn from exact points: bars, rankings, pairs and radars, each with its numbers in a table.
//!
//! A chart is drawn twice: into a page, where it is as wide as its place, and as a file of its own, which needs no page
//! and no style sheet. Lengths are percentages with two decimals, computed like points. What differs, differs in its
//! pattern and its label too: most offices print in black and white.

mod bars;
mod figure;
mod pairs;
mod part;
mod radar;
mod ranking;
mod rows;
mod svg;
mod wrap;

pub use bars::bars;
pub use figure::{Caption, Chart};
pub use pairs::{Measure, Pair, pairs};
pub use part::Part;
pub use radar::{FEWEST_AXES, radar};
pub use ranking::{Place, ranking};

/// What stands in the place of points that are not there.
const NO_POINTS: &str = "chưa có điểm";
