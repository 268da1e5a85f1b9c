//! The icons of sources' sites: how the task that looks for one ends, and when pictures are removed.

use super::definitions::REST;
use crate::{
    app::App,
    domain::{id::Id, picture::Picture, source::Source, task::Claim},
    service::ServiceError,
    store::{pictures, source::sources, tasks},
};

/// Ends the task with what was found at the site with this sign-in; a source that is elsewhere by now keeps nothing of it.
pub async fn found(
    app: &App,
    claim: &Claim,
    source: Id<Source>,
    login_url: &str,
    icon: Option<&Picture>,
) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    if !tasks::finish(&mut tx, claim).await? {
        return Ok(());
    }
    if let Some(picture) = icon {
        pictures::keep(&mut tx, picture, app.clock.now() + REST).await?;
        sources::set_icon(&mut tx, source, login_url, &picture.name).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends the task without having looked.
pub async fn give_up(app: &App, claim: &Claim) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    tasks::finish(&mut tx, claim).await?;
    Ok(tx.commit().await?)
}

/// Removes pictures that nobody has shown for a while.
pub async fn forget_unused(app: &App) -> Result<(), ServiceError> {
    let now = app.clock.now();
    if pictures::any_due(&app.db, now).await? {
        let mut tx = app.db.begin().await?;
        pictures::sweep(&mut tx, now, now + REST).await?;
        tx.commit().await?;
    }
    Ok(())
}
