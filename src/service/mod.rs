//! Operations with several writes or several callers; each is one transaction.

pub mod customers;
mod error;
pub mod events;
pub mod identity;
pub mod job;
pub mod keyring;
pub mod letters;
pub mod link;
mod retry;
pub mod source;
pub mod status;
pub mod time;
pub mod webhook;

pub use error::ServiceError;
pub use retry::retried;
