//! Proofs of possession (DPoP, RFC 9449) as requests carry them.

use axum::{
    extract::Request,
    http::{HeaderMap, Method},
};

use super::answer::Failure;
use crate::{
    app::App,
    domain::identity::device::dpop::KeyProof,
    service::identity::{
        OAuthError, Refused,
        devices::proofs::{self, Presented, ProvenRequest},
        sessions::Session,
    },
    store::identity::pools::StoredPool,
    web::http::credential,
};

/// What a request carries to show who sends it.
pub struct Credentials {
    headers: HeaderMap,
    method: Method,
    path: String,
}

impl Credentials {
    pub fn of(request: &Request) -> Self {
        Self {
            headers: request.headers().clone(),
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
        }
    }

    /// The request with its proof, if it has one.
    fn proven(&self) -> Result<Option<ProvenRequest<'_>>, Refused> {
        let several = || Refused::new(OAuthError::InvalidDpopProof, "there is more than one DPoP header");
        let proof = credential::proof(&self.headers).map_err(|_| several())?;
        Ok(proof.map(|proof| ProvenRequest { proof, method: self.method.as_str(), path: &self.path }))
    }

    /// The proof of the request, verified and used up.
    pub async fn proof(&self, app: &App, pool: &StoredPool) -> Result<Option<KeyProof>, Failure> {
        match self.proven()? {
            Some(request) => Ok(Some(proofs::take(app, pool, request).await?)),
            None => Ok(None),
        }
    }

    /// The session that the request's access token opens.
    pub async fn session(&self, app: &App, pool: &StoredPool) -> Result<Session, Failure> {
        let missing = || Refused::new(OAuthError::InvalidToken, "send an access token as a bearer, or as DPoP");
        let (token, is_dpop) = credential::access_token(&self.headers).ok_or_else(missing)?;
        let request = self.proven()?;
        Ok(proofs::open(app, pool, Presented { token, is_dpop, request }).await?)
    }

    /// Refuses a refresh token of a session that is bound to a key without a proof of it.
    pub async fn check_holder(&self, app: &App, session: &Session) -> Result<(), Failure> {
        if session.grant.dpop_jkt.is_none() {
            return Ok(());
        }
        let proof = self.proof(app, &session.party.pool).await?;
        Ok(proofs::check_holder(&session.grant, proof.as_ref())?)
    }

    /// Whether an access token is presented with the scheme `DPoP`.
    pub fn is_dpop(&self) -> bool {
        credential::access_token(&self.headers).is_some_and(|(_, is_dpop)| is_dpop)
    }

    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}
