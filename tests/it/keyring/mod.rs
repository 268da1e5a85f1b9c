//! The ring of keys: found missing or foreign, changed by commands, and changed under load on two servers.

mod commands;
mod rolling;
mod start;
