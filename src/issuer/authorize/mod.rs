//! `{ISS}/oauth2/authorize` and `POST {ISS}/oauth2/par`: an application sends a browser to sign in, with a code, PKCE and
//! nothing else. What is wrong with the client or the address is told here; everything else is told to the application.

mod beginning;
mod hint;
mod open_page;

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{FromRequest, Request, State},
    http::{HeaderMap, Method, StatusCode, header::ACCEPT},
    response::{IntoResponse, Redirect, Response},
};
use secrecy::ExposeSecret;
use serde_json::json;
use time::Duration;
use url::Url;

use self::{
    beginning::{Beginning, begin},
    hint::Hint,
};
use super::{
    answer::{self, Answer, Failure, told},
    dpop::Credentials,
    form::Form,
    limits::{From, Limits},
    pool::OfPool,
    token::described,
};
use crate::{
    app::App,
    domain::identity::{code::AuthRequest, device::dpop::KeyProof, pkce, scope, secret},
    service::identity::{
        OAuthError, Refused, flows,
        grants::{
            authorization::{self, SignedIn},
            device,
        },
        hosted::second_factor::step_up,
        limits,
        party::{self, Party},
    },
    store::identity::{browser_sessions::StoredBrowserSession, pools::StoredPool, users},
    web::session::{Browser, language::LanguageChoice, pool::PoolBrowser},
};

/// What begins a reference to a pushed request (RFC 9126).
const REQUEST_URI: &str = "urn:ietf:params:oauth:request_uri:";
/// The characters of a thumbprint: 32 bytes in base64url.
const THUMBPRINT: usize = 43;

/// Sends a browser to sign in, or back with a code.
pub async fn authorize(
    State(app): State<Arc<App>>,
    OfPool(pool): OfPool,
    (browser, at_pool): (Browser, PoolBrowser),
    language: LanguageChoice,
    request: Request,
) -> Answer {
    let is_browser = asks_for_a_page(request.headers());
    let decided = decided(&app, &pool, (&browser, &at_pool), request).await;
    if let Err(failure) = &decided {
        limits::tell(&app, &pool, failure.error()).await;
    }
    match decided {
        // Nobody knows where to send the person back to: they read it here.
        Err(failure) if is_browser => Ok(answer::page(&app, &pool, &language, failure).await),
        answered => answered,
    }
}

fn asks_for_a_page(headers: &HeaderMap) -> bool {
    headers.get(ACCEPT).and_then(|accept| accept.to_str().ok()).is_some_and(|accept| accept.contains("text/html"))
}

async fn decided(
    app: &App,
    pool: &StoredPool,
    (browser, at_pool): (&Browser, &PoolBrowser),
    request: Request,
) -> Answer {
    let from = From::of(app, &request);
    let form = match *request.method() {
        Method::GET => Form::of_query(request.uri().query().unwrap_or_default())?,
        _ => Form::from_request(request, &()).await?,
    };
    let unknown = || Refused::new(OAuthError::InvalidClient, "the client is unknown");
    let party = party::of_client(app, form.need("client_id")?).await?.filter(|party| party.pool.id == pool.id);
    let party = party.ok_or_else(unknown)?;
    if form.get("response_type") == Some("none") {
        return open_page::open(app, &party, &form, at_pool).await;
    }
    let wanted = if let Some(code) = form.get("request_uri").and_then(|uri| uri.strip_prefix(REQUEST_URI)) {
        flows::pushed(app, &party, code).await?
    } else {
        let redirect_uri = redirect_uri(&form, &party)?.to_owned();
        match read(app, &party, &form, (redirect_uri.clone(), None)).await {
            Ok(wanted) => wanted,
            Err(failure) => {
                return Ok(back(app, &party, (&redirect_uri, form.get("state")), &told(failure.into())));
            }
        }
    };
    let ignores_session = form.get("x_suppress_idp_session_cookie") == Some("true");
    if let Some(enrolment) = &wanted.enrolment {
        return Ok(match device::enrol(app, &party, &wanted, enrolment).await {
            Ok(code) => with_code(app, &party, &wanted, code.expose_secret()),
            Err(error) => back(app, &party, (&wanted.redirect_uri, wanted.state.as_deref()), &told(error)),
        });
    }
    let session = if ignores_session { None } else { at_pool.session(app, &party.pool).await? };
    let to = (wanted.redirect_uri.clone(), wanted.state.clone());
    match decide(app, (browser, from), &party, wanted, session).await {
        Ok(response) => Ok(response),
        // Whoever guesses codes is told here: the application cannot help.
        Err(failure) if failure.is_limit() => Err(failure),
        Err(failure) => Ok(back(app, &party, (&to.0, to.1.as_deref()), &told(failure.into()))),
    }
}

