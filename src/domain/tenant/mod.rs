//! A tenant: one side of a company that uses Vestibule, its face on the pages, and its API keys.

pub mod access;
pub mod api_key;
pub mod environment;

use super::id::Noun;

/// Names a tenant in an id.
pub struct Tenant;

impl Noun for Tenant {
    const PREFIX: &'static str = "ten";
}

/// Names an API key in an id.
pub struct ApiKey;

impl Noun for ApiKey {
    const PREFIX: &'static str = "key";
}

/// What customers see of a tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    pub name: String,
    /// A colour, `#rrggbb`.
    pub accent: Option<String>,
    /// The name of a picture, or a `data:` URL from before pictures had names.
    pub logo: Option<String>,
}
