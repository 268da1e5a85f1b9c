//! What customers see.

mod browsers;
mod errors;
mod forms;
mod journeys;
mod languages;
mod mistakes;
mod tabs;
mod values;
