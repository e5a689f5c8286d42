//! What follows signals has its turn once they changed: once, in order, and no longer than its owner lives.
#![cfg(feature = "app")]

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use any_spawner::Executor;
use leptos::prelude::*;
use tucham::state::follow::{act, follow, follow_alone, together, together_first, together_seeing};

/// What ran, in order.
#[derive(Clone, Default)]
struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    fn add(&self, line: impl ToString) {
        self.0.borrow_mut().push(line.to_string());
    }

    /// What ran since this was asked last.
    fn take(&self) -> Vec<String> {
        self.0.take()
    }
}

/// A log, and the owner of what the test makes.
fn start() -> (Log, Owner) {
    // Another test may have been first.
    let _ = Executor::init_futures_executor();
    let owner = Owner::new();
    owner.set();
    (Log::default(), owner)
}

/// Lets those have their turn that wait for the end of what runs.
fn later(log: &Log) -> Vec<String> {
    Executor::poll_local();
    log.take()
}

/// The same where it is all one who is first.
fn later_in_any_order(log: &Log) -> Vec<String> {
    let mut lines = later(log);
    lines.sort();
    lines
}

#[test]
fn a_follower_runs_at_once_and_once_for_all_that_changed_meanwhile() {
    let (log, _owner) = start();
    let (one, other) = (RwSignal::new(1), RwSignal::new(10));
    let own = log.clone();
    follow(Box::new(move || own.add(one.get() + other.get())));
    assert_eq!(log.take(), ["11"]);
    one.set(2);
    other.set(20);
    assert_eq!(log.take(), [""; 0], "not before what runs is over");
    assert_eq!(later(&log), ["22"]);
    assert_eq!(later(&log), [""; 0]);
}

#[test]
fn a_follower_follows_what_it_read_last() {
    let (log, _owner) = start();
    let (is_one, one, other) = (RwSignal::new(true), RwSignal::new(1), RwSignal::new(10));
    let own = log.clone();
    follow(Box::new(move || own.add(if is_one.get() { one.get() } else { other.get() })));
    is_one.set(false);
    assert_eq!(later(&log), ["1", "10"]);
    one.set(2);
    assert_eq!(later(&log), [""; 0]);
    other.set(20);
    assert_eq!(later(&log), ["20"]);
}

#[test]
fn a_memo_that_comes_to_the_same_moves_nobody_and_one_that_does_not_moves_each_once() {
    let (log, _owner) = start();
    let number = RwSignal::new(1);
    let (half, double) = (Memo::new(move |_| number.get() / 2), Memo::new(move |_| number.get() * 2));
    let (own, both) = (log.clone(), log.clone());
    follow(Box::new(move || own.add(format!("half {}", half.get()))));
    together(
        move || {
            half.get();
            double.get();
        },
        || follow(Box::new(move || both.add(format!("both {} {}", half.get(), double.get())))),
    );
    log.take();
    number.set(0);
    assert_eq!(later(&log), ["both 0 0"]);
    number.set(2);
    assert_eq!(later_in_any_order(&log), ["both 1 4", "half 1"]);
    number.set(4);
    assert_eq!(later_in_any_order(&log), ["both 2 8", "half 2"]);
}

#[test]
fn a_follower_that_reads_a_memo_and_before_it_what_is_made_of_it_misses_no_change() {
    let (log, _owner) = start();
    let number = RwSignal::new(1);
    let double = Memo::new(move |_| number.get() * 2);
    let is_positive = Memo::new(move |_| double.get() > 0);
    let own = log.clone();
    follow(Box::new(move || own.add(format!("{} {}", is_positive.get(), double.get()))));
    assert_eq!(log.take(), ["true 2"]);
    number.set(2);
    assert_eq!(later(&log), ["true 4"]);
    assert_eq!(later(&log), [""; 0]);
}

#[test]
fn what_runs_first_sees_the_change_as_soon_as_the_event_is_handled() {
    let (log, _owner) = start();
    let number = RwSignal::new(1);
    let double = Memo::new(move |_| number.get() * 2);
    let (told, seen, first) = (log.clone(), log.clone(), log.clone());
    follow(Box::new(move || told.add(format!("number {}", number.get()))));
    together_seeing(double, |double| {
        let look = double.map(move |double| seen.add(format!("double {double}")));
        follow(Box::new(look));
    });
    together_first(double, |double| {
        let look = double.map(move |double| first.add(format!("first {double}")));
        follow(Box::new(look));
    });
    assert_eq!(log.take(), ["number 1", "double 2", "first 2"]);
    // A handler may set off another one.
    act(|| {
        act(|| number.set(2));
        assert_eq!(log.take(), ["first 4"]);
        number.set(3);
    });
    assert_eq!(log.take(), ["first 6"]);
    assert_eq!(later_in_any_order(&log), ["double 6", "number 3"]);
    // Outside of events it has to wait, and is the first all the same.
    number.set(4);
    assert_eq!(log.take(), [""; 0]);
    let lines = later(&log);
    assert_eq!(lines.first().map(String::as_str), Some("first 8"));
    assert_eq!(lines.len(), 3);
}

