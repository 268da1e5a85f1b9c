//! User pools as OpenID Providers: guests, customers whom the tenant vouches for, sessions and their tokens.

mod actors;
mod codes;
mod cors;
mod crashes;
mod devices;
mod dpop;
mod from_the_application;
mod guests;
mod keys;
mod links;
mod orphans;
mod pages;
mod pools;
mod providers;
mod refresh;
mod secrets;
mod users;
mod vouched;
