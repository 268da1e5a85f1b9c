//! Work behind the pages: many at once, on one server or two.

mod echoes;
mod nodes;
mod outages;
mod secrets;
mod stopping;
