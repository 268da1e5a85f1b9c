//! Letters: written down in the transaction that they belong to, and sent by a worker afterwards.

use secrecy::{ExposeSecret, SecretString};
use time::{Duration, OffsetDateTime};

use super::ServiceError;
use crate::{
    app::App,
    domain::{id::Id, letter::Letter},
    store::{
        Tx,
        letters::{self, ClaimedLetter},
        sql::stored::to_json,
    },
};

/// How long one try may take before another process takes the letter.
const LEASE: Duration = Duration::seconds(60);

/// What a letter is sealed for.
fn row(id: Id<Letter>) -> String {
    format!("{id} letter")
}

/// Writes a letter down; it is sent after the commit, and not after `expires_at`.
pub async fn write(app: &App, tx: &mut Tx, letter: &Letter, expires_at: OffsetDateTime) -> Result<(), ServiceError> {
    let id = app.id();
    let content = app.vault.seal(&SecretString::from(to_json(letter)), &row(id));
    Ok(letters::insert(tx, id, content, (app.clock.now(), expires_at)).await?)
}

/// Takes a letter that is due; `None` where another process has it, or it cannot be read.
pub async fn claim(app: &App, id: Id<Letter>) -> Result<Option<(ClaimedLetter, Letter)>, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let Some(claimed) = letters::claim(&mut tx, id, (now, now + LEASE)).await? else { return Ok(None) };
    let text = app.vault.open(&claimed.content, &row(id)).ok();
    let letter = text.and_then(|text| serde_json::from_str(text.expose_secret()).ok());
    if letter.is_none() {
        tracing::error!(letter = %id, "a letter cannot be read and is dropped: its key has left the ring");
        letters::delete(&mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(letter.map(|letter| (claimed, letter)))
}

/// Notes that a letter is done with.
pub async fn done(app: &App, id: Id<Letter>) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    letters::delete(&mut tx, id).await?;
    Ok(tx.commit().await?)
}

/// Lets a letter rest after a try that failed.
pub async fn rest(app: &App, letter: &ClaimedLetter) -> Result<(), ServiceError> {
    let due_at = app.clock.now() + crate::domain::letter::pause(letter.attempts);
    let mut tx = app.db.begin().await?;
    letters::postpone(&mut tx, letter, due_at).await?;
    Ok(tx.commit().await?)
}

/// Forgets the letters whose time is up.
pub async fn forget_expired(app: &App) -> Result<(), ServiceError> {
    if !letters::any_expired(&app.db, app.clock.now()).await? {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let dropped = letters::drop_expired(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    if dropped > 0 {
        tracing::error!(dropped, "letters were not sent in their time");
    }
    Ok(())
}
