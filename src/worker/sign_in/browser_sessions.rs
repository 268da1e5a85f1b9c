//! The browsers of this process, and the pages that are kept open in them while customers answer.

use std::{
    collections::HashMap,
    path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use secrecy::{ExposeSecret, SecretString};

use super::source::{self, Source};
use crate::{
    app::App,
    domain::{id::Id, link::flow::Flow, source::Engine},
    engine::{
        AnyPage, Arrival, EngineConfig, Page, PageError,
        chrome::{Browsers, NOT_INSTALLED, Settings},
    },
    net::gate::Gate,
    service::ServiceError,
    store::link::flows,
};

/// The browsers of this process, and the pages that are kept open in them.
pub struct BrowserSessions {
    browsers: Browsers,
    kept: Mutex<HashMap<Id<Flow>, KeptPage>>,
}

/// A page that waits for its customer.
struct KeptPage {
    page: AnyPage,
    /// What was written down of it: another node may have gone on from there.
    checkpoint: SecretString,
    since: Instant,
}

/// Why a page could not be opened.
pub enum OpenError {
    Ours(ServiceError),
    Theirs(PageError),
}

impl From<ServiceError> for OpenError {
    fn from(error: ServiceError) -> Self {
        Self::Ours(error)
    }
}

impl From<PageError> for OpenError {
    fn from(error: PageError) -> Self {
        Self::Theirs(error)
    }
}

/// A page that was found or opened again.
pub struct Reopened {
    pub page: AnyPage,
    pub how: Reopening,
}

/// How a page was found or opened again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reopening {
    /// It is as it was left.
    Kept,
    /// The source was asked for it again, and may show something else than before.
    Reloaded,
    /// It is blank, in the session of the one that was left: to ask for that again would be to repeat what led to it.
    Blank,
}

impl BrowserSessions {
    /// No browser yet; a task that waits for one leaves its worker slot to others meanwhile.
    pub fn new(app: &App) -> Self {
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
        browsers.release_while_waiting(app.workers.clone());
        if !browsers.is_installed() {
            tracing::warn!("{NOT_INSTALLED}; sources whose pages are made by scripts cannot be signed in to");
        }
        Self { browsers, kept: Mutex::default() }
    }

    /// A blank page in a new session.
    pub async fn open(&self, app: &App, source: &Source) -> Result<AnyPage, OpenError> {
        Ok(AnyPage::open(self.config(app, source)?).await?)
    }

    /// The page that was kept for a flow, or else one as a checkpoint describes it.
    pub async fn reopen(
        &self,
        app: &App,
        source: &Source,
        flow: Id<Flow>,
        checkpoint: &SecretString,
    ) -> Result<Reopened, OpenError> {
        let kept = self.kept().remove(&flow);
        // A browser that has just died is noticed when it does not answer; nothing has been given to the source yet.
        if let Some(mut found) = kept
            && found.checkpoint.expose_secret() == checkpoint.expose_secret()
            && !matches!(found.page.look().await, Err(PageError::Lost { .. }))
        {
            return Ok(Reopened { page: found.page, how: Reopening::Kept });
        }
        self.restore(app, source, checkpoint).await
    }

    /// A page of its own from where a checkpoint was written.
    async fn restore(&self, app: &App, source: &Source, checkpoint: &SecretString) -> Result<Reopened, OpenError> {
        let mut page = AnyPage::restore(self.config(app, source)?, checkpoint).await?;
        let how = match page.reopen(checkpoint, Arrival::repeats_nothing).await {
            Ok(()) if page.is_alive() => Reopening::Reloaded,
            Ok(()) => Reopening::Kept,
            Err(PageError::Unrepeatable) => Reopening::Blank,
            Err(error) => return Err(error.into()),
        };
        Ok(Reopened { page, how })
    }

    /// A page for a workflow in the session that a checkpoint describes, in this engine or the source's; blank, or the
    /// one that was left, where the workflow needs that. Every request passes the gate.
    pub async fn within(
        &self,
        app: &App,
        source: &Source,
        (engine, needs_page): (Option<Engine>, bool),
        checkpoint: &SecretString,
        gate: Arc<Gate>,
    ) -> Result<AnyPage, OpenError> {
        let config = self.config(app, source)?;
        let engine = engine.unwrap_or(config.engine);
        let guard = config.guard.with_gate(gate);
        let mut page = AnyPage::in_session(EngineConfig { engine, guard, ..config }, checkpoint).await?;
        if needs_page {
            page.reopen(checkpoint, Arrival::repeats_no_form).await?;
        }
        Ok(page)
    }

    /// The page that a workflow was left on, as its checkpoint describes it. Every request passes the gate.
    pub async fn resume(
        &self,
        app: &App,
        source: &Source,
        checkpoint: &SecretString,
        gate: Arc<Gate>,
    ) -> Result<AnyPage, OpenError> {
        let config = self.config(app, source)?;
        let guard = config.guard.with_gate(gate);
        let mut page = AnyPage::restore(EngineConfig { guard, ..config }, checkpoint).await?;
        page.reopen(checkpoint, Arrival::repeats_no_form).await?;
        Ok(page)
    }

    /// Keeps a page that is more than its checkpoint until the customer has answered, unless others need its place.
    pub fn keep(&self, flow: Id<Flow>, page: AnyPage, checkpoint: SecretString) {
        if page.is_alive() && self.browsers.waiting() == 0 {
            self.kept().insert(flow, KeptPage { page, checkpoint, since: Instant::now() });
        }
    }

    /// Whenever somebody waits for a place, lets go of the pages that have rested longest; never ends.
    pub async fn give_way(&self) {
        loop {
            self.browsers.until_contended().await;
            let mut kept = self.kept();
            for _ in 0..self.browsers.waiting() {
                let oldest = kept.iter().min_by_key(|(_, found)| found.since).map(|(flow, _)| *flow);
                let Some(oldest) = oldest else { break };
                kept.remove(&oldest);
            }
        }
    }

    /// Lets go of the pages of flows that have ended, and counts what there is.
    pub async fn tidy(&self, app: &App) {
        let kept: Vec<_> = self.kept().keys().copied().collect();
        match flows::still_open(&app.db, &kept).await {
            Ok(open) => self.kept().retain(|flow, _| !kept.contains(flow) || open.contains(flow)),
            Err(error) => tracing::warn!(%error, "the database could not be asked which pages are still needed"),
        }
        let browsers = self.browsers.tidy().await;
        let counts = [
            ("processes", browsers.browsers),
            ("contexts", browsers.contexts),
            ("waiting", browsers.waiting),
            ("resting", self.kept().len()),
        ];
        for (what, count) in counts {
            app.meter.stock("vestibule_browsers", "what", what, count.try_into().unwrap_or(u32::MAX));
        }
    }

    fn config(&self, app: &App, source: &Source) -> Result<EngineConfig, ServiceError> {
        let (engine, guard, limits) =
            (source.definition.engine, source.guard(app)?, source::limits(app, &source.share));
        Ok(EngineConfig { engine, browsers: self.browsers.for_share(source.share.clone()), guard, limits })
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Id<Flow>, KeptPage>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
