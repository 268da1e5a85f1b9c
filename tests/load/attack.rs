//! A healthy customer beside what hurts: flows that read the worst pages, a company whose source hangs, and connections
//! that are held half open. Each is told as a ratio to the quiet run before it, in the same process.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::Context;
use serde_json::{Value, json};
use tokio::{
    io::AsyncWriteExt,
    net::TcpStream,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{
    Size,
    backend::{self, Backend},
    browser::Browser,
    process::Process,
    report::Report,
    walk,
};

/// A customer who is not done by then has failed.
const PATIENCE: Duration = Duration::from_mins(2);
/// What the p99 may become, at most, as a multiple of the quiet one.
const AIM: &str = "≤ 5";

/// A portal with two companies: one whose customers are measured, and one that is the trouble.
pub struct Attack {
    portal: Process,
    hostile: Process,
    healthy: Backend,
    bad: Backend,
    size: Size,
}

/// How it went for the healthy customers of one run.
struct Run {
    p99: Duration,
    failed: usize,
}

impl Attack {
    /// Starts everything in a folder of its own.
    pub async fn open(folder: &Path, source: SocketAddr, size: Size) -> anyhow::Result<Self> {
        let folder = folder.join("attack");
        std::fs::create_dir(&folder)?;
        let keys = [backend::found(&folder).await?, backend::found(&folder).await?];
        let hostile = Process::start("hostile", &folder).await?;
        let portal = Process::start("portal", &folder).await?;
        let [healthy, bad] = keys;
        let healthy = Backend::define(portal.address, source, healthy).await?;
        let bad = Backend::define(portal.address, source, bad).await?;
        Ok(Self { portal, hostile, healthy, bad, size })
    }

    /// Measures all three.
    pub async fn measure(mut self, report: &mut Report) -> anyhow::Result<()> {
        self.run().await?; // fills caches
        let size = self.size.attack;
        let number = size.pages;
        let worst = self.source("worst", Some("q ~ i")).await?;
        self.beside(&format!("{number} flows that read the worst pages"), report, Trouble::Flows(worst, number))
            .await?;
        let (number, hangs) = (size.flows, self.source("hangs", None).await?);
        self.beside(&format!("{number} flows of a source that hangs"), report, Trouble::Flows(hangs, number)).await?;
        let number = size.connections;
        self.beside(&format!("{number} half-open connections"), report, Trouble::HalfOpen(number)).await
    }

    /// A job at a page of the hostile source; with a recipe that looks for this where one may.
    async fn source(&mut self, page: &str, looks_for: Option<&str>) -> anyhow::Result<Value> {
        let mut definition = json!({
            "name": page, "login_url": format!("http://{}/{page}", self.hostile.address), "engine": "http",
        });
        if let Some(selector) = looks_for {
            let field = json!({"identifier": selector, "password": selector});
            let screen = json!({"name": "sign-in", "when": {"all": [selector]}, "ask": "credentials", "fields": field});
            definition["recipe"] = json!({"signed_in": {"all": [selector]}, "screens": [screen]});
        }
        let source = match self.bad.create("sources", &definition).await {
            Ok(source) => source,
            // Where such a recipe is not taken, the screens are recognised.
            Err(_) if looks_for.is_some() => {
                definition.as_object_mut().context("an object")?.remove("recipe");
                self.bad.create("sources", &definition).await?
            }
            Err(error) => return Err(error),
        };
        Ok(self.bad.create("jobs", &json!({"name": page, "source_id": source["id"]})).await?["id"].clone())
    }

    async fn beside(&mut self, what: &str, report: &mut Report, trouble: Trouble) -> anyhow::Result<()> {
        let quiet = self.run().await?;
        let makes = trouble.make(&mut self.bad, self.portal.address).await?;
        let beside = self.run().await?;
        drop(makes);
        let ratio = beside.p99.as_secs_f64() / quiet.p99.as_secs_f64();
        let said = format!("{} ms : {} ms", beside.p99.as_millis(), quiet.p99.as_millis());
        report.tell(&format!("p99 beside {what}"), AIM, ratio, &said);
        let all = self.size.attack.customers;
        report.tell(
            "    customers who failed",
            "0",
            small(beside.failed),
            &format!("of {all}; quiet {}", quiet.failed),
        );
        Ok(())
    }

    /// Healthy customers from end to end, some at once.
    async fn run(&mut self) -> anyhow::Result<Run> {
        let size = self.size.attack;
        let links: Arc<[String]> = self.healthy.links(size.customers).await?.into();
        let (next, portal) = (Arc::new(AtomicUsize::new(0)), self.portal.address);
        let mut walkers = JoinSet::new();
        for _ in 0..size.walkers {
            let (links, next) = (Arc::clone(&links), Arc::clone(&next));
            walkers.spawn(async move {
                let mut took = Vec::new();
                while let Some(link) = links.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let begun = Instant::now();
                    let walked = timeout(PATIENCE, walk::through_portal(portal, link)).await;
                    took.push((begun.elapsed(), matches!(walked, Ok(Ok(())))));
                }
                took
            });
        }
        let mut took: Vec<(Duration, bool)> = walkers.join_all().await.into_iter().flatten().collect();
        took.sort_unstable();
        let p99 = took[(took.len() - 1) * 99 / 100].0;
        Ok(Run { p99, failed: took.iter().filter(|(_, is_good)| !is_good).count() })
    }
}

/// What is done to the portal meanwhile.
enum Trouble {
    /// So many customers of a job begin their flows and wait.
    Flows(Value, usize),
    HalfOpen(usize),
}

impl Trouble {
    /// Begins it; it ends with what is returned.
    async fn make(self, bad: &mut Backend, portal: SocketAddr) -> anyhow::Result<JoinSet<()>> {
        let mut makes = JoinSet::new();
        match self {
            Self::Flows(job, number) => {
                let mut links = Vec::new();
                for index in 0..number {
                    let wish = json!({"external_id": format!("trouble-{index}"), "job_id": job});
                    let link = bad.create("links", &wish).await?;
                    let url: url::Url = link["link_url"].as_str().context("a link's URL")?.parse()?;
                    links.push(url.path().to_owned());
                }
                for link in links {
                    makes.spawn(async move { drop(waits(portal, &link).await) });
                }
            }
            Self::HalfOpen(number) => {
                for _ in 0..number {
                    makes.spawn(async move { drop(holds(portal).await) });
                }
            }
        }
        sleep(Duration::from_secs(1)).await;
        Ok(makes)
    }
}

/// Begins a flow and looks at it again and again, as its page does.
async fn waits(portal: SocketAddr, link: &str) -> anyhow::Result<()> {
    let mut browser = Browser::open(portal).await?;
    browser.get(link).await?;
    browser.post(&format!("{link}/begin"), &[], &[("action", "continue")]).await?;
    while browser.page.contains("data-page=\"waiting\"") {
        sleep(Duration::from_secs(1)).await;
        browser.get(&browser.path.clone()).await?;
    }
    Ok(())
}

/// Holds a connection with half a request, and comes again when it is thrown out.
async fn holds(portal: SocketAddr) -> anyhow::Result<()> {
    loop {
        let mut stream = TcpStream::connect(portal).await?;
        let mut goes_on = stream.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ").await.is_ok();
        while goes_on {
            sleep(Duration::from_secs(1)).await;
            goes_on = stream.write_all(b"x").await.is_ok();
        }
    }
}

fn small(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
