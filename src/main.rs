//! Mounts the unit's form, as the page begins with it.

fn main() {
    // What is handed out says nothing of a panic: its words would be a part of the first load.
    if cfg!(debug_assertions) {
        console_error_panic_hook::set_once();
    }
    // The app puts its own elements into the body; Leptos gives the owner that they live in.
    leptos::mount::mount_to_body(tucham::ui::start_first);
}
