//! Runs something whenever the signals change that it reads.
//!
//! Leptos' own effects are tasks that run in the order in which they were told. A keystroke moves half a dozen of them, and
//! what the officer looks at, the points of the sheet, would be the last to change. The followers here have an order; and
//! those that read the same each time stay subscribed to it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::{Arc, Weak};

use leptos::prelude::*;
use leptos::reactive::graph::{AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver};
use send_wrapper::SendWrapper;

/// What runs whenever the signals change that it reads.
type Run = Box<dyn Fn()>;

thread_local! {
    /// What `together` gathers, while it does.
    static GATHERED: RefCell<Option<Vec<Run>>> = const { RefCell::new(None) };
    static TURNS: Turns = const { Turns::none() };
}

/// Runs `run` now and whenever a signal changes that it reads, as long as the current owner lives; inside `together`, as
/// one of those that run together. It must do no harm to run it more often, and makes nothing that needs an owner.
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

/// The same for what makes things that live until it runs again: never one of those that run together.
pub fn follow_alone(run: Run) {
    let owner = Owner::new();
    let run = move || {
        // What ends is no reason to run again.
        untrack(|| owner.cleanup());
        owner.with(&run);
    };
    Follower::start(Box::new(run), None, false);
}

/// Puts all that `build` follows into one follower. A sheet has some twenty things to follow for each criterion; a follower
/// for each would cost more, at the start and at each keystroke, than looking at all of them.
///
/// `track` reads the values of all signals that they read, once for all: what only one of them reads is not followed.
pub fn together<T>(track: impl Fn() + 'static, build: impl FnOnce() -> T) -> T {
    gathered(Box::new(track), false, build)
}

fn gathered<T>(track: Run, is_first: bool, build: impl FnOnce() -> T) -> T {
    let outer = GATHERED.replace(Some(Vec::new()));
    let built = build();
    let gathered = GATHERED.replace(outer).unwrap_or_default();
    Follower::start(Box::new(move || gathered.iter().for_each(|run| run())), Some(track), is_first);
    built
}

/// The same for what follows one value, which is worked out once for all of them.
pub fn together_seeing<T: Copy + Send + Sync + 'static, B>(value: Memo<T>, build: impl FnOnce(&Seen<T>) -> B) -> B {
    seeing(value, false, build)
}

/// The same for what an officer looks at while typing: its turn comes before all others.
pub fn together_first<T: Copy + Send + Sync + 'static, B>(value: Memo<T>, build: impl FnOnce(&Seen<T>) -> B) -> B {
    seeing(value, true, build)
}

fn seeing<T: Copy + Send + Sync + 'static, B>(value: Memo<T>, is_first: bool, build: impl FnOnce(&Seen<T>) -> B) -> B {
    let seen = Seen(Rc::new(Cell::new(value.get_untracked())));
    let latest = seen.clone();
    gathered(Box::new(move || latest.0.set(value.get())), is_first, || build(&seen))
}

/// The value that those who run together follow.
#[derive(Clone)]
pub struct Seen<T>(Rc<Cell<T>>);

impl<T: Copy + 'static> Seen<T> {
    /// What is made of the value at hand whenever it is asked for.
    pub fn map<R>(&self, make: impl Fn(T) -> R + 'static) -> impl Fn() -> R + 'static {
        let seen = self.0.clone();
        move || make(seen.get())
    }
}

/// One place in the graph of signals, which asks for what could be sent to other threads.
struct Follower {
    /// Whether its turn comes before that of all others.
    is_first: bool,
    itself: Weak<Follower>,
    own: SendWrapper<Own>,
}

/// What runs, and what it reads; a page has one thread.
struct Own {
    run: Run,
    /// Reads all that `run` depends on; without it `run` may depend on other signals each time.
    track: Option<Run>,
    sources: RefCell<Vec<AnySource>>,
    is_dirty: Cell<bool>,
    is_waiting: Cell<bool>,
}

impl Follower {
    /// Runs it for the first time; it lives as long as the current owner.
    fn start(run: Run, track: Option<Run>, is_first: bool) {
        #[cfg(feature = "widget")]
        let run = crate::browser::shadow::kept_each_time(run);
        let follower = Arc::new_cyclic(|itself| Follower {
            is_first,
            itself: itself.clone(),
            own: SendWrapper::new(Own {
                run,
                track,
                sources: RefCell::default(),
                is_dirty: Cell::new(false),
                is_waiting: Cell::new(false),
            }),
        });
        // What it makes is not gathered with what is around it.
        let outer = GATHERED.take();
        follower.run_as(&follower.subscriber());
        GATHERED.set(outer);
        StoredValue::new(follower);
    }

