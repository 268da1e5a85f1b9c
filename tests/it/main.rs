//! Everything together: real servers on real sockets, either database, and the sandbox as the source.

mod api;
mod architecture;
mod links;
mod portal;
mod restart;
mod support;
mod worker;
