//! Runs something whenever the signals change that it reads.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;

/// What runs whenever the signals change that it reads.
type Run = Box<dyn Fn()>;

thread_local! {
    /// What `together` gathers, while it does.
    static GATHERED: RefCell<Option<Vec<Run>>> = const { RefCell::new(None) };
}

/// Runs `run` now and whenever a signal changes that it reads, as long as the current owner lives; inside `together`, as
/// one of those that run together. It must do no harm to run it more often.
pub fn follow(run: Run) {
    let alone = GATHERED.with_borrow_mut(|gathered| match gathered {
        Some(gathered) => {
            gathered.push(run);
            None
        }
        None => Some(run),
    });
    if let Some(run) = alone {
        follow_alone(run);
    }
}

/// The same for what makes things that live until it runs again: an effect of its own.
///
/// Boxed, so that the effect is compiled once: each kind of effect costs 1 KB in the page.
pub fn follow_alone(run: Run) {
    #[cfg(feature = "widget")]
    let run = crate::browser::shadow::kept_each_time(run);
    // What it makes is not gathered with what is around it.
    let outer = GATHERED.take();
    let effect = RenderEffect::new(move |_: Option<()>| run());
    GATHERED.set(outer);
    StoredValue::new_local(effect);
}

/// Puts all that `build` follows into one effect. A sheet has some twenty things to follow for each criterion; an effect
/// for each would cost more, at the start and at each keystroke, than looking at all of them.
///
/// `track` reads every signal that they read, once for all: what only one of them reads is not followed.
pub fn together<T>(track: impl Fn() + 'static, build: impl FnOnce() -> T) -> T {
    let outer = GATHERED.replace(Some(Vec::new()));
    let built = build();
    let gathered = GATHERED.replace(outer).unwrap_or_default();
    follow(Box::new(move || {
        track();
        untrack(|| gathered.iter().for_each(|run| run()));
    }));
    built
}