/// `POST {ISS}/oauth2/par`
pub async fn push(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    OfPool(pool): OfPool,
    request: Request,
) -> Answer {
    let pushed = pushed(&app, &limits, &pool, request).await;
    if let Err(failure) = &pushed {
        limits::tell(&app, &pool, failure.error()).await;
    }
    pushed
}

async fn pushed(app: &Arc<App>, limits: &Limits, pool: &StoredPool, request: Request) -> Answer {
    let (from, credentials) = (From::of(app, &request), Credentials::of(&request));
    let form = Form::from_request(request, app).await?;
    let (client_id, secret) = form.client()?;
    let party = party::authenticated(pool.id, party::of_client(app, client_id).await?, secret.as_ref())?;
    if form.get("request_uri").is_some() {
        return Err(Refused::request("a pushed request cannot name another").into());
    }
    let redirect_uri = redirect_uri(&form, &party)?.to_owned();
    let proof = credentials.proof(app, pool).await?;
    let mut wanted = read(app, &party, &form, (redirect_uri, proof.as_ref())).await?;
    if let Some(assertion) = form.get("device_assertion") {
        limits.sign_up(app, from, &party)?;
        let shown = (proof.as_ref(), described(&form)?);
        wanted.enrolment = Some(device::enrolment(app, &party, assertion, shown).await?);
    }
    let (code, expires_in) = flows::push(app, &party, &wanted).await?;
    let request_uri = format!("{REQUEST_URI}{}", code.expose_secret());
    Ok((StatusCode::CREATED, Json(json!({"request_uri": request_uri, "expires_in": expires_in}))).into_response())
}

/// The address to go back to, which must be registered.
fn redirect_uri<'f>(form: &'f Form, party: &Party) -> Result<&'f str, Refused> {
    let given = form.need("redirect_uri")?;
    let is_allowed = party.client.definition.allows_redirect(given);
    if is_allowed { Ok(given) } else { Err(Refused::request("the redirect_uri is not registered for this client")) }
}

/// Reads what an application asks for. Of a promotion code only the hash goes further.
async fn read(
    app: &App,
    party: &Party,
    form: &Form,
    (redirect_uri, proof): (String, Option<&KeyProof>),
) -> Result<AuthRequest, Failure> {
    if form.need("response_type")? != "code" {
        let refused = Refused::new(OAuthError::UnsupportedResponseType, "only `code` is a response_type here");
        return Err(refused.into());
    }
    let challenge = form.need("code_challenge")?;
    if form.get("code_challenge_method") != Some("S256") || !pkce::is_challenge(challenge) {
        return Err(Refused::request("a code_challenge of the method S256 is needed").into());
    }
    let max_age = form.get("max_age").map(str::parse).transpose();
    let (promotion, login_hint) = match Hint::read(form.get("login_hint")) {
        Hint::Nothing | Hint::AppSession(_) => (None, None),
        Hint::Expected(name) => (None, Some(name)),
        Hint::PromotionCode(code) => (Some(secret::hash(&code)), None),
        Hint::Device(jwt) => (Some(device::promotion(app, party, &jwt).await?), None),
    };
    Ok(AuthRequest {
        redirect_uri,
        scope: scope::granted(form.get("scope").unwrap_or("openid")),
        state: form.get("state").map(str::to_owned),
        nonce: form.get("nonce").map(str::to_owned),
        code_challenge: challenge.to_owned(),
        prompt: form.get("prompt").map(str::to_owned),
        // The first that there is: the values come in the order of preference.
        acr: form.get("acr_values").and_then(|values| values.split(' ').find_map(|value| value.parse().ok())),
        max_age: max_age.map_err(|_| Refused::request("max_age is not a number of seconds"))?,
        login_hint,
        promotion,
        dpop_jkt: bound_key(form.get("dpop_jkt"), proof)?,
        enrolment: None,
        is_own_page: false,
    })
}

