//! The actors that tests speak in, and the resources they stand on: real servers, real sockets, a real database.

mod backend;
mod customer;
mod database;
mod description;
mod fault;
mod folder;
mod form;
mod hanging;
mod http;
mod installation;
mod machine;
mod page;
mod program;
mod receiver;
mod reply;
mod sandbox;
mod story;
mod wait;
mod without_workers;

pub use backend::{Backend, Link, definition};
pub use customer::Customer;
pub use database::Database;
pub use description::{assert_described, document};
pub use fault::{Broken, Fault};
pub use folder::Folder;
pub use hanging::HangingSource;
pub use http::{client, client_builder};
pub use installation::{Installation, RETURN_URL, clock_now};
pub use page::Page;
pub use program::Program;
pub use receiver::{Heard, Manner, Receiver};
pub use reply::Reply;
pub use sandbox::{Entry, Sandbox};
pub use story::Story;
pub use wait::until;
pub use without_workers::WithoutWorkers;
