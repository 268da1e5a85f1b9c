//! A customer's browser, as far as signing in needs one: cookies, redirects, forms.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context, ensure};

use super::http::Connection;

/// A browser at one site.
pub struct Browser {
    address: SocketAddr,
    connection: Connection,
    cookies: BTreeMap<String, String>,
    /// Where it is.
    pub path: String,
    /// What it shows.
    pub page: String,
}

impl Browser {
    /// A browser without cookies.
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self {
            address,
            connection: Connection::open(address).await?,
            cookies: BTreeMap::new(),
            path: String::new(),
            page: String::new(),
        })
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<()> {
        self.path = path.to_owned();
        self.go("GET", String::new()).await
    }

    /// Sends a form with these fields and with the hidden ones of the page that are named.
    pub async fn post(&mut self, path: &str, hidden: &[&str], fields: &[(&str, &str)]) -> anyhow::Result<()> {
        let form = self.fill(hidden, fields)?;
        self.path = path.to_owned();
        self.go("POST", form).await
    }

    fn fill(&self, hidden: &[&str], fields: &[(&str, &str)]) -> anyhow::Result<String> {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        for name in hidden {
            form.append_pair(name, self.hidden(name)?);
        }
        Ok(form.extend_pairs(fields).finish())
    }

    fn hidden(&self, name: &str) -> anyhow::Result<&str> {
        let start = format!("name=\"{name}\" value=\"");
        let found = self.page.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
        Ok(found.with_context(|| format!("no {name} on {}", self.path))?.0)
    }

    /// Its cookies, as a header has them.
    pub fn cookies(&self) -> String {
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.join("; ")
    }

    /// The request for the page it is on, once more.
    pub fn request(&self) -> Vec<u8> {
        self.compose("GET", "").into_bytes()
    }

    fn compose(&self, method: &str, body: &str) -> String {
        format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nCookie: {cookies}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}",
            path = self.path,
            address = self.address,
            cookies = self.cookies(),
            length = body.len(),
        )
    }

    async fn go(&mut self, mut method: &str, mut body: String) -> anyhow::Result<()> {
        for _ in 0..10 {
            let Some(location) = self.send(method, &body).await? else {
                return Ok(());
            };
            self.path = location;
            (method, body) = ("GET", String::new());
        }
        anyhow::bail!("too many redirects at {}", self.path)
    }

    /// Sends one request; where it leads, if it does.
    async fn send(&mut self, method: &str, body: &str) -> anyhow::Result<Option<String>> {
        let request = self.compose(method, body);
        let answer = self.connection.exchange(request.as_bytes()).await?;
        for cookie in answer.headers("set-cookie") {
            let (name, rest) = cookie.split_once('=').context("a cookie")?;
            let value = rest.split(';').next().unwrap_or_default();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        if answer.status == 303 {
            return Ok(answer.headers("location").next().map(str::to_owned));
        }
        ensure!(answer.status == 200, "{} answered {}", self.path, answer.status);
        self.page.clear();
        self.page.push_str(answer.body);
        Ok(None)
    }
}
