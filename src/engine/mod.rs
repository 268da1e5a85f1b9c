//! Driving a source: open its pages, look at them, answer its forms.

mod any;
mod arrival;
pub mod chrome;
mod error;
pub mod file;
pub mod http;
mod limits;
mod masking;
mod media_type;
mod page;
mod picture;
mod play;
mod reading;
pub mod workflow;

pub use self::{
    any::{AnyPage, EngineConfig},
    arrival::Arrival,
    error::PageError,
    limits::Limits,
    page::Page,
    play::{Move, lost, play, sign_in_again, start_over},
    reading::Reader,
};
