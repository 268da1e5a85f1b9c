//! Everything together: real servers on real sockets, either database, and the sandbox as the source.

#![allow(clippy::unwrap_used, reason = "a test may stop at once when its preparation fails, in its helpers too")]

mod api;
mod architecture;
mod artifacts;
mod console;
mod crash;
mod docs;
mod engines;
mod guards;
mod health;
mod identity;
mod keyring;
mod links;
mod portal;
mod recognise;
mod restart;
mod runs;
mod server;
mod support;
mod webhooks;
mod worker;
