//! A flow's source with what it takes to open its pages.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use url::Url;

use crate::{
    app::App,
    domain::{
        id::Id,
        link::flow::Flow,
        source::{Definition, host_of, recipe::Recipe},
        task::Share,
    },
    engine::{Limits, Reader},
    net::guard::Guard,
    page::checkpoint::Checkpoint,
    service::{ServiceError, link::sealed, retried, source::accounts::Account},
    store::link::visits::{self, Visit},
};

/// What a worker needs to know of a source.
pub struct Source {
    pub definition: Arc<Definition>,
    pub login_url: Url,
    /// The user name there as far as the company knows it.
    pub identifier: Option<String>,
    /// Whose share of the browsers its pages take.
    pub share: Share,
}

/// The source that a flow is at, for a task that takes this share, and the page as it was left there; read, unless it came
/// with the task.
pub async fn of_flow(
    app: &App,
    flow: Id<Flow>,
    share: &Share,
    visit: Option<Visit>,
) -> Result<(Source, Option<Checkpoint>), ServiceError> {
    let broken = |what: &str| ServiceError::Broken(format!("the source of {flow} {what}"));
    let visit = match visit {
        None => retried(|| async { Ok(visits::of_flow(&app.db, flow).await?) }).await?,
        known => known,
    };
    let Visit { definition, identifier, checkpoint } = visit.ok_or_else(|| broken("is gone"))?;
    let login_url = Url::parse(&definition.login_url).map_err(|_| broken("has no login URL"))?;
    let source = Source { definition, login_url, identifier, share: share.clone() };
    let checkpoint = checkpoint.map(|sealed| sealed::checkpoint(app, flow, &sealed)).transpose()?;
    Ok((source, checkpoint))
}

impl Source {
    /// Its recipe; without one, all of its pages are recognised.
    pub fn recipe(&self) -> &Recipe {
        static NONE: LazyLock<Recipe> = LazyLock::new(Recipe::default);
        self.definition.recipe.as_ref().unwrap_or(&NONE)
    }

    /// The account that a user name stands for there.
    pub fn account<'a>(&self, host: &'a str, identifier: &'a str) -> Account<'a> {
        Account { host, identifier, lock_out: self.definition.lock_out.unwrap_or_default() }
    }

    /// The host of its sign-in.
    pub fn host(&self) -> String {
        host_of(&self.login_url)
    }

    /// The network rules for its pages.
    pub fn guard(&self, app: &App) -> Result<Guard, ServiceError> {
        let broken = |error: crate::net::guard::InvalidRule| ServiceError::Broken(error.to_string());
        Guard::new(&self.definition.allowed_hosts(), app.private().map_err(broken)?).map_err(broken)
    }
}

/// The limits of a source's pages, which are read in the turn of this share.
pub fn limits(app: &App, share: &Share) -> Limits {
    let total = Duration::from_secs(app.config.source_timeout.into());
    Limits { total, reader: Reader::of(share.clone()), ..Limits::default() }
}
