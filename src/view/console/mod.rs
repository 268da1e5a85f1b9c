//! The pages of staff: one struct, one template, one name.

mod previews;

pub use previews::{Group, Listed, Look, Offer, Previews, Width};
