//! The views: one file per component, and the pages made of them.

mod answer;
mod app;
mod check_page;
mod coordinated_list;
mod criteria_panel;
mod criterion_view;
mod dom;
mod draft_notices;
mod drafts_page;
mod evidence_list;
mod exported_view;
mod incoming_view;
mod key_panels;
mod keys_page;
mod notices;
mod number_field;
#[cfg(feature = "office")]
pub mod office;
mod person_fields;
mod score_bar;
mod section_list;
mod section_view;
mod sheet_filter;
mod sheet_page;
mod sign_form;
mod site_header;
mod start_page;
mod support;
mod text_field;
mod unit_search;
mod update_notice;
mod winnable_list;
mod work;

pub use app::start;
