//! What customers see.

mod browsers;
mod errors;
mod forms;
mod journeys;
mod mistakes;
mod tabs;
mod values;