    fn subscriber(&self) -> AnySubscriber {
        AnySubscriber(Weak::as_ptr(&self.itself) as usize, self.itself.clone() as Weak<dyn Subscriber + Send + Sync>)
    }

    /// Runs it again if something changed that it read.
    fn take_turn(&self) {
        // A memo that is worked out tells all who read it, but not who observes, and says only the first time that it changed.
        let has_changed = untrack(|| self.update_if_necessary());
        // What was worked out only now because it asked has told it so: no reason for another turn.
        self.own.is_waiting.set(false);
        if self.own.is_dirty.replace(false) || has_changed {
            self.run_as(&self.subscriber());
        }
    }

    fn run_as(&self, subscriber: &AnySubscriber) {
        match &self.own.track {
            Some(track) => {
                subscriber.with_observer(track);
                untrack(&self.own.run);
            }
            None => {
                self.clear_sources(subscriber);
                subscriber.with_observer(&self.own.run);
            }
        }
    }

    fn wait(&self) {
        if !self.own.is_waiting.replace(true) {
            TURNS.with(|turns| turns.add(self));
        }
    }
}

/// Those that wait for their turn. A fault of ours in one of them ends its turn, and must not cost the others theirs: one of them
/// saves the draft.
struct Turns {
    first: Queue,
    others: Queue,
    /// Whether an event's handler runs, which calls those that wait at its end.
    is_held: Cell<bool>,
    /// Whether all of them are called once what runs now is over.
    are_called: Cell<bool>,
}

type Queue = RefCell<VecDeque<Weak<Follower>>>;

impl Turns {
    const fn none() -> Self {
        Turns {
            first: RefCell::new(VecDeque::new()),
            others: RefCell::new(VecDeque::new()),
            is_held: Cell::new(false),
            are_called: Cell::new(false),
        }
    }

    fn add(&self, follower: &Follower) {
        let queue = if follower.is_first { &self.first } else { &self.others };
        queue.borrow_mut().push_back(follower.itself.clone());
        if !self.is_held.get() {
            self.call();
        }
    }

    fn call(&self) {
        if !self.are_called.replace(true) {
            leptos::task::spawn_local(async {
                TURNS.with(|turns| {
                    turns.are_called.set(false);
                    take(&turns.first);
                    take(&turns.others);
                });
            });
        }
    }
}

/// Gives each that waits now its turn.
fn take(queue: &Queue) {
    let count = queue.borrow().len();
    for _ in 0..count {
        let next = queue.borrow_mut().pop_front();
        // One that ran before may have ended it.
        if let Some(follower) = next.and_then(|follower| follower.upgrade()) {
            follower.take_turn();
        }
    }
}

/// Runs an event's handler. Those whose turn comes first have it right after, the others once what runs now is over.
pub fn act(handle: impl FnOnce()) {
    TURNS.with(|turns| {
        // Called by what the handler changes, they would all have their turn before the browser tells anybody of the first.
        turns.is_held.set(true);
        handle();
        take(&turns.first);
        // Not as it was before: a handler that did not come to its end would hold them forever.
        turns.is_held.set(false);
        if !turns.first.borrow().is_empty() || !turns.others.borrow().is_empty() {
            turns.call();
        }
    });
}

impl Drop for Follower {
    /// What it read may live longer.
    fn drop(&mut self) {
        self.clear_sources(&self.subscriber());
    }
}

impl ReactiveNode for Follower {
    fn mark_dirty(&self) {
        self.own.is_dirty.set(true);
        self.wait();
    }

    fn mark_check(&self) {
        self.wait();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        self.own.is_dirty.replace(false) || self.own.sources.borrow().iter().any(ReactiveNode::update_if_necessary)
    }
}

impl Subscriber for Follower {
    fn add_source(&self, source: AnySource) {
        let mut sources = self.own.sources.borrow_mut();
        if !sources.contains(&source) {
            sources.push(source);
        }
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        for source in self.own.sources.take() {
            source.remove_subscriber(subscriber);
        }
    }
}
