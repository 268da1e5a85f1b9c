//! A healthy customer beside what hurts: flows that read the worst pages, a company whose source hangs, and connections
//! that are held half open. Each is told as a ratio to quiet runs before and after it, in the same process.

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
    hostile::{HANGS, PAGES},
    http::{Connection, get},
    process::Process,
    report::Report,
    walk,
};

/// A customer who is not done by then has failed.
const PATIENCE: Duration = Duration::from_mins(2);
/// What a time may become, at most, as a multiple of the quiet one.
const AIM: &str = "≤ 5";
/// How long a trouble goes on before and after it is measured: longer than a source may take for one step.
const BEFORE: Duration = Duration::from_secs(2);
const AFTER: Duration = Duration::from_secs(35);
/// How often the portal is asked whether it lives.
const PULSE: Duration = Duration::from_millis(25);

/// A portal with two companies: one whose customers are measured, and one that is the trouble.
pub struct Attack {
    portal: Process,
    hostile: Process,
    healthy: Backend,
    bad: Backend,
    size: Size,
}

/// How it went for the healthy customers of some runs, and how long the portal took to say that it lives.
#[derive(Default)]
struct Run {
    took: Vec<Duration>,
    failed: usize,
    pulses: Vec<Duration>,
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

    /// Measures all of them.
    pub async fn measure(mut self, report: &mut Report) -> anyhow::Result<()> {
        self.run(&mut Run::default()).await?; // fills caches
        let size = self.size.attack;
        let mut worst = Vec::new();
        for page in PAGES {
            worst.push(self.job(&format!("worst/{}", page.name), page.looks_for).await?);
        }
        let number = size.pages;
        self.beside(&format!("{number} flows that read the worst pages"), report, Trouble::Flows(worst, number))
            .await?;
        let hangs = self.job(HANGS, None).await?;
        for number in size.flows {
            let trouble = Trouble::Flows(vec![hangs.clone()], number);
            self.beside(&format!("{number} flows of a source that hangs"), report, trouble).await?;
        }
        let number = size.connections;
        self.beside(&format!("{number} half-open connections"), report, Trouble::HalfOpen(number)).await
    }

    /// A job at a page of the hostile source, with a recipe that looks for this where one is wanted.
    async fn job(&mut self, page: &str, looks_for: Option<&str>) -> anyhow::Result<Value> {
        let mut definition = json!({
            "name": page, "login_url": format!("http://{}/{page}", self.hostile.address), "engine": "http",
        });
        if let Some(selector) = looks_for {
            let field = json!({"identifier": selector, "password": selector});
            let screen = json!({"name": "sign-in", "when": {"all": [selector]}, "ask": "credentials", "fields": field});
            definition["recipe"] = json!({"signed_in": {"all": [selector]}, "screens": [screen]});
        }
        self.bad.follow(self.portal.address).await?;
        let source = self.bad.create("sources", &definition).await?;
        Ok(self.bad.create("jobs", &json!({"name": page, "source_id": source["id"]})).await?["id"].clone())
    }

    async fn beside(&mut self, what: &str, report: &mut Report, trouble: Trouble) -> anyhow::Result<()> {
        let (mut quiet, mut beside) = (Run::default(), Run::default());
        self.run(&mut quiet).await?;
        // A connection that waited for a whole run is closed by now.
        self.bad.follow(self.portal.address).await?;
        let makes = trouble.make(&mut self.bad, self.portal.address).await?;
        sleep(BEFORE).await;
        self.run(&mut beside).await?;
        drop(makes);
        if !self.size.is_smoke {
            sleep(AFTER).await;
            self.run(&mut quiet).await?;
        }
        for (name, hundredths) in [("p50", 50), ("p99", 99)] {
            let (loud, calm) = (at(&mut beside.took, hundredths), at(&mut quiet.took, hundredths));
            let said = format!("{} ms : {} ms", loud.as_millis(), calm.as_millis());
            report.tell(&format!("{name} beside {what}"), AIM, loud.as_secs_f64() / calm.as_secs_f64(), &said);
        }
        let said = format!("of {}; quiet {} of {}", beside.took.len(), quiet.failed, quiet.took.len());
        report.tell("    customers who failed", "0", small(beside.failed), &said);
        let slowest = |run: &mut Run| at(&mut run.pulses, 100).as_secs_f64() * 1e3;
        let said =
            format!("p99 {} ms; quiet at most {:.0} ms", at(&mut beside.pulses, 99).as_millis(), slowest(&mut quiet));
        report.tell("    /livez at most, in ms", "≤ 100", slowest(&mut beside), &said);
        Ok(())
    }

