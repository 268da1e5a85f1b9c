//! What the product knows, pure: no async, no clock, no randomness, no environment.

pub mod access;
pub mod answer;
pub mod api_key;
pub mod challenge;
pub mod checkpoint;
pub mod event;
pub mod flow;
pub mod form;
pub mod id;
pub mod job;
pub mod keyring;
pub mod line;
pub mod link;
pub mod lock_out;
pub mod page;
pub mod recipe;
pub mod refusal;
pub mod seal;
pub mod source;
pub mod source_text;
pub mod task;
pub mod tenant;
pub mod token;
pub mod web_address;
pub mod workflow;
