//! User pools, their applications and users, and tokens for the tenant's own customers.

mod app_user_id_tokens;
mod auth_codes;
mod device;
mod me;
mod orphans;
mod resource_servers;
mod sdk_clients;
mod user_details;
mod user_pools;
mod users;

use super::http::{
    call::Calls,
    object::{delete, find, list},
};
use crate::domain::identity::{Client, Pool, narrow::ResourceServer};

/// The calls about identity.
pub fn calls(calls: Calls) -> Calls {
    of_holders(of_users(of_pools(calls)))
}

fn of_pools(calls: Calls) -> Calls {
    calls
        .get("/user-pools", "list_user_pools", "List user pools", list::<Pool>)
        .post("/user-pools", "create_user_pool", "Make a user pool", user_pools::create)
        .get("/user-pools/{id}", "get_user_pool", "Get a user pool", find::<Pool>)
        .patch("/user-pools/{id}", "update_user_pool", "Change a user pool", user_pools::update)
        .delete("/user-pools/{id}", "delete_user_pool", "Delete a user pool", delete::<Pool>)
        .get("/user-pools/{id}/orphans", "get_orphans", "Get the orphans of a user pool", orphans::show)
        .post("/user-pools/{id}/orphans/reap", "reap_orphans", "Delete orphans of a user pool", orphans::reap)
        .get("/sdk-clients", "list_sdk_clients", "List applications", list::<Client>)
        .post("/sdk-clients", "create_sdk_client", "Make an application", sdk_clients::create)
        .get("/sdk-clients/{id}", "get_sdk_client", "Get an application", find::<Client>)
        .patch("/sdk-clients/{id}", "update_sdk_client", "Change an application", sdk_clients::update)
        .delete("/sdk-clients/{id}", "delete_sdk_client", "Delete an application", sdk_clients::delete)
        .post(
            "/app-user-id-tokens",
            "create_app_user_id_token",
            "Make a token for a customer",
            app_user_id_tokens::create,
        )
        .post("/auth-codes", "create_auth_code", "Make a code for a customer's device", auth_codes::create)
        .get("/resource-servers", "list_resource_servers", "List resource servers", list::<ResourceServer>)
        .post("/resource-servers", "create_resource_server", "Make a resource server", resource_servers::create)
        .get("/resource-servers/{id}", "get_resource_server", "Get a resource server", find::<ResourceServer>)
        .patch("/resource-servers/{id}", "update_resource_server", "Change a resource server", resource_servers::update)
        .delete(
            "/resource-servers/{id}",
            "delete_resource_server",
            "Delete a resource server",
            resource_servers::delete,
        )
}

fn of_users(calls: Calls) -> Calls {
    calls
        .get("/users", "list_users", "List users", users::list)
        .get("/users/{id}", "get_user", "Get a user", user_details::find)
        .delete("/users/{id}", "delete_user", "Delete a user", users::delete)
        .post("/users/{id}/disable", "disable_user", "Disable a user", users::disable)
        .post("/users/{id}/enable", "enable_user", "Enable a user", users::enable)
        .post(
            "/users/{id}/reset-second-factor",
            "reset_second_factor",
            "Take a lost second factor away",
            users::reset_second_factor,
        )
        .post("/users/{id}/revoke-sessions", "revoke_user_sessions", "End a user's sessions", users::revoke_sessions)
}

/// What devices and end users call with their own keys and tokens.
fn of_holders(calls: Calls) -> Calls {
    calls
        .post("/device/state", "get_device_state", "Ask what a device is to do next", device::state)
        .post("/device/reset", "reset_device", "Take a device from its user", device::reset)
        .patch("/device", "update_device", "Change how a device guards its tokens", device::update)
        .post("/me/link", "link_me", "Link the user to a customer", me::link)
        .delete("/me", "delete_me", "Delete the user", me::delete)
}
