//! The browser engine: pages that are made by scripts, each in an isolated context of a real browser.

mod contexts;
mod devtools;
mod page;
mod process;
mod proxy;
mod tab;

pub use self::{
    contexts::browsers::{Browsers, Counts, NOT_INSTALLED, Settings},
    page::open::ChromePage,
};
