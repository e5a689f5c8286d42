//! What a page says about the last thing that was done, and the files that it gives.

use leptos::prelude::*;

use super::dom::{El, el, el_class};
use crate::browser::files;

/// The media type of a table as text.
pub const CSV_TYPE: &str = "text/csv;charset=utf-8";

/// What the pages say about the last thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Good(String),
    Bad(String),
}

/// A place where a page says what was done.
pub fn said_view(said: RwSignal<Option<Said>>) -> El {
    el("div").attr("aria-live", "polite").live_children(move || {
        let notice = said.get().map(|said| match said {
            Said::Good(words) => el_class("p", "notice good").text(&words),
            Said::Bad(words) => el_class("p", "notice error").text(&words),
        });
        notice.into_iter().collect()
    })
}

/// Gives a text as a file; says what came of it.
pub fn give(name: &str, media_type: &str, text: &str) -> Said {
    given(name, files::download_text(name, media_type, text))
}

/// Gives bytes as a file; says what came of it.
pub fn give_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Said {
    given(name, files::download_bytes(name, media_type, bytes))
}

fn given(name: &str, is_taken: bool) -> Said {
    match is_taken {
        true => Said::Good(format!("Đã tải {name}.")),
        false => Said::Bad("Trình duyệt không cho tải tệp về. Hãy cho phép trang này tải tệp.".to_owned()),
    }
}
