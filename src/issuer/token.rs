//! `POST {ISS}/oauth2/token`: every grant by its name.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::{FromRequest, Request, State},
    response::IntoResponse,
};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{
    answer::{self, Answer, Failure},
    cors,
    dpop::Credentials,
    form::Form,
    limits::{From, Limits},
    pool::PoolId,
};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{
            Pool,
            device::{Described, Details, dpop::KeyProof},
            proof::Means,
        },
    },
    service::identity::{
        OAuthError, Refused,
        grants::{
            authorization, biometric, device, exchange,
            narrow::{self, Wanted},
            pre_authorized,
            refresh::{self, Held},
        },
        issue::Tokens,
        limits,
        party::{self, Party},
        sessions,
        users::failures,
    },
    store::identity::pools,
    web::http::request,
};

/// The grants there are.
pub const GRANT_TYPES: [&str; 8] =
    [CODE, REFRESH, PRE_AUTHORIZED, EXCHANGE, JWT_BEARER, ANONYMOUS, BIOMETRIC, ID_TOKEN];

const CODE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";
const PRE_AUTHORIZED: &str = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const ANONYMOUS: &str = "urn:authgear:params:oauth:grant-type:anonymous-request";
const BIOMETRIC: &str = "urn:authgear:params:oauth:grant-type:biometric-request";
const ID_TOKEN: &str = "urn:authgear:params:oauth:grant-type:id-token";

/// The kinds of tokens that are exchanged, and the kind that comes of it.
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";
const SUBJECT_ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// Answers a token request.
pub async fn token(
    State(app): State<Arc<App>>,
    Extension(limits): Extension<Arc<Limits>>,
    PoolId(id): PoolId,
    request: Request,
) -> Answer {
    let answered = Box::pin(answered(&app, &limits, id, request)).await;
    let Err(failure) = answered else { return answered };
    // What goes well has found the pool.
    let Some(pool) = pools::of_anybody(&app.db, id).await? else { return Ok(answer::no_pool()) };
    request::is_about(pool.tenant_id);
    limits::tell(&app, &pool, failure.error()).await;
    Err(failure)
}

async fn answered(app: &Arc<App>, limits: &Limits, pool: Id<Pool>, request: Request) -> Answer {
    let from = From::of(app, &request);
    limits.token(app, from)?;
    let credentials = Credentials::of(&request);
    let form = Form::from_request(request, app).await?;
    let grant_type = form.need("grant_type")?;
    if grant_type == ID_TOKEN {
        return id_token(app, pool, &credentials).await;
    }
    if !GRANT_TYPES.contains(&grant_type) {
        return Err(Refused::new(OAuthError::UnsupportedGrantType, "the pool does not take this grant").into());
    }
    let (party, held) = asking(app, (pool, grant_type), &form).await?;
    request::is_about(party.pool.tenant_id);
    cors::check(app, credentials.headers(), &party)?;
    if grant_type == BIOMETRIC && biometric::sets_up(form.need("jwt")?) {
        return set_up(app, &party, &form, &credentials).await;
    }
    let proof = credentials.proof(app, &party.pool).await?;
    check_bound(&party, proof.as_ref())?;
    if grant_type == PRE_AUTHORIZED {
        let redeemed = pre_authorized(app, &party, (&form, proof.as_ref()));
        return Ok(limits::guess(app, from.0, redeemed).await?);
    }
    if grant_type == EXCHANGE && form.get("subject_token_type") == Some(ACCESS_TOKEN) {
        return narrowed(app, &party, limits, (&form, proof.as_ref())).await;
    }
    if grant_type == ANONYMOUS && !device::is_known(app, &party, form.need("jwt")?).await? {
        limits.sign_up(app, from, &party)?;
    }
    let granted = Box::pin(granted(app, &party, (grant_type, held), (&form, proof.as_ref())));
    let (tokens, kind) = if grant_type == CODE { limits::guess(app, from.0, granted).await? } else { granted.await? };
    let mut body = body(&tokens);
    if let Some(kind) = kind {
        body["issued_token_type"] = kind.into();
    }
    Ok(Json(body).into_response())
}

/// The client that a form names, and the refresh token that it presents: what was read with that says whether what is known
/// of the client still holds.
async fn asking(
    app: &App,
    (pool, grant_type): (Id<Pool>, &str),
    form: &Form,
) -> Result<(Party, Option<Held>), Failure> {
    let held = match grant_type {
        REFRESH => refresh::find(app, form.need("refresh_token")?).await?,
        _ => None,
    };
    let (client_id, secret) = form.client()?;
    let client = client_id.parse().ok();
    let party = match client.and_then(|client| Some((client, held.as_ref()?.definitions(client)?))) {
        Some((client, definitions)) => party::as_of(app, client, definitions).await?,
        None => party::of_client(app, client_id).await?,
    };
    Ok((party::authenticated(pool, party, secret.as_ref())?, held))
}

/// Refuses a request without a proof where every token is bound to a key.
fn check_bound(party: &Party, proof: Option<&KeyProof>) -> Result<(), Refused> {
    if party.needs_key() && proof.is_none() {
        let description = "the application's tokens are bound to keys: send a DPoP proof";
        return Err(Refused::new(OAuthError::InvalidDpopProof, description));
    }
    Ok(())
}

