//! Small sites of which nothing is known but their address.

mod eyes;
mod frames;
mod scripted;
mod sends;
