//! Pages as structs, their words and their looks.

pub mod accent;
pub mod assets;
mod colour;
pub mod console;
pub mod layout;
mod moment;
pub mod phrase;
pub mod portal;
pub mod sample;
pub mod texts;
pub mod theme;
mod wording;

#[cfg(test)]
mod keys;
#[cfg(test)]
mod locales;
