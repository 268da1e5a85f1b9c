//! Links.

mod links;
mod new_link;

use super::http::call::Calls;

/// The calls about links.
pub fn calls(calls: Calls) -> Calls {
    calls
        .get("/links", "list_links", "List links", links::list)
        .post("/links", "create_link", "Make a link", links::create)
        .get("/links/{id}", "get_link", "Get a link", links::find)
        .get("/links/{id}/transitions", "list_link_transitions", "Get a link's timeline", links::transitions)
        .post("/links/{id}/revoke", "revoke_link", "Revoke a link", links::revoke)
}
