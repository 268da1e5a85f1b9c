//! The customer's pages: one struct, one template, one name.

mod ask;
mod begin;
mod done;
mod elsewhere;
mod error_page;
mod expired;
mod failed;
mod fixed;
mod input;
mod not_found;
mod prompt;
pub mod samples;
#[cfg(test)]
mod tests;
mod waiting;

pub use ask::{Ask, Envelope};
pub use begin::Begin;
pub use done::{Done, Receipt};
pub use elsewhere::Elsewhere;
pub use error_page::{ErrorPage, Trouble};
pub use expired::Expired;
pub use failed::Failed;
pub use fixed::Fixed;
pub use not_found::NotFound;
pub use prompt::Prompt;
pub use waiting::Waiting;
