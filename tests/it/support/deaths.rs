//! Where programs die.

use std::{env, ops::Range};

use futures_util::{StreamExt, stream};

/// A named point, and the passings at which a program may die there.
pub type Point = (&'static str, Range<usize>);

/// How many deaths `VESTIBULE_TEST_DEATHS` wishes for.
pub fn wished_deaths() -> Option<usize> {
    env::var("VESTIBULE_TEST_DEATHS").ok().map(|text| text.parse().unwrap())
}

/// Has a program die at each point, or as many programs as `VESTIBULE_TEST_DEATHS` wishes for, so many at once. Where one dies is
/// told as `point:passing`; each passing has its turn, from any one on.
pub async fn die_at<F: Future>(points: &[Point], at_once: usize, dies: impl Fn(String) -> F) {
    let first: usize = rand::random_range(0..1000);
    let deaths = (0..wished_deaths().unwrap_or(points.len())).map(|number| {
        let (point, passings) = &points[number % points.len()];
        format!("{point}:{}", passings.start + (first + number / points.len()) % passings.len())
    });
    stream::iter(deaths).map(dies).buffer_unordered(at_once).for_each(async |_| ()).await;
}
