//! A page as a person who wants to sign in looks at it: what is said, what can be filled, and what it is for.

pub mod draft;
pub mod element;
pub mod group;
pub mod item;
pub mod layout;
pub mod names;
pub mod picture_options;
pub mod pictures;
pub mod purpose;
pub mod selector;
