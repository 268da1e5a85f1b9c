//! What Authgear's clients call at the root: JSON in an envelope of `result` or `error`.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, header::ORIGIN},
    response::{IntoResponse, Response},
};
use secrecy::ExposeSecret;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    answer, cors,
    dpop::Credentials,
    limits::{From, Limits},
    pool::OfPool,
    token,
};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Client, code::ChallengePurpose, proof::Acr},
        moment::Moment,
    },
    service::identity::{
        IdentityError, OAuthError, Refused, app_sessions, flows,
        grants::{anonymous, refresh, signed},
        limits,
        party::{self, Party},
    },
    store::identity::{
        browser_sessions::StoredBrowserSession,
        pools::{self, StoredPool},
        users::{self, StoredUser},
    },
    web::session::pool::PoolBrowser,
};

/// A refusal or failure in Authgear's envelope.
pub struct Refusal(IdentityError);

impl<E: Into<IdentityError>> std::convert::From<E> for Refusal {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let refused = answer::told(self.0);
        // The JSON calls answer 400 where OAuth's would answer otherwise.
        let (name, status) = match refused.error {
            OAuthError::RateLimited => ("TooManyRequest", 429),
            OAuthError::InvalidToken | OAuthError::LoginRequired => ("Unauthorized", 401),
            OAuthError::AccessDenied => ("Forbidden", 403),
            OAuthError::ServerError => ("InternalError", 500),
            OAuthError::TemporarilyUnavailable => ("ServiceUnavailable", 503),
            _ => ("Invalid", 400),
        };
        let mut headers = HeaderMap::new();
        answer::hint(&refused, &mut headers);
        let error = json!({
            "name": name,
            "reason": refused.code.unwrap_or(name),
            "message": refused.description,
            "code": status,
        });
        let status = axum::http::StatusCode::from_u16(status).unwrap_or_default();
        (status, headers, Json(json!({"error": error}))).into_response()
    }
}

/// What a call is answered with.
type Result<T = Response> = std::result::Result<T, Refusal>;

fn result(result: &Value) -> Response {
    Json(json!({"result": result})).into_response()
}

/// Reads a body without fields that there are not.
async fn read<T: DeserializeOwned>(request: Request) -> Result<T> {
    let bytes = axum::body::Bytes::from_request(request, &()).await;
    let bytes = bytes.map_err(|_| Refused::request("the body is too long or did not arrive"))?;
    let read = serde_json::from_slice(&bytes);
    Ok(read.map_err(|error| Refused::request(format!("the body cannot be read: {error}")).coded("ValidationFailed"))?)
}

/// How a client keeps its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionType {
    Cookie,
    RefreshToken,
}

/// The body of a sign-up.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignUp {
    session_type: SessionType,
    client_id: Option<String>,
    refresh_token: Option<String>,
}

/// `POST /api/anonymous_user/signup`
pub async fn sign_up(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    browser: PoolBrowser,
    request: Request,
) -> Result {
    let (from, credentials) = (From::of(&app, &request), Credentials::of(&request));
    let body: SignUp = read(request).await?;
    let client_id = body.client_id.as_deref().unwrap_or_default();
    let party = party::of_client(&app, client_id).await?.ok_or_else(|| Refused::request("invalid client ID"))?;
    anonymous::check(&party)?;
    cors::check(&app, credentials.headers(), &party)?;
    let signed_up = signed_up(&app, &limits, (&party, from), body, (&browser, &credentials)).await;
    if let Err(Refusal(error)) = &signed_up {
        limits::tell(&app, &party.pool, error).await;
    }
    signed_up
}

async fn signed_up(
    app: &App,
    limits: &Limits,
    (party, from): (&Party, From),
    body: SignUp,
    (browser, credentials): (&PoolBrowser, &Credentials),
) -> Result {
    match body.session_type {
        SessionType::RefreshToken => {
            if let Some(token) = body.refresh_token.filter(|token| !token.is_empty()) {
                Ok(same_guest(app, party, &token, credentials).await?)
            } else {
                limits.sign_up(app, from, party)?;
                Ok(result(&without_scope(token::body(&anonymous::sign_up(app, party).await?))))
            }
        }
        SessionType::Cookie => {
            if let Some(session) = browser.session(app, &party.pool).await? {
                return same_browser(app, &session).await;
            }
            limits.sign_up(app, from, party)?;
            let cookie = anonymous::sign_up_browser(app, party).await?;
            let mut response = result(&json!({}));
            browser.remember(&party.pool, cookie.expose_secret(), &mut response);
            Ok(response)
        }
    }
}

/// Authgear's answer has no scope.
fn without_scope(mut body: Value) -> Value {
    if let Value::Object(fields) = &mut body {
        fields.remove("scope");
    }
    body
}

/// A guest who signs up again gets another access token, and no other refresh token.
async fn same_guest(app: &App, party: &Party, token: &str, credentials: &Credentials) -> Result {
    let invalid = || Refused::request("invalid refresh token");
    let session = refresh::look(app, token, app.clock.now()).await?.ok_or_else(invalid)?;
    if session.party.client.id != party.client.id {
        return Err(invalid().into());
    }
    if !session.user.is_anonymous {
        return Err(Refused::request("user logged in as normal user").into());
    }
    credentials.check_holder(app, &session).await?;
    let (access_token, expires_in) = refresh::access_again(app, &session).await?;
    Ok(result(&json!({
        "token_type": if session.grant.dpop_jkt.is_some() { "DPoP" } else { "Bearer" },
        "access_token": access_token.expose_secret(),
        "expires_in": expires_in,
    })))
}

