//! Webhooks: how fast they are delivered, and beside whom.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{
    Size,
    installation::Installation,
    process::Process,
    rate::{Round, rounded},
    receiver::BAD,
    report::{Report, mib},
};

/// A portal with something to deliver, and those who are to get it.
pub struct Post {
    installation: Installation,
    receiver: Process,
    size: Size,
    /// The API's path of the endpoint that takes everything.
    good: String,
    /// Those of the others.
    bad: Vec<String>,
}

impl Post {
    /// Makes endpoints and links, so that each endpoint has as many deliveries as one side of a round.
    pub async fn open(mut installation: Installation, size: Size) -> anyhow::Result<Self> {
        let receiver = Process::start("receiver", &installation.folder).await?;
        let mut paths = Vec::new();
        for path in ["take"].iter().chain(&BAD) {
            let url = format!("http://{}/{path}", receiver.address);
            let endpoint = json!({"url": url, "events": ["link.created"]});
            let endpoint = installation.backend.create("webhook-endpoints", &endpoint).await?;
            paths.push(format!("webhook-endpoints/{}", endpoint["id"].as_str().context("an id")?));
        }
        installation.backend.links(size.deliveries).await?;
        let (good, bad) = (paths.remove(0), paths);
        let mut post = Self { installation, receiver, size, good, bad };
        post.stop_bad().await?;
        post.settle(u64::try_from(size.deliveries)?).await?;
        Ok(post)
    }

    /// Signed deliveries against the same posts without a portal, in turns.
    pub async fn deliveries(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let mut bare = Process::start("posts", &self.installation.folder).await?;
        let bytes = self.receiver.counts().await?.bytes;
        let line = format!("{} {bytes} http://{}/take", self.size.deliveries, self.receiver.address);
        bare.round(&line).await?;
        let mut rounds = Vec::new();
        for _ in 0..self.size.rounds {
            rounds.push((bare.round(&line).await?, self.round().await?));
        }
        report.compare(&format!("signed delivery : bare post of {bytes} bytes"), Some(0.3), &rounds);
        Ok(())
    }

    /// Deliveries to the good endpoint beside all others against it alone, in turns. It thinks for a while, as those on
    /// the net do: else both sides would wait for the processor, of which the others' work takes its share.
    pub async fn beside_slow_ones(&mut self, report: &mut Report) -> anyhow::Result<()> {
        let url = format!("http://{}/work", self.receiver.address);
        self.installation.backend.call("PATCH", &self.good, &json!({"url": url})).await?;
        self.round().await?;
        let before = self.installation.portal.memory()?;
        let mut rounds = Vec::new();
        for _ in 0..self.size.rounds {
            let alone = self.round().await?;
            self.start_bad().await?;
            rounds.push((alone, self.round().await?));
            self.stop_bad().await?;
        }
        report.compare("delivery beside hang, drip, 500, flood : alone", Some(0.9), &rounds);
        let (before, after) = (mib(before), mib(self.installation.portal.memory()?));
        report.tell("    MiB of memory afterwards", "–", after, &format!("{before:.1} before"));
        Ok(())
    }

    /// All deliveries of the good endpoint once more.
    async fn round(&mut self) -> anyhow::Result<Round> {
        let before = self.receiver.counts().await?.requests;
        let (cpu, started) = (self.installation.portal.cpu()?, Instant::now());
        let path = format!("{}/replay", self.good);
        let replayed = self.installation.backend.call("POST", &path, &everything()).await?["replayed"].as_u64();
        ensure!(replayed == u64::try_from(self.size.deliveries).ok(), "{replayed:?} were replayed");
        self.await_taken(before + replayed.unwrap_or_default()).await?;
        let round = rounded(self.size.deliveries, started, self.installation.portal.cpu()?.saturating_sub(cpu))?;
        self.settle(before).await?;
        Ok(round)
    }

    async fn await_taken(&mut self, number: u64) -> anyhow::Result<()> {
        let started = Instant::now();
        while self.receiver.counts().await?.requests < number {
            ensure!(started.elapsed() < Duration::from_mins(1), "deliveries are missing");
            sleep(Duration::from_millis(2)).await;
        }
        Ok(())
    }

    /// Waits until so many were taken and all that was taken is noted.
    async fn settle(&mut self, number: u64) -> anyhow::Result<()> {
        self.await_taken(number).await?;
        let id = self.good.rsplit('/').next().unwrap_or_default();
        let path = format!("deliveries?limit=1&state=pending&endpoint_id={id}");
        let started = Instant::now();
        while self.installation.backend.call("GET", &path, &Value::Null).await?["data"] != json!([]) {
            ensure!(started.elapsed() < Duration::from_mins(1), "deliveries are not noted");
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Gives the others all their deliveries, as if nothing had happened before.
    async fn start_bad(&mut self) -> anyhow::Result<()> {
        for path in &self.bad {
            self.installation.backend.call("PATCH", path, &json!({"enabled": true})).await?;
            self.installation.backend.call("POST", &format!("{path}/replay"), &everything()).await?;
        }
        Ok(())
    }

    async fn stop_bad(&mut self) -> anyhow::Result<()> {
        for path in &self.bad {
            self.installation.backend.call("PATCH", path, &json!({"enabled": false})).await?;
        }
        Ok(())
    }
}

fn everything() -> Value {
    json!({"since": "2020-01-01T00:00:00Z", "all": true})
}
