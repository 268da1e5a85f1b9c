//! Connections: what holds one, for how long, how many there may be, and what becomes of them when the server stops.

mod access;
mod caps;
mod limits;
mod stopping;
mod unreachable;
mod wire;
