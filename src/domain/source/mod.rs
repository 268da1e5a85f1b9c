//! A source: the third-party system a customer signs in to, as it is defined in files and by the API.

pub mod brand;
pub mod file;
pub mod lock_out;
pub mod recipe;
mod sandbox;
pub mod source_text;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    id::Noun,
    line,
    network::{Allow, may_reach},
    source::{
        brand::SourceBrand,
        lock_out::LockOut,
        recipe::{
            Recipe,
            lint::{self, Mistake},
        },
    },
    web_address,
};

/// The most hosts of a source.
const MOST_HOSTS: usize = 50;
/// The longest host with its port, in bytes: names end at 253.
const LONGEST_HOST: usize = 260;

/// What drives the source.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumString,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Engine {
    /// The simplest engine that can.
    #[default]
    Auto,
    /// Plain forms over HTTP.
    Http,
    /// An isolated browser context.
    Chrome,
}

/// A source as somebody wrote it down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(rename = "NewSource")]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// The name customers know it by.
    #[schemars(length(max = 80), regex(pattern = line::PATTERN), example = &"Shop")]
    pub name: String,
    /// Where its sign-in begins.
    #[schemars(regex(pattern = web_address::PATTERN), example = &"https://shop.example/login")]
    pub login_url: String,
    /// The hosts (`host` or `host:port`) the engine may go to; without any, the login URL's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hosts: Vec<String>,
    #[serde(default)]
    pub engine: Engine,
    /// What customers know it by, beside its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brand: Option<SourceBrand>,
    /// What it does after wrong answers; without it, what most sources do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_out: Option<LockOut>,
    /// How to walk its sign-in, where that is not to be recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe: Option<Recipe>,
}

/// Names a source in an id.
pub struct Source;

impl Noun for Source {
    const PREFIX: &'static str = "src";
}

impl Definition {
    /// Every mistake in it; none means that links can be made for it.
    pub fn lint(&self) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let mut add = |key: &str, message: String| mistakes.push(Mistake::new(key, message));
        if let Some(message) = line::mistake(&self.name, 80) {
            add("name", message);
        }
        if let Err(message) = web_address::parse(&self.login_url) {
            add("login_url", message);
        }
        if self.hosts.len() > MOST_HOSTS {
            add("hosts", format!("has {} entries, and at most {MOST_HOSTS} are taken", self.hosts.len()));
        }
        for (index, host) in self.hosts.iter().enumerate().take(MOST_HOSTS) {
            if !is_host(host) {
                let message = "a host is written `host` or `host:port`, without wildcards".to_owned();
                add(&format!("hosts[{index}]"), message);
            }
        }
        if self.lock_out.is_some_and(|lock_out| lock_out.after < 2 || !(1..=1440).contains(&lock_out.minutes)) {
            add("lock_out", "`after` is at least 2, and `minutes` is 1 to 1440".to_owned());
        }
        mistakes.extend(self.brand.iter().flat_map(|brand| brand.lint("brand")));
        mistakes.extend(self.recipe.iter().flat_map(|recipe| lint::lint(recipe, "recipe")));
        mistakes
    }

    /// The addresses in it that the engine may not connect to, where only these private ones are allowed.
    pub fn unreachable(&self, private: &[Allow]) -> Vec<Mistake> {
        let login = [("login_url".to_owned(), self.login_url.clone())];
        let host = |(index, host): (usize, &String)| (format!("hosts[{index}]"), format!("https://{host}/"));
        let hosts = self.hosts.iter().enumerate().take(MOST_HOSTS).map(host);
        let check = |(key, text): (String, String)| {
            let url = web_address::parse(&text).ok()?;
            may_reach(&url, private).err().map(|message| Mistake::new(&key, message.to_owned()))
        };
        login.into_iter().chain(hosts).filter_map(check).collect()
    }

    /// The host of its sign-in.
    pub fn host(&self) -> String {
        Url::parse(&self.login_url).map(|url| host_of(&url)).unwrap_or_default()
    }

    /// The hosts the engine may go to, defaults applied.
    pub fn allowed_hosts(&self) -> Vec<String> {
        match web_address::parse(&self.login_url) {
            Ok(url) if self.hosts.is_empty() => vec![host_of(&url)],
            _ => self.hosts.clone(),
        }
    }
}

/// The `host` or `host:port` of a URL, without a port that its scheme implies.
pub fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

fn is_host(text: &str) -> bool {
    if text.len() > LONGEST_HOST || text.contains(['*', '?', '%']) {
        return false;
    }
    Url::parse(&format!("https://{text}/")).is_ok_and(|url| {
        let given = text.to_ascii_lowercase();
        host_of(&url) == given || given == format!("{}:443", host_of(&url))
    })
}
