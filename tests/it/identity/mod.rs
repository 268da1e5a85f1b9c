//! User pools as OpenID Providers: guests, customers whom the tenant vouches for, sessions and their tokens.

mod actors;
mod codes;
mod cors;
mod crashes;
mod devices;
mod dpop;
mod enrolment;
mod from_the_application;
mod guests;
mod keys;
mod limits;
mod linking;
mod links;
mod narrow;
mod one_person;
mod orphans;
mod own_calls;
mod pages;
mod pools;
mod providers;
mod redemption_crashes;
mod refresh;
mod secrets;
mod users;
mod vouched;
