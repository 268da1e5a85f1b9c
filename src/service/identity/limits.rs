//! Limits of what users and addresses do: the tenant hears of each once in an hour.

use std::{net::IpAddr, time::Duration};

use super::{IdentityError, Refused, UNKNOWN_CODE, events};
use crate::{
    app::App,
    domain::{
        id::Id,
        identity::{User, limit::RateLimit},
    },
    store::identity::pools::StoredPool,
};

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);

/// Promotion codes that a user may have in a minute.
const PROMOTION_CODES: u32 = 10;

/// Counts a token of a user.
pub fn token(app: &App, user: Id<User>) -> Result<(), Refused> {
    let most = (app.config.user_tokens, MINUTE);
    let taken = app.allowances.tokens.take(user, most, app.clock.instant());
    taken.map_err(|seconds| Refused::too_many(RateLimit::UserTokens, seconds))
}

/// Counts a promotion code of a user.
pub fn promotion_code(app: &App, user: Id<User>) -> Result<(), Refused> {
    let taken = app.allowances.promotion_codes.take(user, (PROMOTION_CODES, MINUTE), app.clock.instant());
    taken.map_err(|seconds| Refused::too_many(RateLimit::PromotionCodes, seconds))
}

/// Refuses an address that has tried too many wrong codes.
pub fn check_codes(app: &App, from: IpAddr) -> Result<(), Refused> {
    let checked = app.allowances.codes.check(&from, app.clock.instant());
    checked.map_err(|seconds| Refused::too_many(RateLimit::WrongCodes, seconds))
}

/// Counts a code that nobody has made.
pub fn wrong_code(app: &App, from: IpAddr) {
    app.allowances.codes.wrong(from, app.clock.instant());
}

/// Does something with a code that an address sends, unless it has guessed too often, and counts a wrong guess.
pub async fn guess<T, E: Into<IdentityError>>(
    app: &App,
    from: IpAddr,
    does: impl Future<Output = Result<T, E>>,
) -> Result<T, IdentityError> {
    check_codes(app, from)?;
    let done = does.await.map_err(Into::into);
    if let Err(IdentityError::Refused(refused)) = &done
        && refused.code == Some(UNKNOWN_CODE)
    {
        wrong_code(app, from);
    }
    done
}

/// Tells the tenant of a refusal for a limit, unless it was told of the same a short time ago. No transaction may be open.
pub async fn tell(app: &App, pool: &StoredPool, error: &IdentityError) {
    let IdentityError::Refused(Refused { limit: Some(limit), retry_after: Some(seconds), .. }) = error else { return };
    let key = (pool.id, <&str>::from(*limit));
    if app.allowances.told.take(key, (1, HOUR), app.clock.instant()).is_err() {
        return;
    }
    let now = app.clock.now();
    let until = now + time::Duration::seconds(i64::try_from(*seconds).unwrap_or_default());
    let told = async {
        let mut tx = app.db.begin().await?;
        events::rate_limit_blocked(&mut tx, pool, *limit, until, now);
        tx.commit().await
    };
    if let Err(error) = told.await {
        // The request is refused all the same.
        tracing::warn!(%error, pool = %pool.id, "the tenant was not told of a limit");
    }
}