    /// Healthy customers from end to end, some at once.
    async fn run(&mut self, run: &mut Run) -> anyhow::Result<()> {
        let size = self.size.attack;
        self.healthy.follow(self.portal.address).await?;
        let links: Arc<[String]> = self.healthy.links(size.customers).await?.into();
        let (next, portal) = (Arc::new(AtomicUsize::new(0)), self.portal.address);
        let pulse = tokio::spawn(pulse(portal, Arc::clone(&next), size.customers + size.walkers));
        let mut walkers = JoinSet::new();
        for _ in 0..size.walkers {
            let (links, next) = (Arc::clone(&links), Arc::clone(&next));
            walkers.spawn(async move {
                let mut took = Vec::new();
                while let Some(link) = links.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let begun = Instant::now();
                    took.push((timeout(PATIENCE, walk::through_portal(portal, link)).await, begun.elapsed()));
                }
                took
            });
        }
        for (ended, took) in walkers.join_all().await.into_iter().flatten() {
            run.took.push(took);
            run.failed += usize::from(!matches!(ended, Ok(Ok(()))));
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(error)) => eprintln!("a customer failed after {took:.1?}: {error:#}"),
                Err(_) => eprintln!("a customer was not done after {took:.1?}"),
            }
        }
        run.pulses.extend(pulse.await?);
        Ok(())
    }
}

/// Asks whether the portal lives, each time as a newcomer, until all walkers have come to the end of their list.
async fn pulse(portal: SocketAddr, next: Arc<AtomicUsize>, end: usize) -> Vec<Duration> {
    let mut took = Vec::new();
    while next.load(Ordering::Relaxed) < end {
        let begun = Instant::now();
        // No answer is as bad as the slowest.
        took.push(if lives(portal).await.is_ok() { begun.elapsed() } else { PATIENCE });
        sleep(PULSE).await;
    }
    took
}

async fn lives(portal: SocketAddr) -> anyhow::Result<()> {
    let mut connection = Connection::open(portal).await?;
    let answer = connection.exchange(&get("/livez")).await?;
    anyhow::ensure!(answer.status == 200);
    Ok(())
}

/// The time below which so many hundredths are.
fn at(took: &mut [Duration], hundredths: usize) -> Duration {
    took.sort_unstable();
    took.get(took.len().saturating_sub(1) * hundredths / 100).copied().unwrap_or_default()
}

/// What is done to the portal meanwhile.
enum Trouble {
    /// So many customers begin flows of these jobs, again and again.
    Flows(Vec<Value>, usize),
    HalfOpen(usize),
}

impl Trouble {
    /// Begins it; it ends with what is returned.
    async fn make(self, bad: &mut Backend, portal: SocketAddr) -> anyhow::Result<JoinSet<()>> {
        let mut makes = JoinSet::new();
        match self {
            Self::Flows(jobs, number) => {
                let mut links = Vec::new();
                for index in 0..number {
                    let wish = json!({"external_id": format!("trouble-{index}"), "job_id": jobs[index % jobs.len()]});
                    let link = bad.create("links", &wish).await?;
                    let url: url::Url = link["link_url"].as_str().context("a link's URL")?.parse()?;
                    links.push(url.path().to_owned());
                }
                for link in links {
                    makes.spawn(async move {
                        loop {
                            if waits(portal, &link).await.is_err() {
                                sleep(Duration::from_secs(1)).await;
                            }
                        }
                    });
                }
            }
            Self::HalfOpen(number) => {
                for _ in 0..number {
                    makes.spawn(async move {
                        loop {
                            if holds(portal).await.is_err() {
                                sleep(Duration::from_secs(1)).await;
                            }
                        }
                    });
                }
            }
        }
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

/// Holds a connection with half a request until it is thrown out.
async fn holds(portal: SocketAddr) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(portal).await?;
    stream.write_all(b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ").await?;
    loop {
        sleep(Duration::from_secs(1)).await;
        stream.write_all(b"x").await?;
    }
}

fn small(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
