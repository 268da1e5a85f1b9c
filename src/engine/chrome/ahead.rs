//! Contexts that are opened before anybody asks for them, as opening one takes longer than most pages do.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::json;

use super::{
    browsers::Seat,
    context::{Context, lost},
    tab::Tab,
};
use crate::engine::PageError;

/// A context with an empty tab that nobody has used.
pub(super) struct Blank {
    pub(super) context: Context,
    pub(super) tab: Tab,
}

impl Blank {
    pub(super) async fn open(seat: Seat, language: String) -> Result<Self, PageError> {
        let context = Context::open(seat, language).await?;
        let tab = context.tab().await.map_err(lost)?;
        Ok(Self { context, tab })
    }

    /// Opens one in a task of its own: whoever stops waiting for it leaves none behind.
    pub(super) async fn open_for(seat: Seat, language: &str) -> Result<Self, PageError> {
        let opening = tokio::spawn(Self::open(seat, language.to_owned()));
        opening.await.unwrap_or_else(|error| Err(PageError::Setup { source: std::io::Error::other(error) }))
    }

    /// Whether it is alive, which a tab that has only just died does not know yet.
    pub(super) async fn answers(&self) -> bool {
        self.tab.call("Runtime.evaluate", json!({"expression": "0"})).await.is_ok()
    }

    fn suits(&self, language: &str) -> bool {
        self.context.language == language && self.tab.is_alive().is_ok()
    }
}

/// The one for whoever comes next; nobody waits here.
#[derive(Default)]
pub(super) struct Ahead(Mutex<Next>);

#[derive(Default)]
struct Next {
    is_opening: bool,
    ready: Option<Blank>,
}

impl Ahead {
    /// The one that is ready, if it suits.
    pub(super) fn take(&self, language: &str) -> Option<Blank> {
        self.next().ready.take().filter(|blank| blank.suits(language))
    }

    /// Whether one is to be opened: there is none, and nobody else opens one.
    pub(super) fn begin(&self) -> bool {
        let mut next = self.next();
        next.ready.is_none() && !std::mem::replace(&mut next.is_opening, true)
    }

    /// Keeps what was opened, unless by now somebody waits for its place.
    pub(super) fn end(&self, opened: Option<Blank>, is_wanted: impl FnOnce() -> bool) {
        let mut next = self.next();
        next.is_opening = false;
        next.ready = opened.filter(|_| !is_wanted());
    }

    /// Lets go of one that has lost its browser, or keeps a retired one from its end.
    pub(super) fn tidy(&self) {
        let mut next = self.next();
        next.ready = next.ready.take().filter(|blank| blank.tab.is_alive().is_ok() && !blank.context.is_retired());
    }

    fn next(&self) -> MutexGuard<'_, Next> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
