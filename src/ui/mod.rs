//! The views: one file per component, and the pages made of them.

mod answer;
mod app;
mod appraisal_beside;
mod appraisal_opening;
mod appraisal_page;
mod carried;
mod check_page;
mod contribution_intake;
mod contribution_page;
mod coordinated_list;
mod criteria_making;
mod criteria_panel;
mod criterion_view;
mod dom;
mod draft_notices;
mod drafts_page;
mod elsewhere;
mod evidence_list;
mod exported_view;
mod figure;
mod incoming_view;
mod key_panels;
mod keys_page;
mod notices;
mod number_field;
#[cfg(feature = "office")]
pub mod office;
mod paper_page;
mod paper_view;
mod period_field;
mod person_fields;
mod reminder_page;
mod rest_page;
mod said;
mod score_bar;
mod section_list;
mod section_view;
mod sending;
mod sheet_filter;
mod sheet_page;
mod sign_form;
mod site_header;
mod start_page;
mod support;
mod text_field;
mod unit_search;
mod unit_tables_panel;
mod unsaved_notice;
mod update_notice;
#[cfg(feature = "widget")]
pub mod widget;
mod winnable_list;
mod work;
mod workbook_button;

use app::{Pages, start};

/// Puts the unit's form into the page: the start and the sheet, from which the first answer is a moment away. The other
/// pages come with the rest of the program when they are asked for.
pub fn start_first() {
    start(rest_page::PAGES);
}

/// Puts the unit's form with all its pages into the page.
pub fn start_whole() {
    start(Pages {
        keys: keys_page::keys_page,
        drafts: drafts_page::drafts_page,
        reminder: reminder_page::reminder_page,
        check: check_page::check_page,
        paper: paper_page::paper_page,
        appraisal: appraisal_page::appraisal_page,
        contribution: contribution_page::contribution_page,
        criteria: criteria_panel::criteria_panel,
        carry_on: carried::carry_on,
        carry_on_with: carried::compare_chosen,
        beside: appraisal_beside::appraisal_beside,
    });
}
