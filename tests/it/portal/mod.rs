//! What customers see.

mod browsers;
mod errors;
mod faces;
mod floods;
mod forms;
mod journeys;
mod kinds;
mod languages;
mod mistakes;
mod returning;
mod sessions;
mod tabs;
mod values;
mod weight;
