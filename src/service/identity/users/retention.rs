//! How long deleted users and ended sessions are remembered.

use time::Duration;

use crate::{app::App, service::ServiceError, store::identity::users::retention};

/// How long the id of a deleted user stays, with why it was deleted.
pub const TOMBSTONE: Duration = Duration::days(90);
/// How long an ended session stays: what comes with its tokens is told why it ended.
pub const SESSION: Duration = Duration::days(30);

/// Forgets users and sessions that are gone for long, some at a time.
pub async fn forget_old(app: &App, limit: i64) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let users = retention::deleted_before(&app.db, now - TOMBSTONE, limit).await?;
    let sessions = retention::ended_before(&app.db, now - SESSION, limit).await?;
    if users.is_empty() && sessions.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for session in sessions {
        retention::forget_grant(&mut tx, session).await?;
    }
    for user in users {
        retention::forget_user(&mut tx, user).await?;
    }
    Ok(tx.commit().await?)
}
