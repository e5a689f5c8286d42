//! Randomness from the browser's own generator.

/// `N` bytes from `crypto.getRandomValues`; `None` where the browser offers no generator.
pub fn random_bytes<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    web_sys::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}
