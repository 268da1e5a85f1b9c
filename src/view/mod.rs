//! Pages as structs, their words and their looks.

pub mod console;
pub mod error;
pub mod kit;
pub mod portal;
pub mod words;
