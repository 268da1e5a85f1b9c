//! The signed-in sessions of flows whose jobs have ended.

use time::Duration;

use crate::{
    app::App,
    domain::{id::Id, link::flow::Flow},
    service::ServiceError,
    store::{Tx, link::flows},
};

/// The most sessions that are dropped in one go.
const BATCH: i64 = 200;

/// What becomes of the signed-in session of a flow whose jobs have ended: it is kept for a while after a failure.
pub async fn settle(app: &App, tx: &mut Tx, flow: Id<Flow>, has_failed: bool) -> Result<(), ServiceError> {
    let minutes = i64::from(app.config.session_minutes);
    if has_failed && minutes > 0 {
        return Ok(flows::keep_session(tx, flow, Some(app.clock.now() + Duration::minutes(minutes))).await?);
    }
    Ok(flows::set_checkpoint(tx, flow, None).await?)
}

/// Drops sessions that were kept long enough.
pub async fn drop_due(app: &App) -> Result<(), ServiceError> {
    let now = app.clock.now();
    let due = flows::sessions_due(&app.db, now, BATCH).await?;
    if due.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for flow in due {
        flows::drop_session(&mut tx, flow, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
