//! Guests: signing up and refreshing tokens, each against a bare page and against npm `oidc-provider`, and the statements
//! and commits of each.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{
    Size,
    http::{Connection, get},
    installation::Installation,
    process::Process,
    rate::{Requests, Round, rounded},
    report::Report,
};

/// Requests whose work is counted; the workers ask for tasks meanwhile, so the median is told.
const COUNTED: usize = 21;

/// A limit that no benchmark reaches.
const NO_LIMIT: u32 = 4_000_000_000;

/// The settings of the portal.
pub const SETTINGS: [(&str, &str); 2] = [("VESTIBULE_TOKEN_REQUESTS", "4000000000"), ("VESTIBULE_USER_TOKENS", "0")];

const FORM: &str = "application/x-www-form-urlencoded";

/// How many times as many refreshes as `oidc-provider` are aimed at.
const AIM: f64 = 5.0;

/// An application whose guests sign up.
#[derive(Clone)]
pub struct Application {
    pool: String,
    client: String,
    /// Where its tokens are refreshed.
    token: String,
    sign_up: Vec<u8>,
    /// Whether the tokens of a sign-up are in Authgear's envelope.
    has_envelope: bool,
}

/// Measures sign-ups and refreshes.
pub async fn measure(
    installation: &mut Installation,
    (bare, folder): (&Process, &Path),
    size: Size,
    report: &mut Report,
) -> anyhow::Result<()> {
    let app = Application::define(installation, "RS256").await?;
    let short = Application::define(installation, "ES256").await?;
    let sign_up = app.sign_up();
    app.counts(&mut installation.portal, report).await?;
    let bytes = Connection::open(installation.portal.address).await?.exchange(&sign_up).await?.body.len();
    let ours = Requests {
        each: Arc::new([sign_up]),
        status: 200,
        connections: size.connections,
        time: size.round,
        keeps_alive: true,
    };
    let page = Requests { each: Arc::new([get(&format!("/{bytes}"))]), ..ours.clone() };
    for (app, algorithm) in [(&app, "RS256"), (&short, "ES256")] {
        beside_provider((app, algorithm), &installation.portal, folder, size, report).await?;
    }
    let (mut sign_ups, mut refreshes, mut short_refreshes) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..size.rounds {
        sign_ups.push((page.round(bare).await?, ours.round(&installation.portal).await?));
        refreshes.push((page.round(bare).await?, app.refreshes(&installation.portal, size).await?));
        short_refreshes.push((page.round(bare).await?, short.refreshes(&installation.portal, size).await?));
    }
    report.compare(&format!("anonymous sign-up : bare page of {bytes} bytes"), None, &sign_ups);
    report.compare(&format!("token refresh : bare page of {bytes} bytes"), None, &refreshes);
    report.compare(&format!("token refresh with ES256 : bare page of {bytes} bytes"), None, &short_refreshes);
    Ok(())
}

/// The same beside `oidc-provider` with the same algorithm, in turns with it: it keeps everything in memory.
async fn beside_provider(
    (app, algorithm): (&Application, &str),
    portal: &Process,
    folder: &Path,
    size: Size,
    report: &mut Report,
) -> anyhow::Result<()> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/clients/support/load-provider.mjs");
    let Some(provider) = Process::start_node(&script, &[algorithm], folder).await? else {
        eprintln!("oidc-provider is not there: run `npm ci` in tests/clients to measure beside it");
        return Ok(());
    };
    let theirs = Application::of_provider();
    let sign_ups = |app: &Application| Requests {
        each: Arc::new([app.sign_up()]),
        status: 200,
        connections: size.connections,
        time: size.round,
        keeps_alive: true,
    };
    let (mut signed_up, mut refreshed) = (Vec::new(), Vec::new());
    for _ in 0..size.rounds {
        signed_up.push((sign_ups(&theirs).round(&provider).await?, sign_ups(app).round(portal).await?));
        refreshed.push((theirs.refreshes(&provider, size).await?, app.refreshes(portal, size).await?));
    }
    report.compare(&format!("anonymous sign-up with {algorithm} : oidc-provider"), None, &signed_up);
    report.compare(&format!("token refresh with {algorithm} : oidc-provider"), Some(AIM), &refreshed);
    Ok(())
}

impl Application {
    /// Makes a pool without limits, which signs with an algorithm, and an application.
    pub async fn define(installation: &mut Installation, algorithm: &str) -> anyhow::Result<Self> {
        let pool = json!({
            "name": "Guests", "anonymous_enabled": true, "signing_alg": algorithm, "anon_per_ip_minute": NO_LIMIT,
            "anon_per_ip_hour": NO_LIMIT, "anon_per_pool_day": NO_LIMIT,
        });
        let id = |made: Value| made["id"].as_str().map(str::to_owned).context("what was made has an id");
        let pool = id(installation.backend.create("user-pools", &pool).await?)?;
        let client = json!({"name": "Web", "user_pool_id": pool});
        let client = id(installation.backend.create("sdk-clients", &client).await?)?;
        let body = json!({"client_id": client, "session_type": "refresh_token"}).to_string();
        let sign_up = post("/api/anonymous_user/signup", "application/json", &body);
        Ok(Self { token: format!("/pools/{pool}/oauth2/token"), sign_up, has_envelope: true, client, pool })
    }

