//! Sign-ins for pages of the pool itself, which no application has begun.

use crate::{
    app::App,
    domain::identity::{code::AuthRequest, scope},
    service::{
        ServiceError,
        identity::{
            IdentityError, flows,
            party::{self, Party},
        },
    },
    store::identity::{auth_flows::StoredAuthFlow, clients, pools::StoredPool, users::StoredUser},
};

/// Begins a sign-in that leads to a page below the pool's address, for the browser whose cookie has this hash; a guest is
/// to become a regular user first. `None` for a pool without applications, which has no users.
pub async fn begin(
    app: &App,
    pool: &StoredPool,
    (page, guest): (&str, Option<&StoredUser>),
    browser_hash: String,
) -> Result<Option<StoredAuthFlow>, ServiceError> {
    // Sign-ins are counted and limited as those of an application.
    let Some(client) = clients::oldest_of_pool(&app.db, pool.id).await? else { return Ok(None) };
    let request = AuthRequest {
        redirect_uri: format!("{}/{page}", party::issuer(app, pool.id)),
        scope: scope::GUEST.to_owned(),
        state: None,
        nonce: None,
        code_challenge: String::new(),
        prompt: None,
        max_age: None,
        acr: None,
        login_hint: None,
        promotion: None,
        dpop_jkt: None,
        enrolment: None,
        is_own_page: true,
    };
    let party = Party { pool: pool.clone(), client };
    let kind = if guest.is_some() { "promote" } else { "login" };
    let guest = guest.map(|guest| guest.id);
    match flows::begin(app, &party, (kind, guest), request, |_| browser_hash).await {
        Ok(flow) => Ok(Some(flow)),
        Err(IdentityError::Service(error)) => Err(error),
        Err(IdentityError::Refused(refused)) => Err(ServiceError::Broken(refused.to_string())),
    }
}
