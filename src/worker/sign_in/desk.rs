//! What this process holds for sign-ins: its browsers, and the pages that live on in them while customers answer.

use std::{
    collections::HashMap,
    path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use super::source::{self, Source};
use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::{Flow, Stage},
        source::Engine,
    },
    engine::{
        AnyPage, EngineConfig, Page, PageError,
        chrome::{Browsers, NOT_INSTALLED, Settings},
    },
    service::ServiceError,
    store::link::flows,
};

/// The browsers of this process, and the pages that rest in them.
pub struct Desk {
    browsers: Browsers,
    resting: Mutex<HashMap<Id<Flow>, Resting>>,
}

/// A page that waits for its customer.
struct Resting {
    page: AnyPage,
    /// What was written down of it: another node may have gone on from there.
    checkpoint: SecretString,
    since: Instant,
}

/// Why a page could not be opened.
pub enum Unopened {
    Ours(ServiceError),
    Theirs(PageError),
}

impl From<ServiceError> for Unopened {
    fn from(error: ServiceError) -> Self {
        Self::Ours(error)
    }
}

impl From<PageError> for Unopened {
    fn from(error: PageError) -> Self {
        Self::Theirs(error)
    }
}

/// A page with a past.
pub struct Found {
    pub page: AnyPage,
    /// Whether the source had to be asked for it again, so that it may show something else than before.
    pub is_anew: bool,
}

impl Desk {
    /// A desk with no browser yet; who waits for one lends his hand to others.
    pub fn new(app: &App, hands: &Arc<Semaphore>) -> Arc<Self> {
        let config = &app.config;
        let folder = path::absolute(&config.data_dir).unwrap_or_else(|_| config.data_dir.clone()).join("browsers");
        let browsers = Browsers::new(Settings {
            program: config.browser.clone(),
            folder,
            contexts: config.browser_contexts,
            per_browser: config.browser_contexts_each,
            lives: config.browser_lives,
            memory: config.browser_memory.into(),
        });
        browsers.release_while_waiting(Arc::clone(hands));
        if !browsers.is_installed() {
            tracing::warn!("{NOT_INSTALLED}; sources whose pages are made by scripts cannot be signed in to");
        }
        Arc::new(Self { browsers, resting: Mutex::default() })
    }

    /// A blank page in a new session.
    pub async fn open(&self, app: &App, source: &Source) -> Result<AnyPage, Unopened> {
        Ok(AnyPage::open(self.config(app, source)?).await?)
    }

    /// The page as it rests here, or as a checkpoint describes it.
    pub async fn find(
        &self,
        app: &App,
        source: &Source,
        flow: Id<Flow>,
        checkpoint: &SecretString,
    ) -> Result<Found, Unopened> {
        let resting = self.resting().remove(&flow);
        // A browser that has just died is noticed when it does not answer; nothing has been given to the source yet.
        if let Some(mut found) = resting
            && found.checkpoint.expose_secret() == checkpoint.expose_secret()
            && !matches!(found.page.look().await, Err(PageError::Lost { .. }))
        {
            return Ok(Found { page: found.page, is_anew: false });
        }
        self.restore(app, source, checkpoint).await
    }

    /// A page of its own from where a checkpoint was written.
    async fn restore(&self, app: &App, source: &Source, checkpoint: &SecretString) -> Result<Found, Unopened> {
        let page = AnyPage::restore(self.config(app, source)?, checkpoint).await?;
        Ok(Found { is_anew: page.is_alive(), page })
    }

    /// A page for a workflow in the session that a checkpoint describes, in this engine or the source's.
    pub async fn within(
        &self,
        app: &App,
        source: &Source,
        engine: Option<Engine>,
        checkpoint: &SecretString,
    ) -> Result<AnyPage, Unopened> {
        let config = self.config(app, source)?;
        let engine = engine.unwrap_or(config.engine);
        Ok(AnyPage::in_session(EngineConfig { engine, ..config }, checkpoint).await?)
    }

    /// Keeps a page that is more than its checkpoint until the customer has answered, unless others need its place.
    pub fn rest(&self, flow: Id<Flow>, page: AnyPage, checkpoint: SecretString) {
        if page.is_alive() && self.browsers.waiting() == 0 {
            self.resting().insert(flow, Resting { page, checkpoint, since: Instant::now() });
        }
    }

    /// Whenever somebody waits for a place, lets go of the pages that have rested longest; never ends.
    pub async fn give_way(&self) {
        loop {
            self.browsers.until_contended().await;
            let mut resting = self.resting();
            for _ in 0..self.browsers.waiting() {
                let oldest = resting.iter().min_by_key(|(_, found)| found.since).map(|(flow, _)| *flow);
                let Some(oldest) = oldest else { break };
                resting.remove(&oldest);
            }
        }
    }

    /// Lets go of the pages of flows that have ended, and counts what there is.
    pub async fn tidy(&self, app: &App) {
        let flows: Vec<_> = self.resting().keys().copied().collect();
        for flow in flows {
            let found = flows::find(&app.db, flow).await;
            if found.is_ok_and(|found| found.is_none_or(|found| has_ended(found.flow.stage))) {
                self.resting().remove(&flow);
            }
        }
        let counts_now = self.browsers.tidy().await;
        let counts = [
            ("processes", counts_now.browsers),
            ("contexts", counts_now.contexts),
            ("waiting", counts_now.waiting),
            ("resting", self.resting().len()),
        ];
        for (what, count) in counts {
            app.meter.stock("vestibule_browsers", "what", what, count.try_into().unwrap_or(u32::MAX));
        }
    }

    fn config(&self, app: &App, source: &Source) -> Result<EngineConfig, ServiceError> {
        let (engine, guard, limits) = (source.engine, source.guard(app)?, source::limits(app));
        Ok(EngineConfig { engine, browsers: self.browsers.clone(), guard, limits })
    }

    fn resting(&self) -> MutexGuard<'_, HashMap<Id<Flow>, Resting>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const fn has_ended(stage: Stage) -> bool {
    match stage {
        Stage::Working | Stage::Asking => false,
        Stage::SignedIn | Stage::Refused => true,
    }
}
