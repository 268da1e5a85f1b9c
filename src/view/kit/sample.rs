//! Samples: what a page looks like in each state that matters, for previews and for tests.

use askama::Template;
use time::{OffsetDateTime, macros::datetime};

use super::layout::Layout;

/// The time at which samples take place.
pub const NOW: OffsetDateTime = datetime!(2026-03-03 14:05 UTC);

/// A page that can show itself without a customer.
pub trait Sample: Template {
    /// The page in each state that matters, by name.
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)>
    where
        Self: Sized;
}
