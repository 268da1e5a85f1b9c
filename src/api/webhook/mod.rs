//! Events, webhook endpoints and deliveries.

mod deliveries;
mod endpoints;
mod events;

use super::http::{
    call::Calls,
    object::{find, list},
};
use crate::domain::webhook::Endpoint;

/// The calls about events, webhook endpoints and deliveries.
pub fn calls(calls: Calls) -> Calls {
    calls
        .get("/events", "list_events", "List events", events::list)
        .get("/webhook-endpoints", "list_webhook_endpoints", "List webhook endpoints", list::<Endpoint>)
        .post("/webhook-endpoints", "create_webhook_endpoint", "Make a webhook endpoint", endpoints::create)
        .get("/webhook-endpoints/{id}", "get_webhook_endpoint", "Get a webhook endpoint", find::<Endpoint>)
        .patch("/webhook-endpoints/{id}", "update_webhook_endpoint", "Change a webhook endpoint", endpoints::update)
        .delete("/webhook-endpoints/{id}", "delete_webhook_endpoint", "Delete a webhook endpoint", endpoints::delete)
        .post(
            "/webhook-endpoints/{id}/rotate-secret",
            "rotate_webhook_secret",
            "Give a webhook endpoint a new secret",
            endpoints::rotate_secret,
        )
        .post(
            "/webhook-endpoints/{id}/test",
            "test_webhook_endpoint",
            "Send a ping to a webhook endpoint",
            endpoints::test,
        )
        .post(
            "/webhook-endpoints/{id}/replay",
            "replay_webhook_endpoint",
            "Send a span of time to a webhook endpoint again",
            endpoints::replay,
        )
        .get("/deliveries", "list_deliveries", "List deliveries", deliveries::list)
        .get("/deliveries/{id}", "get_delivery", "Get a delivery with its attempts", deliveries::find)
        .post("/deliveries/{id}/replay", "replay_delivery", "Send a delivery again", deliveries::replay)
}
