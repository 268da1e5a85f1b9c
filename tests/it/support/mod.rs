//! The actors that tests speak in, and the resources they stand on: real servers, real sockets, a real database.

mod backend;
mod customer;
mod database;
mod description;
mod fault;
mod folder;
mod form;
mod hanging;
mod house;
mod http;
mod machine;
mod page;
mod program;
mod quiet;
mod receiver;
mod reply;
mod sandbox;
mod story;
mod wait;

pub use backend::{Backend, Link, definition};
pub use customer::Customer;
pub use database::Database;
pub use description::{assert_described, document};
pub use fault::{Broken, Fault};
pub use folder::Folder;
pub use hanging::HangingSource;
pub use house::{House, RETURN_URL, clock_now};
pub use http::{client, client_builder};
pub use page::Page;
pub use program::Program;
pub use quiet::Quiet;
pub use receiver::{Heard, Manner, Receiver};
pub use reply::Reply;
pub use sandbox::{Entry, Sandbox};
pub use story::Story;
pub use wait::until;
