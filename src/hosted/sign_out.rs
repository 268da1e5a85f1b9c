//! `{ISS}/signout`: asks whether somebody wants to sign out, where an application has led here without showing whom it
//! signs out: any page could do that.

use std::sync::Arc;

use axum::{
    extract::{Path, Query, Request, State},
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use url::Url;

use super::page;
use crate::{
    app::App,
    domain::{crypto::keyring::Purpose, prompt::form::Form},
    service::identity::{hosted::account, party},
    store::identity::{
        pools::{self, StoredPool},
        users,
    },
    view::identity::{Envelope, IdentityTrouble, SignOut},
    web::{
        error::PageError,
        http::headers,
        pool_layout,
        session::{language::LanguageChoice, pool::PoolBrowser},
    },
};

/// What an application asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    client_id: Option<String>,
    post_logout_redirect_uri: Option<String>,
    state: Option<String>,
}

impl Asked {
    fn of(form: &Form) -> Self {
        let get = |name| form.get(name).filter(|value| !value.is_empty()).map(str::to_owned);
        let post_logout_redirect_uri = get("post_logout_redirect_uri");
        Self { client_id: get("client_id"), post_logout_redirect_uri, state: get("state") }
    }

    fn kept(&self) -> Vec<(String, String)> {
        let pairs = [
            ("client_id", &self.client_id),
            ("post_logout_redirect_uri", &self.post_logout_redirect_uri),
            ("state", &self.state),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?))).collect()
    }

    /// Where the application wants the browser back, if that is registered; else the page that says that it is done.
    async fn target(&self, app: &App, pool: &StoredPool) -> Result<String, PageError> {
        let done = format!("/pools/{}/signed-out", pool.id);
        let Some((client, wanted)) = self.client_id.as_deref().zip(self.post_logout_redirect_uri.as_deref()) else {
            return Ok(done);
        };
        let party = party::of_client(app, client).await?.filter(|party| party.pool.id == pool.id);
        let is_allowed = party.is_some_and(|party| party.client.definition.allows_post_logout(wanted));
        let Some(mut url) = Url::parse(wanted).ok().filter(|_| is_allowed) else { return Ok(done) };
        if let Some(state) = &self.state {
            url.query_pairs_mut().append_pair("state", state);
        }
        Ok(url.into())
    }
}

/// `GET {ISS}/signout`
pub async fn show(
    State(app): State<Arc<App>>,
    Path(pool): Path<String>,
    Query(asked): Query<Asked>,
    sessions: PoolBrowser,
    language: LanguageChoice,
) -> Result<Response, PageError> {
    let id = pool.parse().ok();
    let layout = pool_layout::of(&app, id, &language).await?;
    let pool = match id {
        Some(id) => pools::of_anybody(&app.db, id).await?,
        None => None,
    };
    let Some(pool) = pool else {
        return Ok(page::trouble(layout, IdentityTrouble::UnknownClient));
    };
    let target = asked.target(&app, &pool).await?;
    let Some(session) = sessions.session(&app, &pool).await? else { return Ok(Redirect::to(&target).into_response()) };
    let envelope = Envelope {
        address: format!("/pools/{}/signout", pool.id),
        csrf: app.vault.stamp(Purpose::Csrf, &["signout", &session.id.to_string()]),
        app: String::new(),
        leads_back: false,
    };
    let email = account::email(&app, session.user_id).await?;
    let mut response = SignOut { layout, envelope, email, kept: asked.kept() }.into_response();
    // The form may lead to where the application wants the browser back.
    if let Ok(policy) = HeaderValue::try_from(headers::policy(&page::target(&target))) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// `POST {ISS}/signout`
pub async fn sign_out(
    State(app): State<Arc<App>>,
    Path(pool): Path<String>,
    sessions: PoolBrowser,
    request: Request,
) -> Result<Response, PageError> {
    let pool = match pool.parse() {
        Ok(id) => pools::of_anybody(&app.db, id).await?,
        Err(_) => None,
    };
    let Some(pool) = pool else { return Ok(Redirect::to("/").into_response()) };
    let body = axum::body::to_bytes(request.into_body(), super::LONGEST_FORM).await.unwrap_or_default();
    let form = Form::parse(&body);
    let mut response = Redirect::to(&Asked::of(&form).target(&app, &pool).await?).into_response();
    let Some(session) = sessions.session(&app, &pool).await? else { return Ok(response) };
    let id = session.id.to_string();
    if !form.get("csrf").is_some_and(|csrf| app.vault.is_stamp(csrf, Purpose::Csrf, &["signout", &id])) {
        return Ok(Redirect::to(&format!("/pools/{}/signout", pool.id)).into_response());
    }
    if let Some(user) = users::of_pool(&app.db, pool.id, session.user_id).await? {
        account::end_place(&app, &user, &id).await?;
    }
    sessions.forget(pool.id, &mut response);
    Ok(response)
}
