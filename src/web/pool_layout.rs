//! What the pages of a user pool look like.

use super::session::language::LanguageChoice;
use crate::{
    app::App,
    domain::{id::Id, identity::Pool},
    store::{StoreError, identity::pools},
    view::kit::{
        layout::{Layout, Tenant},
        mark::Mark,
    },
};

/// The layout of a page about a pool, if there is one: with the name and colours of its tenant.
pub async fn of(app: &App, pool: Option<Id<Pool>>, language: &LanguageChoice) -> Result<Layout, StoreError> {
    let brand = match pool {
        Some(pool) => pools::brand(&app.db, pool).await?,
        None => None,
    };
    let plain = Layout::anonymous(language.words(&app.texts, None), app.foot.clone());
    let Some(brand) = brand else { return Ok(plain) };
    let accent = brand.accent.as_deref().and_then(|accent| accent.parse().ok()).unwrap_or_default();
    Ok(Layout {
        tenant: Some(Tenant { mark: Mark::of_tenant(brand.logo.as_deref()), name: brand.name }),
        accent,
        ..plain
    })
}
