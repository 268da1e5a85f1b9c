//! `response_type=none`: an application opens a page in a browser in which its user is then signed in, too.

use axum::response::{IntoResponse, Redirect};
use secrecy::ExposeSecret;
use url::Url;

use super::hint::Hint;
use crate::{
    app::App,
    issuer::{
        answer::{Answer, Failure},
        form::Form,
    },
    service::identity::{
        OAuthError, Refused, app_sessions,
        party::{self, Party},
    },
    web::session::pool::PoolBrowser,
};

/// Signs the browser in by an app session token, and sends it to the page.
pub async fn open(app: &App, party: &Party, form: &Form, browser: &PoolBrowser) -> Answer {
    let page = page(app, party, form.need("redirect_uri")?)?;
    let Hint::AppSession(token) = Hint::read(form.get("login_hint")) else {
        return Err(Failure::from(Refused::new(
            OAuthError::UnsupportedResponseType,
            "without an app session token in login_hint, only `code` is a response_type here",
        )));
    };
    let cookie = app_sessions::open(app, party, &token).await?;
    let mut response = Redirect::to(&page).into_response();
    browser.remember(&party.pool, cookie.expose_secret(), &mut response);
    Ok(response)
}

/// The page that is opened: one of the client's registered addresses, or one of the pool's own. Authgear's clients name the
/// pool's settings as if there were one pool at the root.
fn page(app: &App, party: &Party, given: &str) -> Result<String, Refused> {
    if party.client.definition.allows_redirect(given) {
        return Ok(given.to_owned());
    }
    let unknown = || Refused::request("the redirect_uri is not registered for this client, and no page of the pool");
    let url = Url::parse(given).map_err(|_| unknown())?;
    let issuer = party::issuer(app, party.pool.id);
    let own = format!("{}{}", url.origin().ascii_serialization(), url.path());
    let below = own.strip_prefix(&issuer).or_else(|| own.strip_prefix(&app.public_url)).ok_or_else(unknown)?;
    let is_settings = below == "/settings" || below.starts_with("/settings/");
    if is_settings { Ok(format!("{issuer}/settings")) } else { Err(unknown()) }
}
