//! User pools as OpenID Providers: guests, customers whom the tenant vouches for, sessions and their tokens.

mod actors;
mod codes;
mod cors;
mod devices;
mod guests;
mod keys;
mod pages;
mod pools;
mod providers;
mod refresh;
mod secrets;
mod users;
mod vouched;
