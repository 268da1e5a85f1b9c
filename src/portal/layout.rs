//! The layout of a customer's page: company, source, words and colours.

use url::Url;

use crate::{
    app::App,
    domain::{link::Link, source},
    store::link::link_pages::LinkPage,
    view::kit::{
        layout::{Layout, Source, Tenant},
        mark::Mark,
    },
    web::session::language::LanguageChoice,
};

/// The layout of a page about a link, with the status that holds now.
pub fn layout(app: &App, language: &LanguageChoice, link_page: &LinkPage, link: &Link) -> Layout {
    let accent = link_page.tenant.accent.as_deref().and_then(|accent| accent.parse().ok());
    Layout {
        words: language.words(&app.texts, link_page.link.locale.as_deref()),
        tenant: Some(Tenant {
            name: link_page.tenant.name.clone(),
            mark: Mark::of_tenant(link_page.tenant.logo.as_deref()),
        }),
        source: Some(Source {
            name: link_page.source_name.clone(),
            host: host(&link_page.login_url),
            url: link_page.login_url.clone(),
            mark: Mark::of_source(&link_page.source_face),
        }),
        accent: accent.unwrap_or_default(),
        status: Some(link.status),
        test: link_page.is_test,
        preview: None,
        press: press(),
        foot: app.foot.clone(),
    }
}

/// A text for the buttons of one page.
pub fn press() -> String {
    format!("{:032x}", rand::random::<u128>())
}

fn host(login_url: &str) -> String {
    Url::parse(login_url).map(|url| source::host_of(&url)).unwrap_or_default()
}

/// Where the company wants the customer back, told which link it was and how it stands.
pub fn return_url(link_page: &LinkPage, link: &Link) -> Option<String> {
    let mut url = Url::parse(link_page.link.return_url.as_deref()?).ok()?;
    url.query_pairs_mut()
        .append_pair("link_id", &link_page.link.id.to_string())
        .append_pair("status", <&str>::from(link.status));
    Some(url.into())
}