/// A biometric key of the holder of an access token.
async fn set_up(app: &App, party: &Party, form: &Form, credentials: &Credentials) -> Answer {
    let session = credentials.session(app, &party.pool).await?;
    biometric::set_up(app, party, &session, form.need("jwt")?).await?;
    Ok(Json(json!({})).into_response())
}

/// What a grant comes to, and the kind of an exchanged token.
async fn granted(
    app: &App,
    party: &Party,
    (grant_type, held): (&str, Option<Held>),
    (form, proof): (&Form, Option<&KeyProof>),
) -> Result<(Tokens, Option<&'static str>), Failure> {
    let scope = form.get("scope");
    match grant_type {
        CODE => {
            let (code, verifier) = (form.need("code")?, form.need("code_verifier")?);
            let back = (form.need("redirect_uri")?, verifier);
            Ok((authorization::redeem(app, party, code, back, proof).await?, None))
        }
        REFRESH => Ok((refresh::refresh(app, party, held, scope, proof).await?, None)),
        ANONYMOUS => {
            let signed_in = device::sign_in(app, party, form.need("jwt")?, (proof, described(form)?));
            Ok((failures::with_key(app, party, Means::DeviceKey, signed_in).await?, None))
        }
        BIOMETRIC => {
            let signed_in = biometric::sign_in(app, party, form.need("jwt")?, proof);
            Ok((failures::with_key(app, party, Means::BiometricKey, signed_in).await?, None))
        }
        JWT_BEARER => {
            if !party.pool.definition.is_hosted() {
                return Err(Refused::grant("this pool exchanges the tokens of its own identity provider").into());
            }
            Ok((exchange::exchange(app, party, form.need("assertion")?, scope, proof).await?, None))
        }
        _ => {
            let kind = form.need("subject_token_type")?;
            if kind != JWT && kind != SUBJECT_ID_TOKEN {
                return Err(Refused::request("tokens of this subject_token_type are not exchanged").into());
            }
            Ok((exchange::exchange(app, party, form.need("subject_token")?, scope, proof).await?, Some(ACCESS_TOKEN)))
        }
    }
}

/// A session of a device that redeems a code, with what the application configures its devices with.
async fn pre_authorized(app: &App, party: &Party, (form, proof): (&Form, Option<&KeyProof>)) -> Answer {
    let code = form.need("pre-authorized_code")?;
    let missing =
        || Refused::new(OAuthError::InvalidDpopProof, "a code is redeemed with a DPoP proof of the device's key");
    let key = proof.ok_or_else(missing)?;
    let redeemed = pre_authorized::redeem(app, party, code, (key, described(form)?)).await?;
    let mut body = body(&redeemed.tokens);
    body["user_id"] = json!(redeemed.tokens.grant.user_id);
    body["user_created"] = redeemed.is_new.into();
    body["restored"] = (!redeemed.is_new).into();
    body["sdk_config"] = json!(party.client.definition.sdk_config);
    body["sdk_config_version"] = party.client.sdk_config_version.into();
    Ok(Json(body).into_response())
}

/// A token of the user for a third party, which is a bearer and opens nothing else.
async fn narrowed(app: &App, party: &Party, limits: &Limits, (form, proof): (&Form, Option<&KeyProof>)) -> Answer {
    let wanted = Wanted { audience: form.need("audience")?, scope: form.get("scope") };
    let token = form.need("subject_token")?;
    let session = narrow::session(app, party, token, proof).await?;
    limits.exchange(app, session.grant.id)?;
    let narrowed = narrow::exchange(app, &session, token, wanted).await?;
    let body = json!({
        "token_type": "Bearer",
        "access_token": narrowed.access_token.expose_secret(),
        "issued_token_type": ACCESS_TOKEN,
        "expires_in": narrowed.expires_in,
        "scope": narrowed.scope,
    });
    Ok(Json(body).into_response())
}

/// What a device says of itself.
pub fn described(form: &Form) -> Result<Described, Refused> {
    let bad = |name: &str| Refused::request(format!("{name} cannot be taken"));
    let details = form.get("device_info").map(|given| Details::read(given).ok_or_else(|| bad("device_info")));
    let mode = form.get("authentication_mode").map(|given| given.parse().map_err(|_| bad("authentication_mode")));
    Ok(Described { details: details.transpose()?, mode: mode.transpose()? })
}

/// A fresh ID token for the holder of an access token.
async fn id_token(app: &App, pool: Id<Pool>, credentials: &Credentials) -> Answer {
    let unknown = || Refused::request("there is no such user pool");
    let pool = pools::of_anybody(&app.db, pool).await?.ok_or_else(unknown)?;
    request::is_about(pool.tenant_id);
    let session = credentials.session(app, &pool).await?;
    let id_token = sessions::id_token(app, &session).await?;
    Ok(Json(json!({"id_token": id_token.expose_secret()})).into_response())
}

/// A successful answer, as RFC 6749 writes it.
pub fn body(tokens: &Tokens) -> Value {
    let mut body = json!({
        "token_type": tokens.token_type(),
        "access_token": tokens.access_token.expose_secret(),
        "expires_in": tokens.expires_in,
        "scope": tokens.scope,
    });
    if let Some(refresh_token) = &tokens.refresh_token {
        body["refresh_token"] = refresh_token.expose_secret().into();
    }
    if let Some(id_token) = &tokens.id_token {
        body["id_token"] = id_token.expose_secret().into();
    }
    body
}
