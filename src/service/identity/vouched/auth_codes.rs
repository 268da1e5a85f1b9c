//! Codes by which the tenant's backend names a customer to a device: the device may not say itself who its user is.

use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{Pool, code::Kind, secret},
    },
    service::ServiceError,
    store::{
        Tx,
        identity::codes::{self, About},
    },
};

/// How many codes of a customer can be used at the same time: with another, the oldest expires.
pub const MOST_OPEN: i64 = 5;

/// Makes a code for a customer of a pool: it, and when it expires.
pub async fn make(
    app: &App,
    tx: &mut Tx,
    pool: Id<Pool>,
    external_id: &str,
) -> Result<(SecretString, OffsetDateTime), ServiceError> {
    let now = app.clock.now();
    let code = secret::hexadecimal(rand::random());
    codes::expire_surplus(tx, (pool, external_id), MOST_OPEN - 1, now).await?;
    let about = About { pool: Some(pool), external_id: Some(external_id), ..About::default() };
    let hash = secret::hash(code.expose_secret());
    let expires_at = codes::insert(tx, (app.id(), Kind::PreAuthorized), &hash, about, &(), now).await?;
    Ok((code, expires_at))
}
