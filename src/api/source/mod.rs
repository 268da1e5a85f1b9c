//! Sources.

mod sources;

use super::http::{
    call::Calls,
    object::{delete, find, list},
};
use crate::domain::source::Source;

/// The calls about sources.
pub fn calls(calls: Calls) -> Calls {
    calls
        .get("/sources", "list_sources", "List sources", list::<Source>)
        .post("/sources", "create_source", "Make a source", sources::create)
        .get("/sources/{id}", "get_source", "Get a source", find::<Source>)
        .patch("/sources/{id}", "update_source", "Change a source", sources::update)
        .delete("/sources/{id}", "delete_source", "Delete a source", delete::<Source>)
}
