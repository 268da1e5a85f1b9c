//! Doing the steps of a workflow on a page of the signed-in session: a module for each kind of step.

mod extract;
mod visit;

use serde_json::Value;
use url::Url;

use super::{any::AnyPage, error::PageError};
use crate::{
    domain::job::{
        failure::{Failure, Reason},
        step::{Kind, Step},
    },
    net::error::NetError,
};

/// One execution of a workflow: its page, from step to step.
pub struct WorkflowRun {
    page: AnyPage,
    /// What a path of a step is joined to.
    base: Url,
}

/// What a step that was done gave.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing to keep.
    Done,
    /// What was read off the page.
    Extracted(Extracted),
}

/// What an `extract` read.
#[derive(Debug)]
pub struct Extracted {
    /// The artifact's name.
    pub name: String,
    pub content: Value,
}

impl WorkflowRun {
    /// A run on a page that is in the signed-in session; paths are on the host of `base`.
    pub const fn new(page: AnyPage, base: Url) -> Self {
        Self { page, base }
    }

    /// Does a step.
    pub async fn step(&mut self, step: &Step) -> Result<Outcome, Failure> {
        match &step.kind {
            Kind::Visit(visit) => self.visit(visit).await,
            Kind::Extract(extract) => self.extract(extract).await,
        }
    }
}

impl From<PageError> for Failure {
    fn from(error: PageError) -> Self {
        let reason = match &error {
            PageError::Net(NetError::TimedOut { .. }) => Reason::TimedOut,
            PageError::Net(NetError::Forbidden { .. })
            | PageError::NoSuchElement { .. }
            | PageError::Unsupported { .. } => Reason::SourceChanged,
            PageError::Net(NetError::Unresolved { .. } | NetError::Unreachable { .. } | NetError::Broken { .. })
            | PageError::TooManyRedirects => Reason::SourceUnavailable,
            PageError::TooLarge => Reason::PageTooLarge,
            PageError::NoBrowser => Reason::BrowserMissing,
            PageError::Lost { .. } => Reason::SessionLost,
            PageError::Net(NetError::Setup { .. }) | PageError::Checkpoint | PageError::Setup { .. } => {
                Reason::Internal
            }
        };
        Self::new(reason, error.to_string())
    }
}
