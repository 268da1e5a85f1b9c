//! What customers see.

mod journeys;
