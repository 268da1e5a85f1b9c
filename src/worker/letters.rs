//! Sending letters, woken by the commits that wrote them and once a second for what others have left.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use crate::{
    app::App,
    domain::{id::Id, letter::Letter},
    net::mail::Mailer,
    service::{ServiceError, letters},
    store,
};

/// How often the database is asked for letters that were not written by this process.
const POLL: Duration = Duration::from_secs(1);
/// How many letters are looked for at once.
const BATCH: i64 = 64;

/// A setting with which no mail can be sent.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct MailSetting(String);

/// The mailer of the settings.
pub fn mailer(app: &App) -> Result<Mailer, MailSetting> {
    let config = &app.config;
    let url = secrecy::ExposeSecret::expose_secret(&config.mail_url);
    Mailer::new(url, &config.mail_from, &config.data_dir).map_err(|error| MailSetting(error.to_string()))
}

/// Sends letters until `stop` turns true.
pub async fn send(app: Arc<App>, mailer: Mailer, mut stop: watch::Receiver<bool>) {
    let mut poll = interval(POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = stop.changed() => break,
            _ = poll.tick() => {}
            () = app.db.signals().letters() => {}
        }
        if let Err(error) = send_due(&app, &mailer).await {
            tracing::error!(%error, "the database could not be asked for letters");
        }
    }
}

async fn send_due(app: &App, mailer: &Mailer) -> Result<(), ServiceError> {
    let due = store::letters::due(&app.db, app.clock.now(), BATCH).await?;
    let tries = due.into_iter().map(|id| send_one(app, mailer, id));
    for tried in futures_util::future::join_all(tries).await {
        tried?;
    }
    Ok(())
}

async fn send_one(app: &App, mailer: &Mailer, id: Id<Letter>) -> Result<(), ServiceError> {
    let Some((claimed, letter)) = letters::claim(app, id).await? else {
        return letters::forget_expired(app).await;
    };
    match mailer.send(id, &letter).await {
        Ok(()) => letters::done(app, id).await,
        Err(error) if error.is_transient() => {
            tracing::warn!(letter = %id, %error, "a letter is tried again");
            letters::rest(app, &claimed).await
        }
        Err(error) => {
            tracing::error!(letter = %id, %error, "a letter cannot be sent");
            letters::done(app, id).await
        }
    }
}
