//! `vestibule listen`: a company's events as they come, forwarded to a server under development.

use std::time::Duration;

use anyhow::Context;
use clap::Args;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use tokio::time::sleep;
use url::Url;

use super::{backend, out, serve::stop_signal};
use crate::{
    app::Clock,
    domain::webhook::{make_secret, sign},
    net::caller::{CallError, Caller},
};

/// What to listen to, and where to forward it.
#[derive(Args)]
pub struct Options {
    /// Where to post each event, signed as a webhook is.
    #[arg(long, value_name = "URL")]
    forward_to: Option<Url>,
    #[command(flatten)]
    backend: backend::Server,
}

/// How often the feed is asked for more.
const PAUSE: Duration = Duration::from_secs(1);
/// How long to wait when the server cannot be asked.
const TROUBLE: Duration = Duration::from_secs(3);

/// Listens until it is told to stop.
pub async fn run(options: Options) -> anyhow::Result<()> {
    let caller = options.backend.caller()?;
    let listener = Listener { caller, to: options.forward_to, secret: make_secret(rand::random()) };
    if let Some(to) = &listener.to {
        out::line(format_args!("Forwarding to {to}, signed with {}", listener.secret.expose_secret()))?;
    }
    tokio::select! {
        ended = listener.listen() => ended,
        stopped = stop_signal() => stopped,
    }
}

struct Listener {
    caller: Caller,
    to: Option<Url>,
    secret: SecretString,
}

impl Listener {
    async fn listen(&self) -> anyhow::Result<()> {
        let newest = self.caller.get("/v1/events", &[("limit", "1")]).await?;
        let mut last = newest["data"][0]["id"].as_str().unwrap_or_default().to_owned();
        out::line("Listening.")?;
        loop {
            match self.caller.get("/v1/events", &[("after", &last), ("limit", "100")]).await {
                Ok(listed) => {
                    for event in listed["data"].as_array().into_iter().flatten() {
                        self.tell(event).await?;
                        event["id"].as_str().unwrap_or_default().clone_into(&mut last);
                    }
                    if listed["next_cursor"].is_null() {
                        sleep(PAUSE).await;
                    }
                }
                Err(error @ CallError::Refused { status: 400..500, .. }) => return Err(error.into()),
                Err(error) => {
                    eprintln!("{error}; trying again");
                    sleep(TROUBLE).await;
                }
            }
        }
    }

    async fn tell(&self, event: &Value) -> anyhow::Result<()> {
        let word = |name: &str| event[name].as_str().unwrap_or_default().to_owned();
        let about = event["data"]["link_id"].as_str().unwrap_or_default();
        let line = format!("{}  {:<28} {}  {about}", word("created"), word("type"), word("id"));
        let Some(to) = &self.to else {
            out::line(line.trim_end())?;
            return Ok(());
        };
        let answer = match self.forward(to, event).await? {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        out::line(format_args!("{line}  → {answer}"))?;
        Ok(())
    }

    async fn forward(&self, to: &Url, event: &Value) -> anyhow::Result<Result<u16, CallError>> {
        let (id, body) = (event["id"].as_str().unwrap_or_default(), event.to_string());
        let timestamp = Clock::default().now().unix_timestamp();
        let signature = sign(&self.secret, id.parse()?, timestamp, &body).context("a secret just made signs")?;
        let headers = [
            ("webhook-id", id.to_owned()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signature),
        ];
        Ok(self.caller.forward(to, &headers, body).await)
    }
}
