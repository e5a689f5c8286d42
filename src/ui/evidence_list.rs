//! The documents that prove an answer: title, number, page or section.

use leptos::prelude::*;

use super::dom::{El, el, el_class, value_of};
use super::work::Work;
use crate::browser::page;
use crate::engine::sheet::{EvidenceEntry, Field};
use crate::state::cell::Cell;

/// A part of a document's line: its label, its name in `data-evidence`, and where it is kept.
type Part = (&'static str, &'static str, fn(&mut EvidenceEntry) -> &mut String);

const PARTS: [Part; 3] = [
    ("Tên tài liệu", "title", |evidence| &mut evidence.title),
    ("Số, ký hiệu", "reference", |evidence| &mut evidence.reference),
    ("Trang, mục", "place", |evidence| &mut evidence.place),
];

/// Documents of one criterion.
pub fn evidence_list(work: Work, cell: Cell) -> El {
    // The rows are made anew only when one is added or removed: typing in a row must not replace it.
    let changes = RwSignal::new(0_u64);
    let rows = el_class("div", "evidence-rows").live_children(move || {
        changes.track();
        work.sheet.replaced_count.track();
        let count = cell.entry.with_untracked(|entry| entry.evidence.len());
        (0..count).map(|index| row(work, cell, changes, index)).collect()
    });
    let add = el_class("button", "quiet add")
        .attr("type", "button")
        .text("+ Thêm tài liệu")
        .hidden_text(&format!(" cho tiêu chí {}", cell.criterion.code))
        .on("click", move |_| {
            work.sheet.edit(cell, |entry| entry.evidence.push(EvidenceEntry::default()));
            changes.update(|count| *count += 1);
            // The new row is there once the effects have run.
            page::soon(move || {
                page::focus_inside(&list_id(cell), ".evidence-row:last-child input");
            });
        });
    el_class("div", "evidence")
        .attr("id", &list_id(cell))
        .attr("data-field", Field::Evidence.name())
        .child(rows)
        .child(add)
}

fn row(work: Work, cell: Cell, changes: RwSignal<u64>, index: usize) -> El {
    let number = index + 1;
    let remove = el_class("button", "quiet")
        .attr("type", "button")
        .attr("aria-label", &format!("Bỏ tài liệu {number} của tiêu chí {}", cell.criterion.code))
        .text("Bỏ")
        .on("click", move |_| {
            work.sheet.edit(cell, |entry| {
                if index < entry.evidence.len() {
                    entry.evidence.remove(index);
                }
            });
            changes.update(|count| *count += 1);
            page::focus_inside(&list_id(cell), "button.add");
        });
    el_class("div", "evidence-row")
        .attr("role", "group")
        .attr("aria-label", &format!("Tài liệu {number} của tiêu chí {}", cell.criterion.code))
        .children(PARTS.iter().map(|part| text(work, cell, index, *part)).collect())
        .child(remove)
}

fn text(work: Work, cell: Cell, index: usize, (label, name, part): Part) -> El {
    let id = format!("{}-{index}-{name}", list_id(cell));
    let first = cell.entry.with_untracked(|entry| {
        entry.evidence.get(index).cloned().map(|mut evidence| std::mem::take(part(&mut evidence)))
    });
    let input = el("input")
        .attr("id", &id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .value(&first.unwrap_or_default())
        .on("input", move |event| {
            let text = value_of(&event);
            cell.problems_shown.set(false);
            work.sheet.edit(cell, |entry| {
                if let Some(evidence) = entry.evidence.get_mut(index) {
                    *part(evidence) = text;
                }
            });
        })
        .on("blur", move |_| cell.problems_shown.set(true));
    el_class("div", "text-field")
        .attr("data-evidence", name)
        .child(el("label").attr("for", &id).text(label))
        .child(input)
}

fn list_id(cell: Cell) -> String {
    format!("{}-tai-lieu", cell.element_id())
}
