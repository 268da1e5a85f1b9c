//! User pools and what belongs to them: keys, clients, users, sessions, codes.

pub mod auth_flows;
pub mod browser_sessions;
pub mod clients;
pub mod codes;
pub mod devices;
pub mod grants;
pub mod hosted;
pub mod identities;
pub mod jwks_copies;
pub mod pools;
pub mod refresh_tokens;
pub mod resource_servers;
pub mod sessions;
pub mod signing_keys;
pub mod users;
