//! The pages of a user pool: guests who become regular users, sign-up, sign-in, other passwords.

mod account;
mod account_crashes;
mod authenticator;
mod crashes;
mod failures;
mod limits;
mod mail;
mod mistakes;
mod passkey;
pub mod person;
mod promotion;
mod second_factor;
mod sign_in;
mod signing_out;
