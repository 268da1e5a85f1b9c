//! End users and their devices, who call without an API key: an access token, a proof of a device's key, or both.

pub mod cors;

use std::{convert::Infallible, net::IpAddr, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, StatusCode, header::WWW_AUTHENTICATE, request::Parts},
    response::IntoResponse,
};

use super::{
    error::ApiError,
    problem::{Code, Problem},
    signature::{Argument, Holder, Signature},
};
use crate::{
    app::App,
    domain::identity::device::dpop::{ALGORITHMS, KeyProof},
    service::identity::{
        IdentityError, OAuthError, Refused,
        devices::proofs::{self, Presented, ProvenRequest},
        party,
        sessions::Session,
    },
    store::identity::pools::{self, StoredPool},
    web::http::{address, credential, request},
};

const DPOP_NONCE: HeaderName = HeaderName::from_static("dpop-nonce");

/// The end user who calls, by an access token: with its key, where the token is bound to one.
pub struct EndUser(pub Session);

/// The network of the address that a call comes from.
pub struct From(pub IpAddr);

impl FromRequestParts<Arc<App>> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Self(address::of_parts(parts, app.config.behind_proxy)))
    }
}

impl Argument for From {
    fn describe(_: &mut Signature) {}
}

/// A request with a proof of a device's key.
pub struct DeviceProof {
    proof: String,
    method: String,
    path: String,
}

/// Refuses a caller in OAuth's terms.
pub fn refusal(error: IdentityError) -> ApiError {
    let refused = match error {
        IdentityError::Service(error) => return error.into(),
        IdentityError::Refused(refused) => refused,
    };
    let code = match refused.error {
        OAuthError::InvalidDpopProof => Code::InvalidDpopProof,
        OAuthError::UseDpopNonce => Code::UseDpopNonce,
        _ => Code::InvalidToken,
    };
    let problem = Problem::refused(StatusCode::UNAUTHORIZED, code, refused.description);
    let mut response = problem.into_response();
    let challenge = format!("DPoP algs=\"{}\", error=\"{code}\"", ALGORITHMS.join(" "));
    let nonce = refused.dpop_nonce.map(|nonce| (DPOP_NONCE, nonce));
    for (name, text) in nonce.into_iter().chain([(WWW_AUTHENTICATE, challenge)]) {
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().insert(name, value);
        }
    }
    ApiError::Refused(Box::new(response))
}

fn refused(error: OAuthError, why: &'static str) -> ApiError {
    refusal(Refused::new(error, why).into())
}

/// The DPoP header and the full path of a call: the router has taken `/v1` off the path.
fn proof(parts: &Parts) -> Result<Option<DeviceProof>, ApiError> {
    let several = |_| refused(OAuthError::InvalidDpopProof, "there is more than one DPoP header");
    let proof = credential::proof(&parts.headers).map_err(several)?;
    Ok(proof.map(|proof| DeviceProof {
        proof: proof.to_owned(),
        method: parts.method.to_string(),
        path: format!("/v1{}", parts.uri.path()),
    }))
}

impl DeviceProof {
    fn request(&self) -> ProvenRequest<'_> {
        ProvenRequest { proof: &self.proof, method: &self.method, path: &self.path }
    }

    /// Verifies the proof for a pool, and uses it up.
    pub async fn take(&self, app: &App, pool: &StoredPool) -> Result<KeyProof, ApiError> {
        proofs::take(app, pool, self.request()).await.map_err(refusal)
    }
}

impl FromRequestParts<Arc<App>> for DeviceProof {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, ApiError> {
        proof(parts)?.ok_or_else(|| refused(OAuthError::InvalidDpopProof, "send a DPoP proof of the device's key"))
    }
}

impl FromRequestParts<Arc<App>> for EndUser {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let missing = || refused(OAuthError::InvalidToken, "send an access token of the end user");
        let proof = proof(parts)?;
        let (token, is_dpop) = credential::access_token(&parts.headers).ok_or_else(missing)?;
        let pool = party::claimed_pool(app, token).ok_or_else(missing)?;
        let pool = pools::of_anybody(&app.db, pool).await?.ok_or_else(missing)?;
        request::is_about(pool.tenant_id);
        let presented = Presented { token, is_dpop, request: proof.as_ref().map(DeviceProof::request) };
        proofs::open(app, &pool, presented).await.map(Self).map_err(refusal)
    }
}

impl Argument for DeviceProof {
    fn describe(signature: &mut Signature) {
        signature.holder = Some(Holder::Device);
    }
}

impl Argument for EndUser {
    fn describe(signature: &mut Signature) {
        signature.holder = Some(Holder::EndUser);
    }
}
