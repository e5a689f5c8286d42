//! Runs something whenever the signals change that it reads.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;

/// Runs `run` now and whenever a signal changes that it reads, as long as the current owner lives.
///
/// Boxed, so that the effect is compiled once: each kind of effect costs 1 KB in the page.
pub fn follow(run: Box<dyn Fn()>) {
    #[cfg(feature = "widget")]
    let run = crate::browser::shadow::kept_each_time(run);
    let effect = RenderEffect::new(move |_: Option<()>| run());
    StoredValue::new_local(effect);
}
