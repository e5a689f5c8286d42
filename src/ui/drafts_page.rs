//! The drafts in this browser: to a file and back, what was set aside, and whether the browser keeps them.

use leptos::prelude::*;

use super::dom::{El, el, el_class, field_of};
use super::work::App;
use crate::browser::mirror::{self, Persistence};
use crate::browser::{clock, files, page};
use crate::engine::criteria::Unit;
use crate::engine::draft::{Draft, DraftFileError, draft_file_name, read_draft_file, restore, write_draft_file};
use crate::messages;
use crate::state::backup;
use crate::state::draft_store::{self, Aside};
use crate::state::export::MEDIA_TYPE;
use crate::state::route::Route;

/// Largest draft file that is read; a real one has under 200 KB.
const FILE_LIMIT: f64 = 8_388_608.0;

/// The drafts in this browser.
pub fn drafts_page(app: App) -> El {
    page::set_title("Bản nháp – Tự Chấm");
    let head = el_class("header", "sheet-head").child(el("h1").text("Bản nháp trong trình duyệt này")).child(
        el_class("p", "dispatch").text(
            "Bản nháp tự lưu trong trình duyệt của máy này, không gửi đi đâu. Tải về máy để giữ thêm một bản, hoặc để mang sang máy khác nhập tiếp.",
        ),
    );
    el_class("div", "keys").child(head).child(
        el_class("div", "keys-content").child(drafts(app)).child(from_file(app)).child(aside(app)).child(persistence()),
    )
}

fn panel(id: &str, title: &str) -> El {
    el_class("section", "panel")
        .attr("aria-labelledby", id)
        .child(el("h2").attr("id", id).attr("tabindex", "-1").text(title))
}

fn drafts(app: App) -> El {
    let drafts = draft_store::all(&app.file.set);
    let panel = panel("cac-ban-nhap", "Các bản nháp");
    if drafts.is_empty() {
        return panel.child(el("p").text("Trình duyệt này chưa có bản nháp nào."));
    }
    panel.child(el_class("ul", "exports").children(drafts.into_iter().map(|draft| draft_row(app, draft)).collect()))
}

fn draft_row(app: App, (unit, draft): (&'static Unit, Draft)) -> El {
    let name = format!("{}, năm {}", unit.name, draft.period);
    let facts = format!(
        " – {} câu đã trả lời, lưu lúc {}",
        draft_store::answered_count(&draft),
        clock::day_and_time(draft.saved_at_ms)
    );
    let link = el("a").attr("href", &format!("#{}", Route::Sheet { unit, period: draft.period }.hash())).text(&name);
    let download = el_class("button", "quiet")
        .attr("type", "button")
        .attr("data-test", "draft-download")
        .text("Tải về máy")
        .hidden_text(&format!(" bản nháp {name}"))
        .on("click", move |_| {
            // Another tab may have saved meanwhile.
            let set = &app.file.set;
            let now = draft_store::stored(set, unit, draft.period).unwrap_or_else(|| draft.clone());
            if files::download_text(&draft_file_name(&now), MEDIA_TYPE, &write_draft_file(set, unit, &now)) {
                backup::downloaded(set, unit, now.period, clock::now_ms());
            }
        });
    el("li").child(link).text(&facts).child(download)
}

fn from_file(app: App) -> El {
    let problem = RwSignal::new(String::new());
    let input = el("input")
        .attr("id", "tep-nhap")
        .attr("type", "file")
        .attr("accept", ".json")
        .attr("data-test", "draft-import")
        .attr("aria-describedby", "tep-nhap-loi")
        .live_attr("aria-invalid", move || problem.with(|words| (!words.is_empty()).then(|| "true".to_owned())))
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, FILE_LIMIT, move |text| {
                let words = text.map_or(Err(UNREADABLE.to_owned()), |text| open_file(app, &text)).err();
                // The page may have been left while the file was read.
                let _ = problem.try_set(words.unwrap_or_default());
            });
            // The same file may be chosen again once it is mended; a browser tells only of a change.
            input.set_value("");
        });
    panel("mo-tep-nhap", "Mở bản nháp từ tệp")
        .child(
            el("p").text(
                "Nếu máy này đã có bản nháp của đơn vị, trang sẽ cho xem hai bản khác nhau chỗ nào trước khi thay.",
            ),
        )
        .child(
            el_class("div", "text-field")
                .child(el("label").attr("for", "tep-nhap").text("Tệp bản nháp (tucham_nhap_….json)"))
                .child(input)
                .child(
                    el_class("p", "problem")
                        .attr("id", "tep-nhap-loi")
                        .attr("role", "alert")
                        .live_text(move || problem.get()),
                ),
        )
}

