//! The unit's form with its parts on demand in one Wasm, for the file that has everything inside: nothing stands in it twice.

#[allow(dead_code)]
#[path = "criteria_reader.rs"]
mod criteria_reader;
#[allow(dead_code)]
#[path = "signer.rs"]
mod signer;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(tucham::ui::start);
}
