//! Browsers: what a context costs that waits, how soon it shows a prompt, and what becomes of those who wait for one.

use std::{
    collections::HashMap,
    fs,
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::sleep,
};

use super::{
    Size,
    installation::Installation,
    rate::{Round, rounded, walks},
    report::Report,
    walk,
};

/// What a bare script takes for the same: a context, the page, and what it shows.
const SCRIPT: &str = "tests/e2e/support/first-prompt.mjs";
/// After how long a page that waits has let go of what it needed to come about.
const AT_REST: Duration = Duration::from_secs(3);
/// How often the pages are counted.
const OFTEN: Duration = Duration::from_millis(20);
/// How many contexts there are for the many flows that queue.
const FEW: usize = 8;

/// Measures portals whose source needs a browser, of which there is room for so many.
pub async fn measure(
    mut open: impl AsyncFnMut(usize) -> anyhow::Result<Installation>,
    size: Size,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut roomy = open(size.contexts + 2).await?;
    in_browsers(&mut roomy).await?;
    memory(&mut roomy, size, report).await?;
    drop(roomy);
    // Every page waits for a customer who does not come, and none makes room for another.
    let mut roomy = open((size.prompts + 1) * (size.rounds + 1)).await?;
    let source = in_browsers(&mut roomy).await?;
    first_prompts(&mut roomy, &source, size, report).await?;
    drop(roomy);
    let mut installation = open(FEW).await?;
    in_browsers(&mut installation).await?;
    queue(&mut installation, size, report).await
}

/// Has the source of an installation driven in browsers, its pages made by scripts; its login URL.
async fn in_browsers(installation: &mut Installation) -> anyhow::Result<String> {
    let source =
        change(installation, "sources", |source| json!({"engine": "chrome", "login_url": source["login_url"]})).await?;
    change(installation, "workflows", |workflow| json!({"steps": workflow["steps"]})).await?;
    Ok(source["login_url"].as_str().context("a login URL")?.to_owned())
}

/// Changes the only one there is of something, and moves what is changed to the pages that scripts make.
async fn change(
    installation: &mut Installation,
    noun: &str,
    change: impl Fn(&Value) -> Value,
) -> anyhow::Result<Value> {
    let there = installation.backend.call("GET", noun, &Value::Null).await?;
    let change = change(&there["data"][0]).to_string().replace("/classic/", "/app/");
    let path = format!("{noun}/{}", there["data"][0]["id"].as_str().context("an id")?);
    installation.backend.call("PATCH", &path, &serde_json::from_str(&change)?).await
}

async fn to_prompts(installation: &mut Installation, number: usize, at_once: usize) -> anyhow::Result<Round> {
    let links: Arc<[String]> = installation.backend.links(number).await?.into();
    let portal = installation.portal.address;
    let to_prompt = move |index: usize| {
        let links = Arc::clone(&links);
        async move { walk::to_prompt(portal, &links[index]).await.map(drop) }
    };
    walks(&installation.portal, number, at_once, to_prompt).await
}

/// What one more context costs that waits for its customer, with all processes of its browser.
async fn memory(installation: &mut Installation, size: Size, report: &mut Report) -> anyhow::Result<()> {
    to_prompts(installation, 1, 1).await?;
    sleep(AT_REST).await;
    let before = of_browsers(installation.portal.id()?)?;
    ensure!(before > 0, "there is no browser");
    to_prompts(installation, size.contexts, 4).await?;
    sleep(AT_REST).await;
    let grown = of_browsers(installation.portal.id()?)?.saturating_sub(before);
    let each = f64::from(u32::try_from(grown)?) / 1024.0 / f64::from(u32::try_from(size.contexts)?);
    report.tell(&format!("MiB of memory per waiting context, with {}", size.contexts), "≤ 20", each, "");
    report.tell("    flows in a GiB", "–", 1024.0 / each, "");
    Ok(())
}

