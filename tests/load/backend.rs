//! The company whose links are opened: a source, a job that reads a page there, and as many links as are wanted.

use std::{net::SocketAddr, path::Path, sync::Arc};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use vestibule::domain::source::file;

use super::{http::Connection, process::vestibule};

/// A backend with its API key.
pub struct Backend {
    connection: Connection,
    key: String,
    source: Value,
    job: Value,
}

/// Makes the company, before the server has the database; its key.
pub async fn found(data: &Path) -> anyhow::Result<String> {
    let tenant = vestibule(data, &["tenant", "add", "Harbour Books"]).await?;
    vestibule(data, &["key", "add", "--test", &tenant]).await
}

impl Backend {
    /// Defines the source and the job.
    pub async fn define(portal: SocketAddr, source: SocketAddr, key: String) -> anyhow::Result<Self> {
        let connection = Connection::open(portal).await?;
        let mut backend = Self { connection, key, source: Value::Null, job: Value::Null };
        let recipe = include_str!("../../src/demo/northwind.toml");
        let mut definition = file::read(recipe, false).map_err(|mistakes| anyhow::anyhow!("{mistakes:?}"))?;
        definition.login_url = format!("http://{source}/classic/login");
        backend.source = backend.create("sources", &serde_json::to_value(definition)?).await?["id"].clone();
        let steps = json!([
            {"step": "visit", "url": "/classic/account/invoices"},
            {"step": "extract", "name": "invoices", "rows": "table#invoices tr[data-invoice]",
             "fields": {"number": "td:nth-child(1)", "amount": "td.amount"}},
        ]);
        backend.does(&steps).await?;
        Ok(backend)
    }

    /// Makes a job of one workflow of these steps, for which links are made from now on.
    pub async fn does(&mut self, steps: &Value) -> anyhow::Result<()> {
        let workflow = json!({"name": "Do the steps", "source_id": self.source, "steps": steps});
        let workflow = self.create("workflows", &workflow).await?;
        let job = json!({"name": "Do the steps", "source_id": self.source, "workflow_ids": [workflow["id"]]});
        self.job = self.create("jobs", &job).await?["id"].clone();
        Ok(())
    }

    /// Goes on with a portal that was started anew.
    pub async fn follow(&mut self, portal: SocketAddr) -> anyhow::Result<()> {
        self.connection = Connection::open(portal).await?;
        Ok(())
    }

    /// Requests for that many links, as they are sent.
    pub fn wishes(&self, number: usize) -> Arc<[Vec<u8>]> {
        let wish = |index| self.compose("POST", "links", &self.wish(index)).into_bytes();
        (0..number).map(wish).collect()
    }

    fn wish(&self, index: usize) -> Value {
        json!({"external_id": format!("customer-{index}"), "job_id": self.job})
    }

    /// The paths of that many new links.
    pub async fn links(&mut self, number: usize) -> anyhow::Result<Vec<String>> {
        let mut paths = Vec::with_capacity(number);
        for index in 0..number {
            let link = self.create("links", &self.wish(index)).await?;
            let url: url::Url = link["link_url"].as_str().context("a link's URL")?.parse()?;
            paths.push(url.path().to_owned());
        }
        Ok(paths)
    }

    /// Makes one of something.
    pub async fn create(&mut self, noun: &str, body: &Value) -> anyhow::Result<Value> {
        self.call("POST", noun, body).await
    }

    /// Makes any call of the API that is answered with JSON.
    pub async fn call(&mut self, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let request = self.compose(method, path, body);
        let answer = self.connection.exchange(request.as_bytes()).await?;
        ensure!(matches!(answer.status, 200 | 201), "{path}: {} {}", answer.status, answer.body);
        Ok(serde_json::from_str(answer.body)?)
    }

    /// The request of a call that reads something, as it is sent.
    pub fn asks(&self, path: &str) -> Vec<u8> {
        let key = &self.key;
        format!("GET /v1/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\r\n").into_bytes()
    }

    fn compose(&self, method: &str, path: &str, body: &Value) -> String {
        let (body, key) = (body.to_string(), &self.key);
        format!(
            "{method} /v1/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        )
    }
}
