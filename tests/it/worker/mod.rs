//! Work behind the pages: many at once, on one server or two.

mod clocks;
mod downloads;
mod echoes;
mod fairness;
mod loops;
mod nodes;
mod outages;
mod papers;
mod secrets;
mod steps;
mod stopping;
mod time_of_day;
