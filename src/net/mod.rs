//! Reaching other hosts: the HTTP client, the network rules, webhook receivers, mail, and our own API for the command line.

pub mod caller;
pub mod client;
pub mod courier;
pub mod error;
pub mod gate;
pub mod guard;
pub mod jwks;
pub mod mail;
pub mod site;
