//! The unit's form with all its pages, and what makes keys, signs and opens criteria sets: the rest that the served page
//! brings when it is needed, and the one Wasm of the file that has everything inside, where nothing may stand twice.

#[path = "criteria_reader.rs"]
mod criteria_reader;
#[allow(dead_code)]
#[path = "signer.rs"]
mod signer;

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(tucham::ui::start_whole);
}
