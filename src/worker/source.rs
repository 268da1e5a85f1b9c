//! A flow's source with what it takes to open its pages.

use std::time::Duration;

use url::Url;

use crate::{
    app::App,
    domain::{flow::Flow, id::Id, recipe::Recipe},
    engine::{
        guard::{Allow, Guard},
        http::Limits,
    },
    service::ServiceError,
    store::sources,
};

/// What a worker needs to know of a source.
pub struct Source {
    pub login_url: Url,
    pub recipe: Recipe,
    /// The user name there as far as the company knows it.
    pub identifier: Option<String>,
    hosts: Vec<String>,
}

/// The source that a flow is at.
pub async fn of_flow(app: &App, flow: Id<Flow>) -> Result<Source, ServiceError> {
    let broken = |what: &str| ServiceError::Broken(format!("the source of {flow} {what}"));
    let (source, identifier) = sources::of_flow(&app.db, flow).await?.ok_or_else(|| broken("is gone"))?;
    let hosts = source.definition.allowed_hosts();
    Ok(Source {
        login_url: Url::parse(&source.definition.login_url).map_err(|_| broken("has no login URL"))?,
        recipe: source.definition.recipe.ok_or_else(|| broken("has no recipe"))?,
        identifier,
        hosts,
    })
}

impl Source {
    /// The network rules for its pages.
    pub fn guard(&self, app: &App) -> Result<Guard, ServiceError> {
        let broken = |error: crate::engine::guard::InvalidRule| ServiceError::Broken(error.to_string());
        let private: Result<Vec<Allow>, _> = app.config.allow_private.iter().map(|text| text.parse()).collect();
        Guard::new(&self.hosts, private.map_err(broken)?).map_err(broken)
    }
}

/// How much of the source's time one step takes.
pub fn limits(app: &App) -> Limits {
    Limits { total: Duration::from_secs(app.config.source_timeout.into()), ..Limits::default() }
}