async fn same_browser(app: &App, session: &StoredBrowserSession) -> Result {
    if anonymous::is_guest(app, session).await? && session.acr == Acr::None {
        Ok(result(&json!({})))
    } else {
        Err(Refused::request("user logged in as normal user").into())
    }
}

/// The body of a call for a challenge.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewChallenge {
    purpose: ChallengePurpose,
}

/// `POST /oauth2/challenge`: what a device signs, whichever pool it then signs in to.
pub async fn challenge(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    request: Request,
) -> Result {
    challenged(&app, &limits, request).await
}

/// `POST {ISS}/oauth2/challenge`: the same, where the pool's tenant hears of an address that wants too many.
pub async fn challenge_of_pool(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    OfPool(pool): OfPool,
    request: Request,
) -> Result {
    let challenged = challenged(&app, &limits, request).await;
    if let Err(Refusal(error)) = &challenged {
        limits::tell(&app, &pool, error).await;
    }
    challenged
}

async fn challenged(app: &App, limits: &Limits, request: Request) -> Result {
    let from = From::of(app, &request);
    limits.challenge(app, from)?;
    let NewChallenge { purpose } = read(request).await?;
    let (token, expires_at) = signed::challenge(app, from.0, purpose).await?;
    Ok(result(&json!({"token": token.expose_secret(), "expire_at": Moment::from(expires_at)})))
}

/// The body of a call for a promotion code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPromotionCode {
    session_type: SessionType,
    /// Where the session is one of refresh tokens.
    refresh_token: Option<String>,
}

/// `POST /api/anonymous_user/promotion_code`: what a guest's application opens the promotion page with.
pub async fn promotion_code(State(app): State<Arc<App>>, browser: PoolBrowser, request: Request) -> Result {
    let credentials = Credentials::of(&request);
    let body: NewPromotionCode = read(request).await?;
    let signed_out = || Refused::new(OAuthError::InvalidToken, "nobody is signed in");
    if body.session_type == SessionType::Cookie {
        let (pool, guest) = cookies_guest(&app, &browser, credentials.headers()).await?.ok_or_else(signed_out)?;
        return promotion(&app, &pool, None, &guest).await;
    }
    let token = body.refresh_token.as_deref().ok_or_else(signed_out)?;
    let session = refresh::look(&app, token, app.clock.now()).await?;
    let session = session.ok_or_else(|| Refused::new(OAuthError::AccessDenied, "invalid refresh token"))?;
    cors::check(&app, credentials.headers(), &session.party)?;
    credentials.check_holder(&app, &session).await?;
    promotion(&app, &session.party.pool, Some(session.party.client.id), &session.user).await
}

async fn promotion(app: &App, pool: &StoredPool, client: Option<Id<Client>>, guest: &StoredUser) -> Result {
    let made = flows::promotion_code(app, client, guest).await;
    if let Err(error) = &made {
        limits::tell(app, pool, error).await;
    }
    let (code, expires_at) = made?;
    Ok(result(&json!({"promotion_code": code.expose_secret(), "expire_at": Moment::from(expires_at)})))
}

/// The user of the browser's session at a pool of which a client calls, which its origin says: a request with cookies alone
/// names no pool, and any site can make a browser send it.
async fn cookies_guest(
    app: &App,
    browser: &PoolBrowser,
    headers: &HeaderMap,
) -> Result<Option<(StoredPool, StoredUser)>> {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    let unknown = || Refused::new(OAuthError::AccessDenied, "the origin is not registered for a client");
    let pools = pools::of_origin(&app.db, origin.ok_or_else(unknown)?).await?;
    if pools.is_empty() {
        return Err(unknown().into());
    }
    for pool in pools {
        if let Some(session) = browser.session(app, &pool).await? {
            let user = users::of_pool(&app.db, pool.id, session.user_id).await?;
            return Ok(user.map(|user| (pool, user)));
        }
    }
    Ok(None)
}

/// The body of a call for an app session token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewAppSession {
    refresh_token: String,
}

/// `POST /oauth2/app_session_token`: what an application opens a page of the pool with, as its user.
pub async fn app_session_token(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    request: Request,
) -> Result {
    limits.token(&app, From::of(&app, &request))?;
    let credentials = Credentials::of(&request);
    let NewAppSession { refresh_token } = read(request).await?;
    let session = refresh::look(&app, &refresh_token, app.clock.now()).await?;
    // Authgear's clients forget their session by this reason.
    let invalid = || Refused::new(OAuthError::AccessDenied, "invalid refresh token").coded("InvalidGrant");
    let session = session.ok_or_else(invalid)?;
    cors::check(&app, credentials.headers(), &session.party)?;
    credentials.check_holder(&app, &session).await?;
    let token = app_sessions::make(&app, &session).await?;
    Ok(result(&json!({"app_session_token": token.expose_secret()})))
}
