//! Pages as structs, their words and their looks.

pub mod console;
pub mod error;
pub mod identity;
#[cfg(test)]
mod keys;
pub mod kit;
pub mod portal;
pub mod words;
