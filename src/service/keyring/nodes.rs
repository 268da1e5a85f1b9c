//! The servers that run: a key is known to all of them before it signs.

use std::{sync::Arc, time::Duration as Wait};

use time::{Duration, OffsetDateTime};
use tokio::time::timeout;

use super::KeyringError;
use crate::{
    app::App,
    domain::crypto::keyring::Keyring,
    service::time::agree,
    store::{
        Db, StoreError, Tx,
        keyring::{
            keys,
            nodes::{self, Node},
        },
    },
};

/// How often a server says that it runs.
const EVERY: Wait = Wait::from_secs(10);

/// After how long a server of which nothing is heard is taken for gone.
const GONE: Duration = Duration::minutes(1);

/// How long a server that stops waits for the database.
const GOODBYE: Wait = Wait::from_secs(2);

/// The servers that run now.
pub async fn running(db: &Db, now: OffsetDateTime) -> Result<Vec<Node>, StoreError> {
    nodes::list(db, now - GONE).await
}

/// Enters a server that starts: refused while another lacks the key that it would sign with.
pub async fn join(app: &App) -> Result<(), KeyringError> {
    let (now, ring) = (app.clock.now(), app.vault.keys());
    let mut tx = app.db.begin().await?;
    keys::lock(&mut tx).await?;
    if app.db.is_embedded() {
        // Nobody else can be using it: whatever is there is of a process that has died.
        nodes::delete_old(&mut tx, now + Duration::DAY).await?;
    }
    let others = nodes::list(&mut tx, now - GONE).await?;
    all_have(&others, ring.signing().id())?;
    put(app, &mut tx, ring, now).await?;
    nodes::delete_old(&mut tx, now - GONE).await?;
    Ok(tx.commit().await?)
}

/// Refuses while a server lacks a key.
pub fn all_have(nodes: &[Node], key: &str) -> Result<(), KeyringError> {
    match nodes.iter().filter(|node| !node.keys.iter().any(|id| id == key)).count() {
        0 => Ok(()),
        lacking => Err(KeyringError::Unknown { key: key.to_owned(), nodes: lacking }),
    }
}

async fn put(app: &App, tx: &mut Tx, ring: &Keyring, now: OffsetDateTime) -> Result<(), StoreError> {
    let signing = ring.signing().id().to_owned();
    keys::sign(tx, &signing, now).await?;
    let keys = ring.keys().iter().map(|key| key.id().to_owned()).collect();
    nodes::put(tx, &Node { id: app.node().to_owned(), keys, signing, seen_at: now }).await
}

/// Says again and again that this server runs, and keeps its clock with the others'.
pub async fn stay(app: Arc<App>) {
    loop {
        tokio::time::sleep(EVERY).await;
        if let Err(error) = say(&app).await {
            tracing::warn!(%error, "other servers may take this one for gone, as the database does not answer");
        }
    }
}

async fn say(app: &App) -> Result<(), StoreError> {
    agree(&app.db, &app.clock).await?;
    let mut tx = app.db.begin().await?;
    put(app, &mut tx, app.vault.keys(), app.clock.now()).await?;
    tx.commit().await
}

/// Says that this server has stopped, if the database can still be reached.
pub async fn leave(app: &App) {
    match timeout(GOODBYE, say_gone(app)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "other servers take this one for running for another minute"),
        Err(_) => tracing::warn!("the database is slow; other servers take this one for running for another minute"),
    }
}

async fn say_gone(app: &App) -> Result<(), StoreError> {
    let mut tx = app.db.begin().await?;
    keys::sign(&mut tx, app.vault.signing_key(), app.clock.now()).await?;
    nodes::delete(&mut tx, app.node()).await?;
    tx.commit().await
}
