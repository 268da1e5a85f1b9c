//! What the product knows, pure: no async, no clock, no randomness, no environment.

pub mod crypto;
pub mod event;
pub mod event_data;
pub mod id;
pub mod identity;
pub mod job;
pub mod letter;
pub mod line;
pub mod link;
pub mod moment;
pub mod network;
pub mod picture;
pub mod problem;
pub mod prompt;
pub mod source;
pub mod task;
pub mod tenant;
pub mod web_address;
pub mod webhook;
