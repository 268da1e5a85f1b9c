//! Customers for whom the tenant vouches: by tokens that we make for its backend, or by those of its identity provider.

pub mod app_user_tokens;
pub mod auth_codes;
pub mod customer;
pub mod trusted;
