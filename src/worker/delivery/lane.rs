//! One endpoint: its deliveries are posted a few at a time, those of one link one after the other.

use std::{
    collections::{HashMap, VecDeque},
    io::ErrorKind,
    sync::Arc,
    time::Duration,
};

use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use tokio::{
    sync::watch,
    task::JoinSet,
    time::{Instant, sleep},
};
use url::Url;

use crate::{
    app::App,
    crash,
    domain::{
        id::Id,
        webhook::{Attempt, Delivery, Endpoint, sign},
    },
    net::{
        courier::{Courier, Reply},
        error::NetError,
    },
    service::{
        ServiceError, retried,
        webhook::{
            deliveries::{self, Claimed, Round},
            webhooks,
        },
    },
    store::webhook::{deliveries::Due, webhooks::StoredEndpoint},
};

/// How many deliveries are under way to one endpoint at the same time.
const AT_ONCE: usize = 8;
/// How many more are held in memory.
const IN_LINE: usize = 32;
/// With how many of them left more are taken.
const FEW: usize = 8;
/// How often a lane that hears nothing says that it is still at it; several times within a lease.
const RENEW: Duration = Duration::from_secs(3);

/// Delivers what is due at an endpoint until nothing is, it needs a rest, or `stop` turns true.
pub async fn run(app: Arc<App>, id: Id<Endpoint>, stop: watch::Receiver<bool>) {
    let limit = i64::try_from(IN_LINE).unwrap_or(i64::MAX);
    let ended = match deliveries::claim(&app, id, limit).await {
        Ok(None) => return,
        Ok(Some(claimed)) => match Lane::new(app, claimed, stop) {
            Ok(lane) => lane.serve().await,
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    if let Err(error) = ended {
        tracing::error!(endpoint = %id, %error, "webhooks could not be delivered; they are taken up again");
    }
}

struct Lane {
    app: Arc<App>,
    stop: watch::Receiver<bool>,
    endpoint: StoredEndpoint,
    courier: Arc<Courier>,
    in_line: VecDeque<Due>,
    /// The deliveries under way, with their links.
    under_way: HashMap<Id<Delivery>, Option<String>>,
    posts: JoinSet<(Due, Attempt)>,
}

impl Lane {
    fn new(app: Arc<App>, claimed: Claimed, stop: watch::Receiver<bool>) -> Result<Self, ServiceError> {
        let courier = Arc::new(courier(&app, &claimed.endpoint)?);
        let (endpoint, in_line) = (claimed.endpoint, claimed.due.into());
        Ok(Self { app, stop, endpoint, courier, in_line, under_way: HashMap::new(), posts: JoinSet::new() })
    }

    async fn serve(mut self) -> Result<(), ServiceError> {
        self.post_some()?;
        while !self.posts.is_empty() {
            let made = tokio::select! {
                Some(first) = self.posts.join_next() => self.made(first)?,
                () = sleep(RENEW) => Vec::new(),
            };
            // What is in memory does not wait for the database, unless something went wrong.
            if made.iter().all(|(_, attempt)| attempt.is_taken()) && !*self.stop.borrow() {
                self.post_some()?;
            }
            if !self.note(&made).await? {
                tracing::info!(endpoint = %self.endpoint.id, "an endpoint went into other hands");
                return Ok(());
            }
            self.post_some()?;
        }
        Ok(())
    }

    /// The first post that ended, with all others that have ended meanwhile.
    fn made(
        &mut self,
        first: Result<(Due, Attempt), tokio::task::JoinError>,
    ) -> Result<Vec<(Due, Attempt)>, ServiceError> {
        let mut made = Vec::new();
        let mut next = Some(first);
        while let Some(ended) = next {
            let (due, attempt) = ended.map_err(|error| ServiceError::Broken(error.to_string()))?;
            self.under_way.remove(&due.id);
            made.push((due, attempt));
            next = self.posts.try_join_next();
        }
        Ok(made)
    }

    /// Posts what is in line, as far as there is room and nothing of the same link is under way.
    fn post_some(&mut self) -> Result<(), ServiceError> {
        let most = if self.endpoint.health.is_doubtful() { 1 } else { AT_ONCE };
        let mut rest = VecDeque::new();
        while let Some(due) = self.in_line.pop_front() {
            let is_next = |other: &Option<String>| other.is_some() && *other == due.link_id;
            let must_wait = self.under_way.len() >= most
                || self.under_way.values().any(is_next)
                || rest.iter().any(|other: &Due| is_next(&other.link_id));
            if must_wait {
                rest.push_back(due);
            } else {
                self.under_way.insert(due.id, due.link_id.clone());
                let headers = headers(&self.app, &self.endpoint, &due)?;
                self.posts.spawn(post(Arc::clone(&self.app), Arc::clone(&self.courier), headers, due));
            }
        }
        self.in_line = rest;
        Ok(())
    }

    /// Writes what came of attempts and takes what is due next; false when the endpoint is somebody else's now.
    async fn note(&mut self, made: &[(Due, Attempt)]) -> Result<bool, ServiceError> {
        if *self.stop.borrow() {
            self.in_line.clear();
        }
        let (under_way, in_line) = (self.under_way.len(), self.in_line.len());
        let room = if *self.stop.borrow() || in_line > FEW { 0 } else { IN_LINE - in_line };
        let round = Round { endpoint: &self.endpoint, made, under_way, in_line, room };
        let Some(Claimed { endpoint, due }) = retried(|| deliveries::note(&self.app, &round)).await? else {
            return Ok(false);
        };
        if endpoint.disabled.is_some() || endpoint.health.rests(self.app.clock.steady()) {
            self.in_line.clear();
        }
        for due in due {
            let is_held = self.under_way.contains_key(&due.id) || self.in_line.iter().any(|held| held.id == due.id);
            if !is_held {
                self.in_line.push_back(due);
            }
        }
        if endpoint.url != self.endpoint.url {
            self.courier = Arc::new(courier(&self.app, &endpoint)?);
        }
        self.endpoint = endpoint;
        Ok(true)
    }
}

fn courier(app: &App, endpoint: &StoredEndpoint) -> Result<Courier, ServiceError> {
    let broken = |what: String| ServiceError::Broken(format!("the endpoint {}: {what}", endpoint.id));
    let url = Url::parse(&endpoint.url).map_err(|error| broken(error.to_string()))?;
    let private = app.private().map_err(|error| broken(error.to_string()))?;
    let limit = Duration::from_secs(app.config.webhook_timeout.into());
    Courier::new(url, private, limit).map_err(|error| broken(error.to_string()))
}

/// The endpoint's own headers, and those that say and sign what this is.
fn headers(app: &App, endpoint: &StoredEndpoint, due: &Due) -> Result<Vec<(String, String)>, ServiceError> {
    let now = app.clock.now();
    let timestamp = now.unix_timestamp();
    let secrets = webhooks::secrets(app, endpoint, now)?;
    let signatures: Option<Vec<String>> =
        secrets.iter().map(|secret| sign(secret, due.event_id, timestamp, &due.body)).collect();
    let broken = || ServiceError::Broken(format!("the endpoint {} has no secret", endpoint.id));
    let mut headers: Vec<_> = webhooks::headers(app, endpoint)?.into_iter().collect();
    headers.push(("webhook-id".to_owned(), due.event_id.to_string()));
    headers.push(("webhook-timestamp".to_owned(), timestamp.to_string()));
    headers.push(("webhook-signature".to_owned(), signatures.ok_or_else(broken)?.join(" ")));
    Ok(headers)
}

async fn post(app: Arc<App>, courier: Arc<Courier>, headers: Vec<(String, String)>, due: Due) -> (Due, Attempt) {
    let (at, begun) = (app.clock.now(), Instant::now());
    crash::point("before send");
    let answered = courier.post(&headers, due.body.clone().into()).await;
    crash::point("after send");
    let took = begun.elapsed();
    let duration = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    let attempt = match answered {
        Ok(answer) => Attempt {
            at,
            duration,
            status: Some(answer.status),
            error: error_of(answer.status),
            retry_after: retry_after(&answer, at),
            answer: Some(answer.beginning),
        },
        Err(error) => {
            tracing::debug!(delivery = %due.id, %error, "a webhook was not answered");
            Attempt { at, duration, status: None, answer: None, error: Some(word(&error)), retry_after: None }
        }
    };
    app.meter.webhook(attempt.error.unwrap_or("taken"), took);
    (due, attempt)
}

fn error_of(status: u16) -> Option<&'static str> {
    match status {
        200..300 => None,
        300..400 => Some("redirected"),
        _ => Some("refused"),
    }
}

fn word(error: &NetError) -> &'static str {
    match error {
        NetError::Forbidden { .. } => "address_not_allowed",
        NetError::Unresolved { .. } => "name_not_found",
        NetError::Unreachable { source, .. } => match source.kind() {
            ErrorKind::ConnectionRefused => "connection_refused",
            ErrorKind::InvalidData => "tls_failed",
            ErrorKind::TimedOut => "timed_out",
            _ => "unreachable",
        },
        NetError::TimedOut { .. } => "timed_out",
        NetError::Broken { .. } | NetError::Setup { .. } => "broken_answer",
    }
}

/// What an endpoint asked for, in seconds or as a date.
fn retry_after(answer: &Reply, now: OffsetDateTime) -> Option<time::Duration> {
    let text = answer.retry_after.as_deref()?.trim();
    let seconds = text.parse::<u32>().ok().map(|seconds| time::Duration::seconds(seconds.into()));
    let date = || OffsetDateTime::parse(&text.replace("GMT", "+0000"), &Rfc2822).ok().map(|date| date - now);
    seconds.or_else(date).filter(|wish| wish.is_positive())
}