    /// That of `oidc-provider`.
    fn of_provider() -> Self {
        let (client, token) = ("web".to_owned(), "/token".to_owned());
        let sign_up = post(&token, FORM, &format!("grant_type=urn:benchmark:anonymous&client_id={client}"));
        Self { pool: String::new(), client, token, sign_up, has_envelope: false }
    }

    /// The request of a sign-up.
    pub fn sign_up(&self) -> Vec<u8> {
        self.sign_up.clone()
    }

    /// One guest signs up.
    pub async fn comes(&self, portal: &Process) -> anyhow::Result<()> {
        let mut connection = Connection::open(portal.address).await?;
        let answer = connection.exchange(&self.sign_up()).await?;
        ensure!(answer.status == 200, "{}", answer.body);
        Ok(())
    }

    /// Where the orphans of the pool are counted, below `/v1`.
    pub fn orphans(&self) -> String {
        format!("user-pools/{}/orphans", self.pool)
    }

    fn refresh(&self, refresh_token: &str) -> Vec<u8> {
        let body = format!("grant_type=refresh_token&client_id={}&refresh_token={refresh_token}", self.client);
        post(&self.token, FORM, &body)
    }

    /// Statements and commits of one request of each kind.
    async fn counts(&self, portal: &mut Process, report: &mut Report) -> anyhow::Result<()> {
        let mut connection = Connection::open(portal.address).await?;
        let mut token = refresh_token(connection.exchange(&self.sign_up()).await?.body, true)?;
        for what in ["anonymous sign-up", "token refresh"] {
            let (mut statements, mut commits) = (Vec::new(), Vec::new());
            for _ in 0..COUNTED {
                let is_sign_up = what == "anonymous sign-up";
                let request = if is_sign_up { self.sign_up() } else { self.refresh(&token) };
                let before = portal.counts().await?;
                let answer = connection.exchange(&request).await?;
                ensure!(answer.status == 200, "{what}: {}", answer.body);
                token = refresh_token(answer.body, is_sign_up)?;
                let after = portal.counts().await?;
                statements.push(after.statements - before.statements);
                commits.push(after.commits - before.commits);
            }
            report.count(&format!("database commits per {what}"), 1.0, median(commits)?);
            report.tell(&format!("SQL statements per {what}"), "–", median(statements)?, "");
        }
        Ok(())
    }

    /// Guests who refresh their tokens one after the other, each on a connection of its own.
    pub async fn refreshes(&self, portal: &Process, size: Size) -> anyhow::Result<Round> {
        let mut guests = Vec::new();
        for _ in 0..size.connections {
            let mut connection = Connection::open(portal.address).await?;
            let token = refresh_token(connection.exchange(&self.sign_up()).await?.body, self.has_envelope)?;
            guests.push(token);
        }
        let (cpu, started) = (portal.cpu()?, Instant::now());
        let mut chains = JoinSet::new();
        for token in guests {
            chains.spawn(self.clone().chain(portal.address, token, started + size.round));
        }
        let mut answers = 0;
        while let Some(answered) = chains.join_next().await {
            answers += answered??;
        }
        rounded(answers, started, portal.cpu()?.saturating_sub(cpu))
    }

    async fn chain(self, portal: SocketAddr, mut token: String, end: Instant) -> anyhow::Result<usize> {
        let mut connection = Connection::open(portal).await?;
        let mut answers = 0;
        while Instant::now() < end {
            let answer = connection.exchange(&self.refresh(&token)).await?;
            ensure!(answer.status == 200, "{}", answer.body);
            token = refresh_token(answer.body, false)?;
            answers += 1;
        }
        Ok(answers)
    }
}

fn post(path: &str, kind: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// The refresh token of an answer; that of a sign-up is in Authgear's envelope.
fn refresh_token(body: &str, is_sign_up: bool) -> anyhow::Result<String> {
    let body: Value = serde_json::from_str(body)?;
    let tokens = if is_sign_up { &body["result"] } else { &body };
    tokens["refresh_token"].as_str().map(str::to_owned).with_context(|| format!("a refresh token in {body}"))
}

fn median(mut counts: Vec<u64>) -> anyhow::Result<f64> {
    counts.sort_unstable();
    Ok(f64::from(u32::try_from(counts[counts.len() / 2])?))
}
