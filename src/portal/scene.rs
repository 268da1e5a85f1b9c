//! What a page is about: the visit, put into the words and colours of a layout.

use url::Url;

use crate::{
    app::App,
    domain::{link::Link, source},
    store::link::visits::Visit,
    view::kit::layout::{Layout, Source, Tenant},
    web::reader::Reader,
};

/// The layout of a page about a visit, with the link as every reader must see it now.
pub fn layout(app: &App, reader: &Reader, visit: &Visit, link: &Link) -> Layout {
    let accent = visit.tenant.accent.as_deref().and_then(|accent| accent.parse().ok());
    Layout {
        words: reader.words(&app.texts, visit.link.locale.as_deref()),
        tenant: Some(Tenant { name: visit.tenant.name.clone(), logo: visit.tenant.logo.clone() }),
        source: Some(Source { name: visit.source_name.clone(), host: host(&visit.login_url) }),
        accent: accent.unwrap_or_default(),
        status: Some(link.status),
        test: visit.is_test,
        preview: None,
    }
}

fn host(login_url: &str) -> String {
    Url::parse(login_url).map(|url| source::host_of(&url)).unwrap_or_default()
}

/// Where the company wants the customer back, told which link it was and how it stands.
pub fn return_url(visit: &Visit, link: &Link) -> Option<String> {
    let mut url = Url::parse(visit.link.return_url.as_deref()?).ok()?;
    url.query_pairs_mut()
        .append_pair("link_id", &visit.link.id.to_string())
        .append_pair("status", <&str>::from(link.status));
    Some(url.into())
}
