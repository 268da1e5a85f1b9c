//! Delivering events: each endpoint with something due has a lane of its own, so that a slow one holds up nobody else.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    task::{self, JoinSet},
    time::{MissedTickBehavior, interval, timeout},
};

use crate::{
    app::App,
    domain::{id::Id, webhook::Endpoint},
    store::webhook::webhooks,
};

/// How often the database is asked for what is due without having been announced here.
const POLL: Duration = Duration::from_secs(1);
/// How many endpoints are delivered to at the same time.
const LANES: usize = 128;
/// How long posts under way may take once the server stops; what is not noted then is sent again.
const DRAIN: Duration = Duration::from_secs(10);

/// Delivers until `stop` turns true, then lets posts under way come to their end.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let mut lanes = Lanes { app, open: HashMap::new(), running: JoinSet::new(), stop: stop.clone() };
    let mut poll = interval(POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = stop.changed() => break,
            _ = poll.tick() => {}
            () = lanes.app.db.signals().deliveries() => {}
            Some(ended) = lanes.running.join_next_with_id() => lanes.close(ended),
        }
        lanes.open_due().await;
    }
    let drained = timeout(DRAIN, async { while lanes.running.join_next().await.is_some() {} });
    if drained.await.is_err() {
        tracing::warn!("stopped before all webhooks were answered; they are sent again after the next start");
    }
}

struct Lanes {
    app: Arc<App>,
    open: HashMap<task::Id, Id<Endpoint>>,
    running: JoinSet<()>,
    stop: watch::Receiver<bool>,
}

impl Lanes {
    async fn open_due(&mut self) {
        if self.open.len() >= LANES {
            return;
        }
        // Leases keep most of the open ones out of what is found, but not all when time makes a leap.
        let limit = i64::try_from(LANES).unwrap_or(i64::MAX);
        let clock = &self.app.clock;
        let due = webhooks::due(&self.app.db, (clock.steady(), clock.latest()), limit).await.unwrap_or_else(|error| {
            tracing::error!(%error, "the database could not be asked for deliveries");
            Vec::new()
        });
        for endpoint in due {
            if self.open.len() < LANES && !self.open.values().any(|open| *open == endpoint) {
                let lane = super::lane::run(Arc::clone(&self.app), endpoint, self.stop.clone());
                self.open.insert(self.running.spawn(lane).id(), endpoint);
            }
        }
    }

    fn close(&mut self, ended: Result<(task::Id, ()), task::JoinError>) {
        let id = match ended {
            Ok((id, ())) => id,
            Err(error) => {
                tracing::error!(%error, "a lane of webhooks broke; it is taken up when its lease has run out");
                error.id()
            }
        };
        self.open.remove(&id);
    }
}
