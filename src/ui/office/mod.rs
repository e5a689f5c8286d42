//! The page of the office that consolidates: files in, units, keys, the district's points, comparison, pictures, the criteria set.

mod app;
mod appraisal_changes;
mod appraisal_evidence;
mod appraisal_page;
mod appraisal_rows;
mod appraisal_sending;
mod compare_page;
mod criteria_opening;
mod criteria_page;
mod criterion_row;
mod file_row;
mod files_page;
mod keys_page;
mod paper_page;
mod pictures_page;
mod results_page;
mod roster_table;
mod score_page;
mod signing;
mod status_bar;
mod units_page;
mod view;
mod workspace_panel;
mod year_chooser;

pub use app::start;
