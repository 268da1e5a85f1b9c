//! The pages for what goes wrong before anything is known about a link.

mod error_page;
mod not_found;

pub use error_page::{ErrorPage, Trouble};
pub use not_found::NotFound;
