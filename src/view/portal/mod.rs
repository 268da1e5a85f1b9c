//! The customer's pages: one struct, one template, one name.

mod begin;
mod done;
mod elsewhere;
mod expired;
mod failed;
mod fixed;
mod progress;
pub mod prompt;
mod refusals;
pub mod samples;
#[cfg(test)]
mod tests;
mod waiting;

pub use begin::{Before, Begin};
pub use done::{Done, Receipt};
pub use elsewhere::Elsewhere;
pub use expired::Expired;
pub use failed::Failed;
pub use fixed::Fixed;
pub use prompt::{Envelope, Prompt};
pub use waiting::Waiting;
