//! API keys.

mod api_keys;

use super::http::{
    call::Calls,
    object::{find, list},
};
use crate::domain::tenant::ApiKey;

/// The calls about API keys.
pub fn calls(calls: Calls) -> Calls {
    calls
        .get("/keys", "list_keys", "List API keys", list::<ApiKey>)
        .post("/keys", "create_key", "Make an API key", api_keys::create)
        .get("/keys/{id}", "get_key", "Get an API key", find::<ApiKey>)
        .delete("/keys/{id}", "revoke_key", "Revoke an API key", api_keys::revoke)
}