/// How soon the first prompt is there, against a script that does the same in the same browser, in turns.
async fn first_prompts(
    installation: &mut Installation,
    login_url: &str,
    size: Size,
    report: &mut Report,
) -> anyhow::Result<()> {
    let mut script = Script::start(login_url).await?;
    script.round(1).await?;
    to_prompts(installation, 1, 1).await?;
    let mut rounds = Vec::new();
    for _ in 0..size.rounds {
        rounds.push((script.round(size.prompts).await?, to_prompts(installation, size.prompts, 1).await?));
    }
    report.rates("first prompt in a context of its own : bare script", Some(1.0 / 1.3), &rounds);
    Ok(())
}

/// Many whole flows that have to wait for few contexts, each of which is a process.
async fn queue(installation: &mut Installation, size: Size, report: &mut Report) -> anyhow::Result<()> {
    let number = FEW * 5;
    let number = if size.is_smoke { FEW + 2 } else { number };
    let links: Arc<[String]> = installation.backend.links(number).await?.into();
    let portal = installation.portal.address;
    let through = move |index: usize| {
        let links = Arc::clone(&links);
        async move { walk::through_portal(portal, &links[index]).await }
    };
    let most = Arc::new(AtomicUsize::new(0));
    let counting = tokio::spawn(count_pages(installation.portal.id()?, Arc::clone(&most)));
    let done = walks(&installation.portal, number, number, through).await?;
    counting.abort();
    report.tell(
        &format!("flows each second, {number} at once behind {FEW} contexts"),
        "–",
        done.per_second,
        "all ended well",
    );
    let most = u32::try_from(most.load(Ordering::Relaxed))?;
    ensure!(most > 0, "no page was seen");
    report.tell("    the most pages at the same time", &format!("≤ {FEW}"), f64::from(most), "");
    Ok(())
}

/// Counts the pages that there are under a process, again and again, and tells the most; never ends.
async fn count_pages(ancestor: u32, most: Arc<AtomicUsize>) {
    loop {
        let pages = descendants(ancestor).unwrap_or_default().into_iter().filter(|process| is_page(*process)).count();
        most.fetch_max(pages, Ordering::Relaxed);
        sleep(OFTEN).await;
    }
}

/// The memory of all processes that descend from one, in KiB; what several share counts in parts.
fn of_browsers(ancestor: u32) -> anyhow::Result<u64> {
    let share = |process| {
        let told = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
        told.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().trim_end_matches(" kB").parse::<u64>().ok())
    };
    Ok(descendants(ancestor)?.into_iter().filter_map(share).sum())
}

/// Whether a process shows a page; browsers write the arguments of theirs anew.
fn is_page(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/cmdline")).is_ok_and(|command| command.contains("--type=renderer"))
}

/// All processes that descend from one.
fn descendants(ancestor: u32) -> anyhow::Result<Vec<u32>> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    for entry in fs::read_dir("/proc")? {
        let Ok(process) = entry?.file_name().to_string_lossy().parse::<u32>() else { continue };
        let Ok(stat) = fs::read_to_string(format!("/proc/{process}/stat")) else { continue };
        let parent = stat.rsplit_once(") ").and_then(|(_, fields)| fields.split(' ').nth(1)?.parse().ok());
        children.entry(parent.unwrap_or_default()).or_default().push(process);
    }
    let (mut line, mut found) = (vec![ancestor], Vec::new());
    while let Some(process) = line.pop() {
        let young = children.remove(&process).unwrap_or_default();
        found.extend(&young);
        line.extend(young);
    }
    Ok(found)
}

/// A script in Node that opens the page in a context of its own, over and over.
struct Script {
    _node: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Script {
    async fn start(url: &str) -> anyhow::Result<Self> {
        let mut command = Command::new("node");
        command.arg(SCRIPT).arg(url).stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut node = command.spawn().context("node, which runs the script to compare with")?;
        let input = node.stdin.take().context("a pipe")?;
        let mut output = BufReader::new(node.stdout.take().context("a pipe")?).lines();
        output.next_line().await?.context("the script did not start; are the packages of tests/e2e installed?")?;
        Ok(Self { _node: node, input, output })
    }

    async fn round(&mut self, number: usize) -> anyhow::Result<Round> {
        let started = Instant::now();
        self.input.write_all(format!("{number}\n").as_bytes()).await?;
        self.output.next_line().await?.context("the script is gone")?;
        rounded(number, started, Duration::ZERO)
    }
}
