//! Codes by which the tenant's backend names a customer to a device: the device may not say itself who its user is.

use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};

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

/// How many codes of a customer are made in a minute.
pub const MOST_A_MINUTE: i64 = 10;
const MINUTE: Duration = Duration::minutes(1);

/// What became of a code that was asked for.
#[derive(Debug)]
pub enum Made {
    /// The code, and when it expires.
    Code(SecretString, OffsetDateTime),
    /// The customer had too many; the next may be made after so many seconds.
    TooMany(u64),
}

/// Makes a code for a customer of a pool.
pub async fn make(app: &App, tx: &mut Tx, pool: Id<Pool>, external_id: &str) -> Result<Made, ServiceError> {
    let now = app.clock.now();
    let before = codes::made_since(&mut *tx, (pool, external_id), now - MINUTE, MOST_A_MINUTE).await?;
    if let Some(tenth) = usize::try_from(MOST_A_MINUTE - 1).ok().and_then(|index| before.get(index)) {
        let left = (*tenth + MINUTE - now).whole_seconds();
        return Ok(Made::TooMany(u64::try_from(left).unwrap_or_default() + 1));
    }
    let code = secret::hexadecimal(rand::random());
    codes::expire_surplus(tx, (pool, external_id), MOST_OPEN - 1, now).await?;
    let about = About { pool: Some(pool), external_id: Some(external_id), ..About::default() };
    let hash = secret::hash(code.expose_secret());
    let expires_at = codes::insert(tx, (app.id(), Kind::PreAuthorized), &hash, about, &(), now).await?;
    Ok(Made::Code(code, expires_at))
}
