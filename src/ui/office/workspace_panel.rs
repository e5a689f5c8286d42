//! The whole work in one file: saved, and opened in another browser or after a loss.

use leptos::prelude::*;

use super::app::OfficeApp;
use super::criteria_opening::{Choice, open};
use super::view::{Said, button, day_in_words, give, panel, said_view, writers_only};
use crate::browser::{files, page};
use crate::engine::office::{MAX_WORKSPACE_BYTES, Workspace};
use crate::engine::signed::SetReference;
use crate::messages::office as words;
use crate::state::export::MEDIA_TYPE;
use crate::ui::dom::{El, el, el_class, field_of};

/// Saving and opening the whole work.
pub fn workspace_panel(app: OfficeApp) -> El {
    let desk = app.desk;
    let said = RwSignal::new(None::<Said>);
    // One that the officer was about to open when this year's page took the place of another's.
    let pending = app.choice.try_update_untracked(|choice| choice.as_mut().and_then(|choice| choice.pending.take()));
    let opened = RwSignal::new(pending.flatten());
    let save = button("secondary", "workspace-save", "Lưu bàn làm việc ra tệp", move || {
        desk.whole_workspace(move |workspace| {
            let answer = match workspace {
                Some(workspace) => give(&workspace.file_name(), MEDIA_TYPE, &workspace.to_text()),
                None => Said::Bad(
                    "Trình duyệt không trả lại đủ các tệp đã nhận, nên chưa lưu ra tệp. Hãy tải lại trang rồi thử lại."
                        .to_owned(),
                ),
            };
            let _ = said.try_set(Some(answer));
        });
    });
    let input = el("input")
        .attr("id", "tep-ban-lam-viec")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("data-test", "workspace-open")
        .on("change", move |event| {
            let Some(input) = field_of(&event) else { return };
            files::chosen_text(&input, MAX_WORKSPACE_BYTES as f64, move |text| {
                let Some(text) = text else {
                    let _ = said.try_set(Some(Said::Bad("Không đọc được tệp, hoặc tệp quá lớn.".to_owned())));
                    return;
                };
                match Workspace::read(text.as_bytes()) {
                    Ok(workspace) => {
                        let _ = said.try_set(None);
                        let _ = opened.try_set(Some(workspace));
                        page::soon(|| {
                            page::focus("ban-lam-viec-moi");
                        });
                    }
                    Err(error) => {
                        let _ = said.try_set(Some(Said::Bad(words::workspace_error(&error))));
                    }
                }
            });
            // The same file may be chosen again after it was mended.
            input.set_value("");
        });
    let open_field = el_class("div", "text-field")
        .child(el("label").attr("for", "tep-ban-lam-viec").text("Mở bàn làm việc từ tệp"))
        .child(input);
    let confirm = el("div").live_children(move || {
        opened.get().map(|workspace| confirmation(app, &workspace, opened, said)).into_iter().collect()
    });
    panel("ban-lam-viec", "Bàn làm việc")
        .child(el("p").text(
            "Tệp đã nhận, khoá đã đăng ký và mọi quyết định tự lưu trong trình duyệt này. Bộ nhớ cục bộ của trình duyệt chỉ chứa khoảng 5 MB nên dữ liệu nằm trong IndexedDB. Hãy lưu thêm ra tệp sau mỗi buổi làm việc, hoặc để làm tiếp ở máy khác.",
        ))
        .child(save)
        .child(writers_only(desk).child(open_field))
        .child(confirm)
        .child(said_view(said))
}

/// What is in the file beside what is here; nothing is replaced unseen.
fn confirmation(
    app: OfficeApp,
    workspace: &Workspace,
    opened: RwSignal<Option<Workspace>>,
    said: RwSignal<Option<Said>>,
) -> El {
    let desk = app.desk;
    let line = |what: &str, files_count: usize, keys_count: usize, overrides_count: usize| {
        format!("{what}: {files_count} tệp, {keys_count} khoá, {overrides_count} điểm ấn định.")
    };
    let here = move || {
        line(
            "Đang có ở đây",
            desk.files.with(|files| files.len()),
            desk.roster.with(|roster| roster.lines.len()),
            desk.decisions.with(|decisions| decisions.overrides.len()),
        )
    };
    let there = line(
        &format!("Trong tệp, lưu ngày {}", day_in_words(workspace.saved_ms)),
        workspace.files.len(),
        workspace.roster.lines.len(),
        workspace.decisions.overrides.len(),
    );
    let is_this_year = workspace.set == SetReference::of(&desk.file.set) && workspace.period == desk.period;
    let other = (!is_this_year).then(|| {
        el("p").text(&format!(
            "Tệp này thuộc bộ tiêu chí {} bản {}, năm {}. Trang sẽ chuyển sang bộ tiêu chí và năm đó rồi hỏi lại; bàn làm việc đang mở vẫn giữ nguyên.",
            workspace.set.id, workspace.set.version, workspace.period
        ))
    });
    let workspace = workspace.clone();
    let take = button("primary", "workspace-take", "Mở tệp này thay cho bàn làm việc", move || {
        opened.set(None);
        if let Err(words) = take(app, &workspace, said) {
            said.set(Some(Said::Bad(words)));
        }
        page::soon(|| {
            page::focus("ban-lam-viec");
        });
    });
    let keep = button("secondary", "workspace-keep", "Không mở", move || {
        opened.set(None);
        page::soon(|| {
            page::focus("ban-lam-viec");
        });
    });
    el_class("section", "notice warning")
        .attr("id", "ban-lam-viec-moi")
        .attr("tabindex", "-1")
        .attr("data-test", "workspace-confirm")
        .attr("aria-labelledby", "ban-lam-viec-moi-ten")
        .child(el("h3").attr("id", "ban-lam-viec-moi-ten").text("Mở bàn làm việc từ tệp?"))
        .child(el("ul").child(el("li").live_text(here)).child(el("li").text(&there)))
        .maybe(other)
        .child(el("p").text(
            "Chỉ mở tệp do chính cơ quan mình lưu: danh sách khoá trong tệp sẽ được tin. Nếu bàn làm việc ở đây còn cần, hãy lưu ra tệp trước.",
        ))
        .child(el_class("div", "button-row").child(take).child(keep))
}

fn take(app: OfficeApp, workspace: &Workspace, said: RwSignal<Option<Said>>) -> Result<(), String> {
    let desk = app.desk;
    if workspace.set == SetReference::of(&desk.file.set) && workspace.period == desk.period {
        workspace.check(&desk.file.set).map_err(|error| words::workspace_error(&error))?;
        let words = format!("Đã mở bàn làm việc: {} tệp.", workspace.files.len());
        desk.replace(workspace.clone(), move || {
            let _ = said.try_set(Some(Said::Good(words)));
        });
        return Ok(());
    }
    let choice = match &workspace.criteria_file {
        Some(text) => Choice::of(open(text)?),
        None => Choice::builtin(),
    };
    if SetReference::of(&choice.file.set) != workspace.set {
        return Err(format!(
            "Tệp theo bộ tiêu chí {} bản {}, nội dung khác bộ có ở đây. Hãy mở bộ tiêu chí đó ở trang Bộ tiêu chí trước.",
            workspace.set.id, workspace.set.version
        ));
    }
    workspace.check(&choice.file.set).map_err(|error| words::workspace_error(&error))?;
    let choice = Choice { period: workspace.period, pending: Some(workspace.clone()), ..choice };
    // Where it is not kept, the next visit begins with the set of before.
    choice.remember(|_| {});
    app.choice.set(Some(choice));
    Ok(())
}
