//! The page of the office that consolidates: files in, units, keys, the district's points, comparison, pictures, the criteria set.

mod app;
mod compare_page;
mod criteria_opening;
mod criteria_page;
mod criterion_row;
mod file_row;
mod files_page;
mod keys_page;
mod pictures_page;
mod results_page;
mod roster_table;
mod score_page;
mod status_bar;
mod units_page;
mod view;
mod workspace_panel;
mod year_chooser;

pub use app::start;
