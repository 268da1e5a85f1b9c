//! What customers see.

mod browsers;
mod errors;
mod floods;
mod forms;
mod journeys;
mod kinds;
mod languages;
mod mistakes;
mod returning;
mod tabs;
mod values;
