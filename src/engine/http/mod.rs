//! Driving a source through plain HTTP: its pages are fetched, its forms are sent as a browser would send them.

mod checkpoint;
mod fetched;
mod form;
mod jar;
mod page;
mod request;
mod response;
mod session;

pub use self::page::{BrowserSession, HttpPage};

#[cfg(test)]
mod tests;