const UNREADABLE: &str =
    "Tệp bản nháp: không đọc được tệp, hoặc tệp lớn hơn 8 MB. Hãy chọn đúng tệp tucham_nhap_….json.";

/// Leads to the unit's sheet, where the draft is compared; or says why it cannot be opened.
fn open_file(app: App, text: &str) -> Result<(), String> {
    let set = &app.file.set;
    let stored = read_draft_file(text).map_err(|error| match error {
        DraftFileError::Changed => {
            "Tệp bản nháp: nội dung không khớp mã kiểm tra, tệp đã bị sửa hoặc hỏng khi chép. Hãy tải lại bản nháp từ máy cũ.".to_owned()
        }
        DraftFileError::Draft(error) => format!("Tệp bản nháp: {}", messages::draft_error(&error)),
    })?;
    let unit = set
        .unit(&stored.unit)
        .ok_or_else(|| "Tệp bản nháp: đơn vị trong tệp không có trong bộ tiêu chí này.".to_owned())?;
    let period = stored.period;
    app.chosen_draft.set(Some(restore(set, stored)));
    page::go_to(&Route::Sheet { unit, period }.hash());
    Ok(())
}

/// Copies that were set aside: nothing is lost, and an officer may clear them away.
fn aside(app: App) -> El {
    let copies = RwSignal::new(draft_store::set_aside());
    el("div").live_children(move || {
        let copies_now = copies.get();
        if copies_now.is_empty() {
            return Vec::new();
        }
        let rows = copies_now.into_iter().map(|copy| aside_row(app, copy, copies));
        vec![
            panel("da-cat-rieng", "Bản đã cất riêng")
                .child(el("p").text("Các bản không đọc được, hoặc đã nhường chỗ cho bản khác. Tải về máy nếu còn cần, rồi xoá để lấy lại chỗ."))
                .child(el_class("ul", "exports").children(rows.collect())),
        ]
    })
}

fn aside_row(app: App, copy: Aside, copies: RwSignal<Vec<Aside>>) -> El {
    let what = match read_draft_file(&copy.text) {
        Ok(stored) => {
            let name = app.file.set.unit(&stored.unit).map_or(stored.unit.clone(), |unit| unit.name.to_string());
            format!("{name}, năm {}, lưu lúc {}", stored.period, clock::day_and_time(stored.saved_at_ms))
        }
        Err(_) => format!("{} (không đọc được)", copy.place()),
    };
    let (text, name) = (copy.text.clone(), format!("tucham_nhap_cat_rieng_{}.json", copy.place().replace('/', "_")));
    let button = |label: &str| {
        el_class("button", "quiet").attr("type", "button").text(label).hidden_text(&format!(" bản cất riêng {what}"))
    };
    let download = button("Tải về máy").attr("data-test", "aside-download").on("click", move |_| {
        files::download_text(&name, MEDIA_TYPE, &text);
    });
    let is_asked = RwSignal::new(false);
    // There is no way back from it: a second press is asked for.
    let discard = button("Xoá").attr("data-test", "aside-discard").live_text(move || match is_asked.get() {
        true => ": bấm lần nữa để xoá hẳn".to_owned(),
        false => String::new(),
    });
    let discard = discard.on("click", move |_| {
        if !is_asked.get_untracked() {
            is_asked.set(true);
            return;
        }
        copy.discard();
        copies.set(draft_store::set_aside());
        page::focus_in_place("noi-dung");
    });
    el("li").text(&what).child(download).child(discard)
}

/// Whether the browser promises to keep what is stored.
fn persistence() -> El {
    let answer = RwSignal::new(None::<Persistence>);
    let ask = el_class("button", "secondary")
        .attr("type", "button")
        .attr("data-test", "persist")
        .text("Xin trình duyệt giữ bản nháp")
        .on("click", move |_| {
            mirror::persist(move |given| {
                let _ = answer.try_set(Some(given));
            });
        });
    let words = el("p").attr("role", "status").attr("data-test", "persist-answer").live_text(move || {
        match answer.get() {
            None => "",
            Some(Persistence::Kept) => "Trình duyệt nhận giữ: bản nháp không bị dọn khi máy đầy.",
            Some(Persistence::NotPromised) => {
                "Trình duyệt chưa nhận giữ: khi máy đầy, bản nháp có thể bị dọn. Hãy tải bản nháp về máy."
            }
            Some(Persistence::Unknown) => "Trình duyệt này không trả lời được. Hãy tải bản nháp về máy.",
        }
        .to_owned()
    });
    panel("giu-ban-nhap", "Giữ lâu dài")
        .child(el("p").text("Trình duyệt có thể dọn dữ liệu khi ổ đĩa gần đầy, trừ khi đã nhận giữ."))
        .child(ask)
        .child(words)
}
