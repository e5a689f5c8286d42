//! Mounts the unit's form, as the page begins with it.

fn main() {
    console_error_panic_hook::set_once();
    // The app puts its own elements into the body; Leptos gives the owner that they live in and runs the effects.
    leptos::mount::mount_to_body(tucham::ui::start_first);
}
