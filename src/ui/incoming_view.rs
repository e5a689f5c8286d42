//! Another copy of the open draft beside this one: where they differ, which is newer, and the choice.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use super::elsewhere as words;
use crate::browser::{clock, page};
use crate::engine::draft::{Difference, Draft, PersonEntry};
use crate::messages;
use crate::state::autosave::Autosave;
use crate::state::draft_store::answered_count;
use crate::state::incoming::{self, Incoming, Origin};

const PANEL: &str = "ban-khac";

/// The comparison, while there is another copy.
pub fn incoming_view(autosave: Autosave) -> El {
    el("div").live_children(move || match autosave.incoming.get() {
        // Whoever only reads has nothing to choose.
        Some(incoming) if autosave.is_writer.get() => {
            page::soon(|| {
                page::focus(PANEL);
            });
            vec![comparison(autosave, &incoming)]
        }
        _ => Vec::new(),
    })
}

fn comparison(autosave: Autosave, incoming: &Incoming) -> El {
    let here = autosave.draft();
    let there = &incoming.draft;
    let found = untrack(|| incoming.differences(autosave));
    let origin = match incoming.origin {
        Origin::File => "Bản nháp trong tệp vừa chọn",
        Origin::Mirror => "Bản ghi thứ hai trong trình duyệt",
        Origin::Stored => words::STORED_ELSEWHERE,
        Origin::Unsaved => "Những gì đã nhập ở đây mà chưa lưu được",
    };
    let table = el("ul").child(version("Bản đang mở", &here)).child(version(origin, there));
    let button = |test: &str, label: &str, run: fn(Autosave)| {
        el_class("button", "secondary").attr("type", "button").attr("data-test", test).text(label).on(
            "click",
            move |_| {
                run(autosave);
                page::focus_in_place("noi-dung");
            },
        )
    };
    let panel = el_class("section", "notice warning")
        .attr("id", PANEL)
        .attr("tabindex", "-1")
        .attr("data-test", "incoming")
        .attr("aria-labelledby", "ban-khac-ten")
        .child(el("h2").attr("id", "ban-khac-ten").text("Có một bản khác của phiếu này"))
        .child(table);
    if found.is_empty() {
        return panel.child(el("p").text("Hai bản giống nhau, không có gì phải thay.")).child(button(
            "incoming-keep",
            "Đóng",
            incoming::keep,
        ));
    }
    let rows = found.iter().map(|difference| row(autosave, difference, (&here, there)));
    panel
        .child(el("p").text(advice(&here, there)))
        .child(el("h3").text(&format!("Khác nhau {} chỗ", found.len())))
        .child(el_class("ul", "differences").children(rows.collect()))
        .child(el("p").text("Bản không dùng được cất lại trong trình duyệt này, không bị xoá."))
        .child(
            el_class("div", "button-row").child(button("incoming-take", "Dùng bản kia", incoming::take)).child(button(
                "incoming-keep",
                "Giữ bản đang mở",
                incoming::keep,
            )),
        )
}

fn version(name: &str, draft: &Draft) -> El {
    let saved = match draft.saved_at_ms {
        0 => "chưa lưu lần nào".to_owned(),
        at_ms => format!("lưu lúc {}, lần lưu thứ {}", clock::day_and_time(at_ms), draft.saves_count),
    };
    el("li").child(el("strong").text(name)).text(&format!(": {saved}, {} câu đã trả lời", answered_count(draft)))
}

/// Which copy is newer, where time and count of saves agree.
fn advice(here: &Draft, there: &Draft) -> &'static str {
    let order = there.saves_count.cmp(&here.saves_count);
    match order == there.saved_at_ms.cmp(&here.saved_at_ms) {
        true if order.is_gt() => "Bản kia mới hơn bản đang mở.",
        true if order.is_lt() => "Bản kia cũ hơn bản đang mở.",
        _ => {
            "Không rõ bản nào mới hơn: giờ của máy có thể sai, hoặc hai bên đều nhập tiếp. Hãy xem từng chỗ khác nhau rồi chọn."
        }
    }
}

fn row(autosave: Autosave, difference: &Difference, (here_draft, there_draft): (&Draft, &Draft)) -> El {
    let pair = |code: &str, here: &str, there: &str| {
        el("li").child(el_class("span", "code").text(code)).text(&format!(" đang mở: “{here}”; bản kia: “{there}”"))
    };
    match difference {
        Difference::Criterion { code, here, there } => {
            let words = |entry| match autosave.sheet.file.set.criterion(code.as_str()) {
                Some(criterion) => messages::entry(criterion, entry),
                None => String::new(),
            };
            pair(code.as_str(), &words(here), &words(there))
        }
        Difference::PreparedBy => {
            pair("Người lập phiếu", &person(&here_draft.prepared_by), &person(&there_draft.prepared_by))
        }
        Difference::ApprovedBy => {
            pair("Người phê duyệt", &person(&here_draft.approved_by), &person(&there_draft.approved_by))
        }
        Difference::Exports { here, there } => pair("Đã xuất tệp", &format!("lần {here}"), &format!("lần {there}")),
    }
}

fn person(person: &PersonEntry) -> String {
    let parts = [&person.name, &person.position, &person.phone, &person.email];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(", ")
}
