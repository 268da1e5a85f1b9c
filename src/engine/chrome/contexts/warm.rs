//! The warm pool: a context that is opened before one is asked for, as opening one takes longer than most pages do.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;

use super::{context::Context, permit::Permit};
use crate::engine::{chrome::tab::Tab, error::PageError};

/// A context with an empty tab that was not used yet.
pub struct BlankPage {
    pub context: Context,
    pub tab: Tab,
}

impl BlankPage {
    /// Opens a context and a tab for pages in this language.
    pub(super) async fn open(permit: Permit, language: String) -> Result<Self, PageError> {
        let context = Context::open(permit, language).await?;
        let tab = context.tab().await?;
        Ok(Self { context, tab })
    }

    /// As [`Self::open`], in a task of its own: a caller that is cancelled leaves no context behind.
    pub(super) async fn open_detached(permit: Permit, language: &str) -> Result<Self, PageError> {
        let opening = tokio::spawn(Self::open(permit, language.to_owned()));
        opening.await.unwrap_or_else(|error| Err(PageError::Setup { source: std::io::Error::other(error) }))
    }

    /// Whether its tab responds; that a tab has just died is not known otherwise.
    pub(super) async fn responds(&self) -> bool {
        self.tab.call("Runtime.evaluate", json!({"expression": "0"})).await.is_ok()
    }

    fn suits(&self, language: &str) -> bool {
        self.context.language == language && self.tab.is_alive().is_ok()
    }
}

/// A pool of at most one blank page.
#[derive(Default)]
pub(super) struct WarmPool(Mutex<Next>);

#[derive(Default)]
struct Next {
    is_opening: bool,
    ready: Option<BlankPage>,
}

impl WarmPool {
    /// The blank page that is ready, if it is alive and for this language.
    pub(super) fn take(&self, language: &str) -> Option<BlankPage> {
        self.next().ready.take().filter(|blank| blank.suits(language))
    }

    /// Whether the caller is to open one: the pool is empty, and no other caller fills it.
    pub(super) fn begin(&self) -> bool {
        let mut next = self.next();
        next.ready.is_none() && !std::mem::replace(&mut next.is_opening, true)
    }

    /// Keeps what was opened, unless a task waits for its permit by now.
    pub(super) fn end(&self, opened: Option<BlankPage>, is_contended: impl FnOnce() -> bool) {
        let mut next = self.next();
        next.is_opening = false;
        next.ready = opened.filter(|_| !is_contended());
    }

    /// Drops a page whose browser has died, or is retired and would be kept alive by it.
    pub(super) fn tidy(&self) {
        let mut next = self.next();
        next.ready = next.ready.take().filter(|blank| blank.tab.is_alive().is_ok() && !blank.context.is_retired());
    }

    fn next(&self) -> MutexGuard<'_, Next> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
