//! Samples: what a page looks like in each state that matters, for previews and for tests.

use askama::Template;

use super::layout::Layout;

/// A page that can show itself without a customer.
pub trait Sample: Template {
    /// The page in each state that matters, by name.
    fn samples(layout: &Layout) -> Vec<(&'static str, Self)>
    where
        Self: Sized;
}
