//! Mounts the page of the office that consolidates.

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(tucham::ui::office::start);
}
