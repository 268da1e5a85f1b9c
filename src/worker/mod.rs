//! Durable work: claims tasks, drives sign-ins and jobs, and sweeps up what time has ended.

pub mod delivery;
mod icon;
pub mod job;
mod kinds;
mod letters;
mod queue;
pub mod sign_in;
mod sweep;

pub use delivery::deliveries::run as deliver;
pub use letters::{MailSetting, mailer, send as send_letters};

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

use self::{queue::Queue, sign_in::browser_sessions::BrowserSessions, sweep::Sweeper};
use crate::app::App;

/// How often the database is asked for tasks that were not signalled here, and for what time has ended.
const POLL: Duration = Duration::from_secs(1);

/// Gives back what was handed to this process and that it has not begun: when it works no more, and nothing is handed to it.
pub async fn leave(app: &App) {
    for ready in app.db.signals().left() {
        if let Some(claim) = ready.claim {
            queue::give_back(app, &claim).await;
        }
    }
}

/// Works until `stop` turns true, then lets running tasks come to their end.
pub async fn run(app: Arc<App>, mut stop: watch::Receiver<bool>) {
    let sessions = Arc::new(BrowserSessions::new(&app));
    let mut queue = Queue::new(Arc::clone(&app), Arc::clone(&sessions));
    let mut sweeper = Sweeper::default();
    let mut poll = interval(POLL);
    poll.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while !*stop.borrow() {
        tokio::select! {
            _ = stop.changed() => break,
            ready = app.db.signals().tasks() => ready.into_iter().for_each(|task| queue.add(task)),
            _ = poll.tick() => {
                sweeper.sweep(&app).await;
                sessions.tidy(&app).await;
                app.meter.gather();
                queue.add_due().await;
            }
            () = sessions.give_way() => {}
            () = queue.forget_done() => {}
        }
    }
    queue.drain().await;
}
