//! What a job reads and takes, beside the same pages and the same file asked for as barely as can be.

use std::{net::SocketAddr, time::Instant};

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use super::{
    Size,
    browser::Browser,
    installation::Installation,
    report::{Report, mib},
    walk,
};

/// Measures both.
pub async fn measure(
    installation: &mut Installation,
    source: SocketAddr,
    size: Size,
    report: &mut Report,
) -> anyhow::Result<()> {
    records(installation, source, size.records, report).await?;
    file(installation, source, size.file, report).await
}

/// Records read over pages, beside the pages fetched and parsed by the same parser.
async fn records(
    installation: &mut Installation,
    source: SocketAddr,
    count: usize,
    report: &mut Report,
) -> anyhow::Result<()> {
    let path = format!("/classic/account/bookings?count={count}");
    let steps = json!([
        {"step": "visit", "url": path},
        {"step": "extract", "name": "bookings", "rows": "#bookings tbody tr", "next": "a[rel=next]", "total": "#total",
            "fields": {
                "number": {"at": ".number", "key": true}, "day": {"at": ".day", "type": "date"},
                "text": ".text", "amount": {"at": ".amount", "type": "money"},
            }},
    ]);
    let (run, grown) = ran(installation, &steps).await?;
    ensure!(run["outcomes"][1]["records"] == count, "{run}");
    let ours = per_second(count as u64, seconds(&run)?);
    let bare = per_second(count as u64, pages(source, path).await?);
    report.tell(
        &format!("{count} records read, to a bare parse of the same pages"),
        "–",
        ours / bare,
        &rates(ours, bare),
    );
    report.tell("    MiB of memory that the run took at most", "–", grown, "");
    Ok(())
}

/// Fetches and parses every page; how many seconds that takes.
async fn pages(source: SocketAddr, mut path: String) -> anyhow::Result<f64> {
    let mut browser = signed_in(source).await?;
    let begun = Instant::now();
    loop {
        browser.get(&path).await?;
        let document = scraper::Html::parse_document(&browser.page);
        ensure!(document.root_element().has_children(), "an empty page");
        let Some((_, next)) = browser.page.split_once("<a rel=\"next\" href=\"") else { break };
        path = next.split('"').next().context("the next page")?.replace("&amp;", "&");
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// A file taken, beside the same file fetched by the client that the program uses.
async fn file(
    installation: &mut Installation,
    source: SocketAddr,
    bytes: u64,
    report: &mut Report,
) -> anyhow::Result<()> {
    let path = format!("/classic/account/documents/statement-{bytes}.pdf");
    let (run, grown) = ran(installation, &json!([{"step": "download", "url": path}])).await?;
    let taken = run["outcomes"][0]["bytes"].as_u64().with_context(|| run.to_string())?;
    let ours = per_second(taken / 1_000_000, seconds(&run)?);
    let browser = signed_in(source).await?;
    // An error means that there is a provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder().no_proxy().build()?;
    let begun = Instant::now();
    let asked = client.get(format!("http://{source}{path}")).header("cookie", browser.cookies());
    let (mut answer, mut read) = (asked.send().await?.error_for_status()?, 0);
    while let Some(piece) = answer.chunk().await? {
        read += piece.len() as u64;
    }
    ensure!(read == taken, "{read} bytes, and {taken} were taken");
    let bare = per_second(read / 1_000_000, begun.elapsed().as_secs_f64());
    report.tell(&format!("{} MB taken, to a bare client", bytes / 1_000_000), "–", ours / bare, &rates(ours, bare));
    report.tell("    MiB of memory that the run took at most", "–", grown, "");
    Ok(())
}

/// The run of a workflow of these steps, and by how many MiB the portal grew at most meanwhile.
async fn ran(installation: &mut Installation, steps: &Value) -> anyhow::Result<(Value, f64)> {
    let Installation { portal, backend, .. } = installation;
    // What a first sign-in leaves in caches is not of the run.
    let warm = backend.links(1).await?.remove(0);
    walk::through_portal(portal.address, &warm).await?;
    backend.does(steps).await?;
    let link = backend.links(1).await?.remove(0);
    portal.forget_peak()?;
    let before = portal.memory()?;
    walk::through_portal(portal.address, &link).await?;
    let grown = mib(portal.peak()?.saturating_sub(before));
    let runs = backend.call("GET", "workflow-runs?limit=1", &Value::Null).await?;
    Ok((runs["data"][0].clone(), grown))
}

/// How long a run took, from its beginning, which is told by its job run.
fn seconds(run: &Value) -> anyhow::Result<f64> {
    let at = |name: &str| -> anyhow::Result<time::OffsetDateTime> {
        let told = run[name].as_str().with_context(|| format!("no {name}: {run}"))?;
        Ok(time::OffsetDateTime::parse(told, &time::format_description::well_known::Rfc3339)?)
    };
    Ok((at("ended_at")? - at("created_at")?).as_seconds_f64())
}

async fn signed_in(source: SocketAddr) -> anyhow::Result<Browser> {
    let mut browser = Browser::open(source).await?;
    walk::signs_in(&mut browser).await?;
    Ok(browser)
}

fn per_second(count: u64, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds
}

fn rates(ours: f64, bare: f64) -> String {
    format!("{ours:.0} : {bare:.0} each second")
}
