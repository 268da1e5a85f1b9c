//! Ends what time has ended: links past their expiry, flows that rested too long.

use std::fmt::Display;

use time::{Duration, OffsetDateTime};

use crate::{
    app::App,
    domain::{event, source::lock_out::LockOut},
    service::{
        ServiceError, events,
        identity::{self, signing_keys, users::retention},
        job::{artifacts, inputs, sessions},
        letters,
        link::{flows, links},
        source::{accounts, icons},
        webhook::deliveries,
    },
    store::{
        self,
        due::{self, Due, Moments},
        tenant::idempotency,
    },
};

/// The most links, flows and events that are ended in one go.
const BATCH: i64 = 200;

/// How often guests to whom nobody can come back are looked for.
const ORPHANS: Duration = Duration::minutes(10);

/// Ends what time has ended, and remembers what it looks for less often.
#[derive(Default)]
pub struct Sweeper {
    /// When orphans were looked for.
    orphans_at: Option<OffsetDateTime>,
}

impl Sweeper {
    /// One round; what fails is logged and found again by the next.
    pub async fn sweep(&mut self, app: &App) {
        sweep(app).await;
        let now = app.clock.now();
        if self.orphans_at.is_some_and(|at| at <= now && now < at + ORPHANS) {
            return;
        }
        match identity::orphans::delete_due(app).await {
            Ok(true) => {}
            Ok(false) => self.orphans_at = Some(now),
            Err(error) => {
                self.orphans_at = Some(now);
                tracing::error!(%error, "orphans could not be deleted");
            }
        }
    }
}

async fn sweep(app: &App) {
    match due::look(&app.db, &moments(app)).await {
        Ok(found) => {
            for due in found {
                end(app, due).await;
            }
        }
        Err(error) => tracing::error!(%error, "the database could not be asked for what time has ended"),
    }
    if let Err(error) = app.db.tidy().await {
        tracing::warn!(%error, "the write-ahead log could not be emptied");
    }
}

fn moments(app: &App) -> Moments {
    let (now, steady) = (app.clock.now(), app.clock.steady());
    Moments {
        now,
        steady,
        accounts: steady - LockOut::LONGEST_MEMORY,
        events: now - event::KEPT,
        codes: now - identity::flows::KEPT,
        users: now - retention::TOMBSTONE,
        sessions: now - retention::SESSION,
        calls: now - idempotency::MEMORY,
    }
}

/// Ends some of what is due.
async fn end(app: &App, due: Due) {
    match due {
        Due::Flows => told(&give_up_flows(app).await, "flows past their deadline could not be ended"),
        Due::Links => told(&expire_links(app).await, "links past their time could not be ended"),
        Due::Accounts => told(&accounts::forget_old(app, BATCH).await, "old tries could not be forgotten"),
        Due::Events => told(&events::forget_old(app, BATCH).await, "old events could not be forgotten"),
        Due::Deliveries => {
            told(&deliveries::end_stranded(app, BATCH).await, "deliveries to disabled endpoints could not be ended");
        }
        Due::Codes => {
            told(&identity::flows::forget_old(app, BATCH).await, "old one-time codes could not be forgotten");
        }
        Due::Users => told(
            &retention::forget_old(app, BATCH).await,
            "users and sessions that are gone for long could not be forgotten",
        ),
        Due::Letters => {
            told(
                &letters::forget_expired(app).await,
                "letters that were not sent in their time could not be forgotten",
            );
        }
        Due::Pictures => told(&icons::forget_unused(app).await, "unused pictures could not be removed"),
        Due::Sessions => {
            told(&sessions::drop_due(app).await, "sessions that were kept long enough could not be dropped");
        }
        Due::Inputs => {
            told(&inputs::forget_ended(app).await, "the inputs of links that have ended could not be deleted");
        }
        Due::Artifacts => told(&artifacts::sweep(app, BATCH).await, "old artifacts could not be deleted"),
        Due::Calls => told(&forget_calls(app).await, "old idempotency keys could not be forgotten"),
        Due::Keys => {
            told(&signing_keys::follow(app, BATCH).await, "a pool's keys could not follow its algorithm");
        }
    }
}

/// Tells the operator of what could not be swept.
fn told(swept: &Result<(), impl Display>, problem: &str) {
    if let Err(error) = swept {
        tracing::error!(%error, "{problem}");
    }
}

async fn give_up_flows(app: &App) -> Result<(), ServiceError> {
    for (flow, link) in store::link::flows::overdue(&app.db, app.clock.steady(), BATCH).await? {
        flows::give_up(app, link, flow).await?;
    }
    Ok(())
}

async fn expire_links(app: &App) -> Result<(), ServiceError> {
    for link in store::link::links::due(&app.db, app.clock.now(), BATCH).await? {
        links::expire(app, link).await?;
    }
    Ok(())
}

async fn forget_calls(app: &App) -> Result<(), ServiceError> {
    let mut tx = app.db.begin().await?;
    idempotency::forget_old(&mut tx, app.clock.now() - idempotency::MEMORY, BATCH).await?;
    Ok(tx.commit().await?)
}
