//! The begin page beside the sign-in pages of others, in turns with them: npm `oidc-provider` and django-two-factor-auth.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use serde_json::Value;
use tokio::process::Command;
use url::Url;

use super::{
    Size,
    http::{Connection, get},
    process::Process,
    rate::Requests,
    report::Report,
};

/// How many times as many pages as each of them are aimed at.
const AIM_OF_PROVIDER: f64 = 5.0;
const AIM_OF_DJANGO: f64 = 60.0;
/// A site of its own, as other tests may run the same application at the same time.
const SITE: (&str, &str) = ("VESTIBULE_TEST_SITE", "load");
/// Leads to the sign-in page of `oidc-provider`.
const AUTHORIZE: &str = "/auth?client_id=web&response_type=code&scope=openid\
    &redirect_uri=http%3A%2F%2F127.0.0.1%2Fcallback\
    &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

/// The sign-in page of somebody else.
struct Peer {
    name: &'static str,
    aim: f64,
    address: SocketAddr,
    page: Requests,
}

/// Measures the begin page of these links beside each peer that can be started here.
pub async fn measure(
    portal: &Process,
    links: &[String],
    (folder, size): (&Path, Size),
    report: &mut Report,
) -> anyhow::Result<()> {
    let each = links.iter().map(|link| get(link)).collect();
    let ours = Requests { each, status: 200, connections: size.connections, time: size.round, keeps_alive: true };
    let script = here("tests/clients/support/load-provider.mjs");
    match Process::start_node(&script, &[], folder).await? {
        Some(provider) => beside(&of_provider(provider.address, &ours).await?, portal, &ours, size, report).await?,
        None => eprintln!("oidc-provider is not there: run `npm ci` in tests/clients to measure beside it"),
    }
    let django = here("tests/real/sources/django-two-factor");
    match of_django(&django, &ours).await {
        Ok(peer) => beside(&peer, portal, &ours, size, report).await?,
        Err(error) => eprintln!("django-two-factor-auth does not start: {error:#}"),
    }
    Command::new(django.join("down.sh")).env(SITE.0, SITE.1).output().await?;
    Ok(())
}

async fn beside(peer: &Peer, portal: &Process, ours: &Requests, size: Size, report: &mut Report) -> anyhow::Result<()> {
    let mut rounds = Vec::new();
    for _ in 0..size.rounds {
        rounds.push((peer.page.rate(peer.address).await?, ours.round(portal).await?));
    }
    report.rates(&format!("begin page : sign-in page of {}", peer.name), Some(peer.aim), &rounds);
    Ok(())
}

/// The page on which somebody signs in whom an application has sent.
async fn of_provider(address: SocketAddr, like: &Requests) -> anyhow::Result<Peer> {
    let mut connection = Connection::open(address).await?;
    let sent = connection.exchange(&get(AUTHORIZE)).await?;
    let place = sent.headers("location").next().context("oidc-provider leads to no sign-in page")?;
    let cookies =
        sent.headers("set-cookie").filter_map(|cookie| cookie.split(';').next()).collect::<Vec<_>>().join("; ");
    let request = named(address, place, &cookies);
    let page = Requests { each: Arc::new([request]), ..like.clone() };
    Ok(Peer { name: "oidc-provider", aim: AIM_OF_PROVIDER, address, page })
}

/// A request that names its server, as some insist on, with cookies.
fn named(server: SocketAddr, path: &str, cookies: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: {server}\r\nAccept: text/html\r\nCookie: {cookies}\r\n\r\n").into_bytes()
}

/// Its server ends each connection with its answer.
async fn of_django(folder: &Path, like: &Requests) -> anyhow::Result<Peer> {
    let up = Command::new(folder.join("up.sh")).env(SITE.0, SITE.1).output().await?;
    let told: Value = serde_json::from_slice(&up.stdout).context("it says nothing")?;
    let url: Url = told["login_url"].as_str().context("it names no sign-in page")?.parse()?;
    let address = url.socket_addrs(|| None)?.into_iter().next().context("it has no address")?;
    let page = Requests { each: Arc::new([named(address, url.path(), "")]), keeps_alive: false, ..like.clone() };
    Ok(Peer { name: "django-two-factor-auth", aim: AIM_OF_DJANGO, address, page })
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
