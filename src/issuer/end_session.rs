//! `{ISS}/oauth2/end_session`: an application signs its user out (OpenID Connect RP-Initiated Logout). The ID token that it
//! shows says which session ends; without one the person is asked, as any page could send a browser here.

use std::sync::Arc;

use axum::{
    extract::{FromRequest, Request, State},
    http::Method,
    response::{IntoResponse, Redirect, Response},
};
use url::{Url, form_urlencoded};

use super::{answer::Answer, form::Form, pool::OfPool};
use crate::{
    app::App,
    domain::{id::Id, identity::Pool},
    service::identity::{Refused, party, sessions},
    web::session::pool::PoolBrowser,
};

/// Ends a session, and leads back where the application has registered an address for that.
pub async fn end(State(app): State<Arc<App>>, OfPool(pool): OfPool, browser: PoolBrowser, request: Request) -> Answer {
    let form = match *request.method() {
        Method::GET => Form::of_query(request.uri().query().unwrap_or_default())?,
        _ => Form::from_request(request, &app).await?,
    };
    let Some(hint) = form.get("id_token_hint") else { return Ok(ask(pool.id, &form)) };
    let hinted = sessions::hinted(&app, pool.id, hint).await?;
    let party = party::of_client(&app, &hinted.client_id).await?.filter(|party| party.pool.id == pool.id);
    let to = form.get("post_logout_redirect_uri");
    let is_allowed = |uri: &&str| party.as_ref().is_some_and(|party| party.client.definition.allows_post_logout(uri));
    if to.is_some_and(|uri| !is_allowed(&uri)) {
        return Err(Refused::request("the post_logout_redirect_uri is not registered for this client").into());
    }
    let at_browser = browser.session(&app, &pool).await?.filter(|session| session.user_id.to_string() == hinted.sub);
    sessions::end_hinted(&app, &pool, &hinted, at_browser.as_ref()).await?;
    let mut response = match to.and_then(|uri| Url::parse(uri).ok()) {
        Some(mut url) => {
            url.query_pairs_mut().extend_pairs(form.get("state").map(|state| ("state", state)));
            Redirect::to(url.as_str().trim_end_matches('?')).into_response()
        }
        None => Redirect::to(&format!("/pools/{}/signed-out", pool.id)).into_response(),
    };
    // Somebody else who is signed in in this browser stays so.
    if at_browser.is_some() {
        browser.forget(pool.id, &mut response);
    }
    Ok(response)
}

/// To the page that asks the person.
fn ask(pool: Id<Pool>, form: &Form) -> Response {
    let names = ["client_id", "post_logout_redirect_uri", "state"];
    let given = names.into_iter().filter_map(|name| Some((name, form.get(name)?)));
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    Redirect::to(&format!("/pools/{pool}/signout?{query}")).into_response()
}
