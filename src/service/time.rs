//! The time that servers on one database have in common.

use std::time::Instant;

use time::Duration;

use crate::{
    app::Clock,
    store::{Db, StoreError},
};

/// From which difference on an operator should know.
const MUCH: Duration = Duration::seconds(5);

/// Has a clock go by that of the database's server, if there is one.
pub async fn agree(db: &Db, clock: &Clock) -> Result<(), StoreError> {
    let asked = Instant::now();
    let Some(there) = db.time().await? else { return Ok(()) };
    // It was asked for at the beginning of this time and answered at its end.
    clock.agree(there + asked.elapsed() / 2);
    Ok(())
}

/// As [`agree`], for a server that starts: says where this machine's clock is far off.
pub async fn agree_at_start(db: &Db, clock: &Clock) -> Result<(), StoreError> {
    let own = clock.now();
    agree(db, clock).await?;
    let ahead = own - clock.now();
    if ahead.abs() > MUCH {
        let seconds = ahead.whole_seconds();
        tracing::warn!(seconds, "this machine's clock is ahead of the database's, which all servers on it go by");
    }
    Ok(())
}
