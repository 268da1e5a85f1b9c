//! Applications: the endpoints of user pools, each an OpenID Provider below `/pools/{pool}`, and the addresses at the root
//! that Authgear's clients call.

mod answer;
mod authgear;
mod authorize;
mod cors;
mod discovery;
mod dpop;
mod end_session;
mod form;
mod limits;
mod pool;
mod revocation;
mod token;
mod userinfo;

use std::sync::Arc;

use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

use self::limits::Limits;
use crate::app::App;

/// The longest body that is read, in bytes.
const LONGEST_BODY: usize = 64 * 1024;

/// The routes of applications.
pub fn routes(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/pools/{pool}/.well-known/openid-configuration", get(discovery::metadata))
        .route("/.well-known/oauth-authorization-server/pools/{pool}", get(discovery::metadata))
        .route("/pools/{pool}/oauth2/jwks", get(discovery::jwks))
        .route("/pools/{pool}/oauth2/authorize", get(authorize::authorize).post(authorize::authorize))
        .route("/pools/{pool}/oauth2/par", post(authorize::push))
        .route("/pools/{pool}/oauth2/token", post(token::token))
        .route("/pools/{pool}/oauth2/userinfo", get(userinfo::show).post(userinfo::show))
        .route("/pools/{pool}/oauth2/revoke", post(revocation::revoke))
        .route("/pools/{pool}/oauth2/end_session", get(end_session::end).post(end_session::end))
        .route("/pools/{pool}/oauth2/introspect", post(revocation::introspect))
        .route("/pools/{pool}/oauth2/challenge", post(authgear::challenge_of_pool))
        .route("/oauth2/app_session_token", post(authgear::app_session_token))
        .route("/oauth2/challenge", post(authgear::challenge))
        .route("/api/anonymous_user/signup", post(authgear::sign_up))
        .route("/api/anonymous_user/promotion_code", post(authgear::promotion_code))
        .layer(middleware::from_fn(answer::settle))
        .layer(Extension(Arc::new(Limits::default())))
        .layer(middleware::from_fn_with_state(Arc::clone(app), cors::allow))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
}
