//! Identity: every proof of who somebody is comes to [`resolve`], which finds or makes the user, and then to [`issue`],
//! which makes the session and its tokens. Nothing else makes users or tokens.

pub mod app_sessions;
pub mod devices;
mod error;
pub mod events;
pub mod flows;
pub mod grants;
pub mod hosted;
pub mod issue;
pub mod limits;
pub mod orphans;
pub mod party;
pub mod pools;
pub mod resolve;
pub mod sessions;
pub mod signing_keys;
pub mod users;
pub mod vouched;

pub use error::{IdentityError, OAuthError, Refused, UNKNOWN_CODE};
