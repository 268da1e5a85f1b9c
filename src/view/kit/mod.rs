//! What all pages are made of: layout, colours, embedded files, samples.

pub mod accent;
pub mod assets;
pub mod coding;
pub mod colour;
pub mod faces;
pub mod foot;
pub mod layout;
pub mod mark;
pub mod sample;
pub mod theme;
