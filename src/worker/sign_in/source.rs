//! A flow's source with what it takes to open its pages.

use std::time::Duration;

use url::Url;

use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::Flow,
        source::{Engine, host_of, lock_out::LockOut, recipe::Recipe},
        task::Share,
    },
    engine::{Limits, Reader},
    net::guard::Guard,
    page::checkpoint::Checkpoint,
    service::{ServiceError, link::sealed, retried, source::accounts::Account},
    store::source::sources::{self, Visited},
};

/// What a worker needs to know of a source.
pub struct Source {
    pub login_url: Url,
    pub recipe: Recipe,
    /// The user name there as far as the company knows it.
    pub identifier: Option<String>,
    pub lock_out: LockOut,
    pub engine: Engine,
    /// Whose share of the browsers its pages take.
    pub share: Share,
    hosts: Vec<String>,
}

/// The source that a flow is at, for a task that takes this share, and the page as it was left there.
pub async fn of_flow(app: &App, flow: Id<Flow>, share: &Share) -> Result<(Source, Option<Checkpoint>), ServiceError> {
    let broken = |what: &str| ServiceError::Broken(format!("the source of {flow} {what}"));
    let visited = retried(|| async { Ok(sources::of_flow(&app.db, flow).await?) }).await?;
    let Visited { source, identifier, checkpoint } = visited.ok_or_else(|| broken("is gone"))?;
    let hosts = source.definition.allowed_hosts();
    let source = Source {
        login_url: Url::parse(&source.definition.login_url).map_err(|_| broken("has no login URL"))?,
        recipe: source.definition.recipe.unwrap_or_default(),
        identifier,
        lock_out: source.definition.lock_out.unwrap_or_default(),
        engine: source.definition.engine,
        share: share.clone(),
        hosts,
    };
    let checkpoint = checkpoint.map(|sealed| sealed::checkpoint(app, flow, &sealed)).transpose()?;
    Ok((source, checkpoint))
}

impl Source {
    /// The account that a user name stands for there.
    pub fn account<'a>(&self, host: &'a str, identifier: &'a str) -> Account<'a> {
        Account { host, identifier, lock_out: self.lock_out }
    }

    /// The host of its sign-in.
    pub fn host(&self) -> String {
        host_of(&self.login_url)
    }

    /// The network rules for its pages.
    pub fn guard(&self, app: &App) -> Result<Guard, ServiceError> {
        let broken = |error: crate::net::guard::InvalidRule| ServiceError::Broken(error.to_string());
        Guard::new(&self.hosts, app.private().map_err(broken)?).map_err(broken)
    }
}

/// The limits of a source's pages, which are read in the turn of this share.
pub fn limits(app: &App, share: &Share) -> Limits {
    let total = Duration::from_secs(app.config.source_timeout.into());
    Limits { total, reader: Reader::of(share.clone()), ..Limits::default() }
}