/// The thumbprint of the key that the code is to be bound to: named, or shown by a proof (RFC 9449 §10).
fn bound_key(named: Option<&str>, proof: Option<&KeyProof>) -> Result<Option<String>, Refused> {
    if named.is_some_and(|jkt| jkt.len() != THUMBPRINT || proof.is_some_and(|proof| proof.key.jkt != jkt)) {
        return Err(Refused::request("dpop_jkt is not the thumbprint of the key of the request"));
    }
    Ok(named.map(str::to_owned).or_else(|| proof.map(|proof| proof.key.jkt.clone())))
}

/// A code for whoever is signed in well enough, or a sign-in on the pool's pages.
async fn decide(
    app: &App,
    (browser, from): (&Browser, From),
    party: &Party,
    wanted: AuthRequest,
    session: Option<StoredBrowserSession>,
) -> Result<Response, Failure> {
    if let Some(promotion) = &wanted.promotion {
        let guest = limits::guess(app, from.0, flows::guest_of(app, party, promotion)).await?;
        return begin(app, browser, party, Beginning::Promote(guest), wanted).await;
    }
    let prompt = wanted.prompt.as_deref();
    let session = match session {
        Some(session) if is_recent(app, &session, &wanted) && is_regular(app, &session).await? => Some(session),
        _ => None,
    };
    // Whoever is to sign in anew shows all of it.
    let is_low = |session: &&StoredBrowserSession| wanted.acr.is_some_and(|acr| session.acr < acr);
    if let Some(session) = session.as_ref().filter(is_low)
        && matches!(prompt, None | Some("none"))
        && let Some(way) = step_up::way(app, session).await?
    {
        if prompt == Some("none") {
            let refused = Refused::new(OAuthError::LoginRequired, "the person is to show a second factor");
            return Err(refused.into());
        }
        return begin(app, browser, party, Beginning::Higher(session, way), wanted).await;
    }
    match (prompt, session) {
        (Some("none") | None, Some(session)) => back_at_once(app, party, &wanted, session).await,
        (Some("none"), None) => {
            Err(Refused::new(OAuthError::LoginRequired, "nobody is signed in in this browser").into())
        }
        (Some("create"), _) => begin(app, browser, party, Beginning::Create, wanted).await,
        _ => begin(app, browser, party, Beginning::Login, wanted).await,
    }
}

/// Back to the application with a code for whoever is signed in.
async fn back_at_once(
    app: &App,
    party: &Party,
    wanted: &AuthRequest,
    session: StoredBrowserSession,
) -> Result<Response, Failure> {
    let signed_in = SignedIn {
        user: session.user_id,
        acr: session.acr,
        amr: session.amr,
        auth_time: session.auth_time,
        browser_session: Some(session.id),
        device: None,
    };
    let mut tx = app.db.begin().await?;
    let code = authorization::code(app, &mut tx, party, wanted, signed_in).await?;
    tx.commit().await?;
    Ok(with_code(app, party, wanted, code.expose_secret()))
}

fn is_recent(app: &App, session: &StoredBrowserSession, wanted: &AuthRequest) -> bool {
    wanted.max_age.is_none_or(|age| app.clock.now() < session.auth_time + Duration::seconds(age.into()))
}

/// Whether a session is of a user who is no guest: guests sign in to become one.
async fn is_regular(app: &App, session: &StoredBrowserSession) -> Result<bool, Failure> {
    let user = users::of_pool(&app.db, session.pool_id, session.user_id).await?;
    Ok(user.is_some_and(|user| !user.is_anonymous))
}

/// Back to the application with a code.
pub fn with_code(app: &App, party: &Party, wanted: &AuthRequest, code: &str) -> Response {
    redirect(app, party, (&wanted.redirect_uri, wanted.state.as_deref()), &[("code", code)])
}

/// Back to the application with an error.
fn back(app: &App, party: &Party, to: (&str, Option<&str>), refused: &Refused) -> Response {
    let error = refused.error.to_string();
    redirect(app, party, to, &[("error", &error), ("error_description", &refused.description)])
}

/// Back to the application: always with our name (RFC 9207), so that it takes no other's answer for ours.
fn redirect(app: &App, party: &Party, (uri, state): (&str, Option<&str>), pairs: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(uri) else { return StatusCode::BAD_REQUEST.into_response() };
    let issuer = party::issuer(app, party.pool.id);
    let more = state.map(|state| ("state", state)).into_iter().chain([("iss", issuer.as_str())]);
    url.query_pairs_mut().extend_pairs(pairs.iter().copied()).extend_pairs(more);
    Redirect::to(url.as_str()).into_response()
}
