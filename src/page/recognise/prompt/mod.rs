//! What a page can ask, kind by kind, as a screen that a recipe could describe.

pub mod captcha;
pub mod characters;
pub mod choice;
pub mod code;
pub mod confirm;
pub mod form;
pub mod identifier;
pub mod login;
pub mod new_password;
pub mod partial_secret;
pub mod surroundings;
pub mod waiting;
