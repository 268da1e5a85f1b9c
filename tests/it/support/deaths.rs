//! Where programs die.

use std::{
    env,
    ops::Range,
    sync::{Mutex, PoisonError},
    thread,
};

/// A named point, and the passings at which a program may die there.
pub type Point = (&'static str, Range<usize>);

/// How many deaths `VESTIBULE_TEST_DEATHS` wishes for.
pub fn wished_deaths() -> Option<usize> {
    env::var("VESTIBULE_TEST_DEATHS").ok().map(|text| text.parse().unwrap())
}

/// Has a program die once at each point, or as often as `VESTIBULE_TEST_DEATHS` says, so many at the same time.
/// `dies` is told where, as `point:passing`; the passings of a point take turns, beginning with any of them.
pub fn die_at(points: &[Point], at_once: usize, dies: impl AsyncFn(String) + Sync) {
    let first: usize = rand::random_range(0..1000);
    let deaths = (0..wished_deaths().unwrap_or(points.len())).map(|number| {
        let (point, passings) = &points[number % points.len()];
        format!("{point}:{}", passings.start + (first + number / points.len()) % passings.len())
    });
    let deaths = Mutex::new(deaths);
    // A runtime each: a test that drops its database holds up its thread, and nobody else's connections.
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let next = || deaths.lock().unwrap_or_else(PoisonError::into_inner).next();
                while let Some(at) = next() {
                    runtime.block_on(dies(at));
                }
            });
        }
    });
}
