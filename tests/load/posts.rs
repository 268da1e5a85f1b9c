//! What delivering webhooks is compared with: the same posts, made by nothing but the HTTP client.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use anyhow::{Context, ensure};
use bytes::Bytes;
use tokio::{
    io::{AsyncBufReadExt, BufReader, stdin},
    task::JoinSet,
};

use super::server::Counts;

/// As many as Vestibule has under way to one endpoint.
const AT_ONCE: usize = 8;

/// Posts for each line `NUMBER BYTES URL` so many bodies of that size there.
pub async fn play() -> anyhow::Result<()> {
    rustls::crypto::ring::default_provider().install_default().ok().context("a provider of cryptography")?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    println!("127.0.0.1:0");
    let posted = Arc::new(AtomicU64::new(0));
    let mut lines = BufReader::new(stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        if let [number, bytes, url] = line.split(' ').collect::<Vec<_>>()[..] {
            ensure!(url.starts_with("http://127.0.0.1:"), "{url} is not on this machine");
            let (end, body) = (posted.load(Ordering::Relaxed) + number.parse::<u64>()?, "x".repeat(bytes.parse()?));
            let mut posts = JoinSet::new();
            let begun = Arc::new(AtomicU64::new(posted.load(Ordering::Relaxed)));
            for _ in 0..AT_ONCE {
                let (begun, posted) = (Arc::clone(&begun), Arc::clone(&posted));
                posts.spawn(post(client.clone(), url.to_owned(), body.clone().into(), (begun, posted), end));
            }
            while let Some(done) = posts.join_next().await {
                done??;
            }
        }
        println!(
            "{}",
            serde_json::to_string(&Counts { requests: posted.load(Ordering::Relaxed), ..Counts::default() })?
        );
    }
    Ok(())
}

async fn post(
    client: reqwest::Client,
    url: String,
    body: Bytes,
    (begun, posted): (Arc<AtomicU64>, Arc<AtomicU64>),
    end: u64,
) -> anyhow::Result<()> {
    while begun.fetch_add(1, Ordering::Relaxed) < end {
        let request = client
            .post(&url)
            .header("content-type", "application/json")
            .header("webhook-id", "evt_01JD00000000000000000000AA")
            .header("webhook-timestamp", "1700000000")
            .header("webhook-signature", format!("v1,{}", "x".repeat(44)));
        let answer = request.body(body.clone()).send().await?.error_for_status()?;
        answer.bytes().await?;
        posted.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
