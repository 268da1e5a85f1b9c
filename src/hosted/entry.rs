//! `{ISS}/{page}?flow=…`: where the authorization endpoint sends a browser.

use axum::{
    extract::{Path, Query},
    response::Redirect,
};
use serde::Deserialize;

use crate::domain::{id::Id, identity::AuthFlow};

/// The query of an entry.
#[derive(Deserialize)]
pub struct Entered {
    flow: Id<AuthFlow>,
}

/// The pages that a sign-in may begin at.
pub const ENTRIES: [&str; 3] = ["signin", "create", "promote"];

/// Leads to the page itself, whose address the switch of language can add to.
pub async fn enter(Path(pool): Path<String>, Query(Entered { flow }): Query<Entered>) -> Redirect {
    // Whichever page is named, the first one of this sign-in is shown.
    Redirect::to(&format!("/pools/{pool}/signin/{flow}"))
}