#[test]
fn a_follower_that_changes_what_others_follow_moves_them_the_next_time() {
    let (log, _owner) = start();
    let (number, copy) = (RwSignal::new(1), RwSignal::new(0));
    let own = log.clone();
    follow(Box::new(move || own.add(format!("copy {}", copy.get()))));
    follow(Box::new(move || copy.set(number.get())));
    assert_eq!(later(&log), ["copy 0", "copy 1"]);
    act(|| number.set(2));
    Executor::poll_local();
    assert_eq!(later(&log), ["copy 2"]);
}

#[test]
fn what_a_follower_made_ends_when_it_runs_again_even_where_its_turn_was_to_come() {
    let (log, owner) = start();
    let (outer, inner) = (RwSignal::new(1), RwSignal::new(1));
    let own = log.clone();
    follow_alone(Box::new(move || {
        let (made_for, own) = (outer.get(), own.clone());
        follow(Box::new(move || own.add(format!("{made_for}: {}", inner.get()))));
    }));
    assert_eq!(log.take(), ["1: 1"]);
    outer.set(2);
    inner.set(2);
    assert_eq!(later(&log), ["2: 2"]);
    inner.set(3);
    assert_eq!(later(&log), ["2: 3"]);
    owner.cleanup();
    assert_eq!(Rc::strong_count(&log.0), 1, "what it held is let go");
}

#[test]
fn a_follower_ends_with_its_page_though_what_it_read_lives_on() {
    let (log, _owner) = start();
    let number = ArcRwSignal::new(1);
    let page = Owner::new();
    page.with(|| {
        let (own, number) = (log.clone(), number.clone());
        follow(Box::new(move || own.add(number.get())));
    });
    page.cleanup();
    log.take();
    number.set(2);
    assert_eq!(later(&log), [""; 0]);
}

#[test]
fn what_runs_together_follows_only_what_is_read_for_all() {
    let (log, _owner) = start();
    let (shared, own_only) = (RwSignal::new(1), RwSignal::new(1));
    let sum = Memo::new(move |_| shared.get() + own_only.get());
    let own = log.clone();
    together(
        move || {
            shared.get();
        },
        || {
            follow(Box::new(move || {
                // Worked out here for the first time: what is read after it is followed no more than what is read before.
                let sum = sum.get();
                own.add(format!("{sum} {}", own_only.get()));
            }))
        },
    );
    assert_eq!(log.take(), ["2 1"]);
    own_only.set(2);
    assert_eq!(later(&log), [""; 0]);
    shared.set(2);
    assert_eq!(later(&log), ["4 2"]);
    own_only.set(3);
    assert_eq!(later(&log), [""; 0]);
}

#[test]
fn a_sum_of_sums_moves_what_follows_it_once() {
    let (log, _owner) = start();
    let number = RwSignal::new(1);
    let section = Memo::new(move |_| number.get() + 1);
    let total = Memo::new(move |_| section.get() + 1);
    let (first, other) = (log.clone(), log.clone());
    together_first(total, |total| follow(Box::new(total.map(move |total| first.add(format!("first {total}"))))));
    together_seeing(total, |total| follow(Box::new(total.map(move |total| other.add(format!("other {total}"))))));
    assert_eq!(log.take(), ["first 3", "other 3"]);
    act(|| number.set(2));
    assert_eq!(log.take(), ["first 4"]);
    assert_eq!(later(&log), ["other 4"]);
    number.set(3);
    assert_eq!(later(&log), ["first 5", "other 5"]);
}

#[test]
fn what_ends_a_page_is_no_reason_to_make_it_again() {
    let (log, _owner) = start();
    let (route, saved) = (RwSignal::new(1), RwSignal::new(0));
    let own = log.clone();
    follow_alone(Box::new(move || {
        own.add(route.get());
        on_cleanup(move || {
            saved.get();
        });
    }));
    route.set(2);
    assert_eq!(later(&log), ["1", "2"]);
    saved.set(1);
    assert_eq!(later(&log), [""; 0]);
}

#[test]
fn a_fault_in_a_handler_or_a_follower_takes_no_later_turn_away() {
    let (log, _owner) = start();
    let (number, own) = (RwSignal::new(1), log.clone());
    follow(Box::new(move || assert_ne!(number.get(), 2, "a fault of ours")));
    follow(Box::new(move || own.add(number.get())));
    log.take();
    catch_unwind(AssertUnwindSafe(|| act(|| panic!("another one")))).unwrap_err();
    act(|| number.set(2));
    catch_unwind(AssertUnwindSafe(Executor::poll_local)).unwrap_err();
    act(|| number.set(3));
    assert_eq!(later(&log), ["3"]);
}
