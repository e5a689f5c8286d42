//! Figures that other units have sent: taken over item by item into the sheet, with whose they are.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of};
use super::work::Work;
use crate::browser::{clock, files, page};
use crate::engine::contribution::{OpenedContribution, open_contribution, take_over};
use crate::engine::sheet::Entry;
use crate::engine::signed::{ContributionItem, key_digits};
use crate::messages::exchange::contribution_problem;
use crate::messages::{self, office};
use crate::state::cell::Cell;

/// Largest file that is read.
const FILE_LIMIT: f64 = 8_388_608.0;

/// Opens contributions and lists what they have for this unit.
pub fn contribution_intake(work: Work) -> El {
    let problem = RwSignal::new(String::new());
    let opened = RwSignal::new(Vec::<OpenedContribution>::new());
    let input = el("input")
        .attr("id", "tep-so-lieu")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("data-test", "contribution-open")
        .attr("aria-describedby", "tep-so-lieu-loi")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, FILE_LIMIT, move |text| {
                let sheet = work.sheet;
                let read = match text {
                    Some(text) => open_contribution(&sheet.file.set, sheet.period, text.as_bytes())
                        .map_err(|problem| contribution_problem(&problem)),
                    None => Err("Không đọc được tệp, hoặc tệp lớn hơn 8 MB.".to_owned()),
                };
                // The page may have been left while the file was read.
                let _ = problem.try_set(match &read {
                    Ok(_) => String::new(),
                    Err(words) => format!("Tệp số liệu phối hợp: {words}"),
                });
                if let Ok(read) = read {
                    let _ = opened.try_update(|opened| {
                        // The same file again is the same file.
                        opened.retain(|one| one.sha256 != read.sha256);
                        opened.push(read);
                    });
                    page::soon(|| {
                        page::focus("so-lieu-nhan");
                    });
                }
            });
            input.set_value("");
        });
    let label =
        el("label").attr("for", "tep-so-lieu").text("Mở tệp số liệu do đơn vị phối hợp gửi (tucham_…_gop_….json)");
    let words =
        el_class("p", "problem").attr("id", "tep-so-lieu-loi").attr("role", "alert").live_text(move || problem.get());
    let list = el("div").attr("id", "so-lieu-nhan").attr("tabindex", "-1").live_children(move || {
        opened.with(|opened| opened.iter().rev().map(|one| contribution_view(work, one)).collect())
    });
    el_class("section", "panel")
        .attr("aria-labelledby", "nhan-so-lieu")
        .child(el("h2").attr("id", "nhan-so-lieu").text("Nhận số liệu từ đơn vị phối hợp"))
        .child(el_class("div", "text-field").child(label).child(input).child(words))
        .child(list)
}

fn contribution_view(work: Work, opened: &OpenedContribution) -> El {
    let contribution = &opened.contribution;
    let from = &contribution.unit;
    let cells = work.sheet.cells();
    let ours: Vec<(Cell, &ContributionItem)> = contribution
        .items
        .iter()
        .filter_map(|item| Some((*cells.iter().find(|cell| cell.criterion.code.as_str() == item.criterion)?, item)))
        .collect();
    let others_count = contribution.items.len() - ours.len();
    let key_digits = key_digits(&opened.key);
    let others = match others_count {
        0 => String::new(),
        count => format!(" {count} tiêu chí khác trong tệp do đơn vị khác chủ trì."),
    };
    let source = format!("Số liệu phối hợp của {}, lần {}", from.name, contribution.revision);
    let rows = ours.iter().map(|(cell, item)| item_view(work, *cell, (*item).clone(), source.clone()));
    el_class("section", "notice")
        .attr("data-test", "contribution")
        .attr("data-from", &from.id)
        .attr("aria-label", &format!("Số liệu của {}", from.name))
        .child(el("h3").text(&format!("{}, lần {}", from.name, contribution.revision)))
        .child(el("p").text(&format!(
            "Người lập: {}; ký lúc {}. Tệp không bị sửa sau khi ký, nhưng phiếu không biết khoá đã ký là của ai: trước khi dùng, gọi cho đơn vị gửi và đối chiếu dãy số của khoá {key_digits}. {} tiêu chí do đơn vị mình chủ trì.{others}",
            office::shown(&contribution.prepared_by.name),
            clock::day_and_time(contribution.head.created_ms),
            ours.len()
        )))
        .child(el_class("ul", "choices").children(rows.collect()))
}

/// What the other unit has beside what is typed here, and the way to take it over and back.
fn item_view(work: Work, cell: Cell, item: ContributionItem, source: String) -> El {
    let criterion = cell.criterion;
    let code = criterion.code.as_str();
    let theirs = office::answer(criterion, &item.answer.answer());
    let note = if item.note.is_empty() { String::new() } else { format!(" – {}", item.note) };
    // What stood there, and what took its place: whatever was typed since is not taken back.
    let before = RwSignal::new(None::<(Entry, Entry)>);
    // Taking it over once more would change nothing.
    let taken = {
        let (item, source) = (item.clone(), source.clone());
        Memo::new(move |_| {
            let entry = cell.entry.get();
            let mut after = entry.clone();
            take_over(&mut after, &item, &source);
            after == entry
        })
    };
    let take = el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "contribution-take")
        .live_flag("disabled", move || taken.get())
        .text("Dùng số liệu này")
        .hidden_text(&format!(" cho tiêu chí {code}"))
        .on("click", move |_| {
            let was = cell.entry.get_untracked();
            work.sheet.edit(cell, |entry| take_over(entry, &item, &source));
            before.set(Some((was, cell.entry.get_untracked())));
            cell.problems_shown.set(true);
        });
    let undo = el_class("button", "quiet")
        .attr("type", "button")
        .attr("data-test", "contribution-undo")
        .live_flag("hidden", move || {
            before.with(|before| before.as_ref().is_none_or(|(_, after)| cell.entry.with(|now| now != after)))
        })
        .text("Trả lại như trước")
        .hidden_text(&format!(", tiêu chí {code}"))
        .on("click", move |_| {
            let after = cell.entry.get_untracked();
            if let Some((entry, _)) = before.get_untracked().filter(|(_, then)| *then == after) {
                before.set(None);
                work.sheet.edit(cell, |now| *now = entry);
                page::focus_in_place("so-lieu-nhan");
            }
        });
    let state = el_class("p", "hint").attr("role", "status").live_text(move || match taken.get() {
        true => "Đã lấy vào phiếu.".to_owned(),
        false => String::new(),
    });
    el_class("li", "choice-row")
        .attr("data-item", code)
        .child(el("p").child(el_class("span", "code").text(code)).text(" ").text(&criterion.title))
        .child(el("p").child(el("strong").text(&theirs)).text(&note))
        .child(el_class("p", "hint").live_text(move || {
            format!("Trong phiếu hiện có: {}", cell.entry.with(|entry| messages::entry(criterion, entry)))
        }))
        .child(el_class("div", "button-row").child(take).child(undo))
        .child(state)
}
