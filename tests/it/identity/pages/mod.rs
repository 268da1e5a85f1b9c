//! The pages of a user pool: guests who become regular users, sign-up, sign-in, other passwords.

mod crashes;
mod limits;
mod mistakes;
pub mod person;
mod promotion;
mod sign_in;
