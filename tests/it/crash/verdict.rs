//! Whether what the API says now is what everybody outside knows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde_json::Value;

use super::ledger::{Call, Ledger};
use crate::support::{Backend, Heard, client, until};

/// From which status a link may come to which.
const GRAPH: [(&str, &[&str]); 7] = [
    ("CREATED", &["ACCESSED", "EXPIRED"]),
    ("ACCESSED", &["AUTHENTICATING", "FAILED", "EXPIRED"]),
    ("AUTHENTICATING", &["IN_PROGRESS", "FAILED", "EXPIRED"]),
    ("IN_PROGRESS", &["COMPLETED", "FAILED"]),
    ("FAILED", &["ACCESSED", "AUTHENTICATING", "EXPIRED"]),
    ("COMPLETED", &[]),
    ("EXPIRED", &[]),
];

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The numbers of the operators' page, by name.
async fn metrics(address: &str) -> BTreeMap<String, u64> {
    let answer = client().get(format!("http://{address}/metrics")).send().await.unwrap();
    let told = answer.text().await.unwrap();
    let lines = told.lines().filter_map(|line| line.rsplit_once(' '));
    lines.filter_map(|(name, value)| Some((name.to_owned(), value.parse().ok()?))).collect()
}

fn sum(metrics: &BTreeMap<String, u64>, name: &str) -> u64 {
    metrics.iter().filter(|(full, _)| full.split('{').next() == Some(name)).map(|(_, count)| count).sum()
}

/// Waits until no task and no delivery is left, however many there are: it may take long, but never stand still.
pub async fn idles(operations: &str) {
    let mut left = u64::MAX;
    while left > 0 {
        left = until("less is left to do", async || {
            let metrics = metrics(operations).await;
            let now = sum(&metrics, "vestibule_tasks") + sum(&metrics, "vestibule_deliveries");
            (now < left).then_some(now)
        })
        .await;
    }
}

/// Everything the API says.
pub struct Said {
    backend: Backend,
    links: Vec<Value>,
    /// Oldest first, as the feed has them.
    events: Vec<Value>,
    /// What each endpoint wants to hear of, and its deliveries.
    deliveries: Vec<(&'static str, Vec<Value>)>,
}

impl Said {
    pub async fn after(backend: &Backend, endpoints: &[(String, &'static str)]) -> Self {
        let mut deliveries = Vec::new();
        for (id, wish) in endpoints {
            let made = backend.all(&format!("/v1/deliveries?endpoint_id={id}&limit=100")).await;
            deliveries.push((*wish, made));
        }
        let links = backend.all("/v1/links?limit=100").await;
        Self { backend: backend.clone(), links, events: feed(backend).await, deliveries }
    }
}

async fn feed(backend: &Backend) -> Vec<Value> {
    let mut events: Vec<Value> = Vec::new();
    loop {
        let last = events.last().map_or("", |event| text(&event["id"]));
        let told = backend.get(&format!("/v1/events?after={last}&limit=100")).await.expect(200);
        let more = told["data"].as_array().unwrap();
        if more.is_empty() {
            return events;
        }
        events.extend(more.iter().cloned());
    }
}

/// What was looked at.
pub struct Found {
    calls: usize,
    unanswered: usize,
    links: usize,
    events: usize,
    deliveries: usize,
    heard: usize,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} calls ({} never answered), ", self.calls, self.unanswered)?;
        write!(f, "{} links, {} events, ", self.links, self.events)?;
        write!(f, "{} deliveries heard {} times", self.deliveries, self.heard)
    }
}

/// Fails where an invariant is broken.
pub async fn check(ledger: &Ledger, said: &Said, heard: &[Heard], operations: &str) -> Found {
    let calls = ledger.calls();
    history(ledger, said).await;
    told(said, heard);
    let made = repeated(&said.backend, &calls, &said.links).await;
    let links = said.backend.all("/v1/links?limit=100").await;
    let ids: BTreeSet<&str> = links.iter().map(|link| text(&link["id"])).collect();
    assert_eq!(ids, made.iter().map(String::as_str).collect(), "links that nobody made, or that are gone");
    assert_eq!(links.len(), made.len(), "a link is listed twice");
    assert_eq!(sum(&metrics(operations).await, "vestibule_links"), made.len() as u64);
    Found {
        calls: calls.len(),
        unanswered: calls.iter().filter(|call| call.answer.is_none()).count(),
        links: links.len(),
        events: said.events.len(),
        deliveries: said.deliveries.iter().map(|(_, made)| made.len()).sum(),
        heard: heard.len(),
    }
}

/// Each call once more under its key: what was answered is answered again, what was not is done once, whether it was
/// done before or not. The ids of all links that were made.
async fn repeated(backend: &Backend, calls: &[Call], links: &[Value]) -> BTreeSet<String> {
    let mut made = BTreeSet::new();
    for call in calls {
        let there: Vec<&str> = links
            .iter()
            .filter(|link| call.path == "/v1/links" && link["external_id"] == call.body["external_id"])
            .map(|link| text(&link["id"]))
            .collect();
        assert!(there.len() <= 1, "done twice: {call:?}");
        let reply = backend.try_post(&call.path, &call.body, &call.key).await.unwrap();
        let again = (reply.status, reply.json());
        assert!((200..300).contains(&again.0), "{call:?}: {again:?}");
        if let Some(answer) = &call.answer {
            assert_eq!(*answer, again, "{call:?}");
        }
        let id = text(&again.1["id"]);
        assert!(there.first().is_none_or(|there| *there == id), "{call:?} made {there:?} and {id}");
        let is_lost = call.answer.is_some() && call.path == "/v1/links" && there.is_empty();
        assert!(!is_lost, "answered and gone: {call:?}");
        if call.path == "/v1/links" {
            made.insert(id.to_owned());
        }
    }
    made
}

/// Every link's timeline is whole and allowed, has every status anybody saw, and every step of it is an event.
async fn history(ledger: &Ledger, said: &Said) {
    let seen = ledger.seen();
    for link in &said.links {
        let id = text(&link["id"]);
        let timeline = said.backend.get(&format!("/v1/links/{id}/transitions")).await.expect(200);
        let timeline = timeline["data"].as_array().unwrap();
        let mut before = Value::Null;
        for (number, step) in (1..).zip(timeline) {
            assert_eq!(step["sequence"], number, "a gap in {timeline:?}");
            assert_eq!(step["from"], before, "a break in {timeline:?}");
            let from = GRAPH.iter().find(|(from, _)| *from == text(&before));
            let may = from.map_or(&["CREATED"][..], |(_, to)| to);
            assert!(may.contains(&text(&step["to"])), "not allowed: {timeline:?}");
            before = step["to"].clone();
        }
        assert!(timeline.is_sorted_by(|one, next| text(&one["at"]) <= text(&next["at"])), "out of order: {timeline:?}");
        assert_eq!(link["status"], before, "{link} after {timeline:?}");
        for status in seen.get(id).into_iter().flatten() {
            assert!(timeline.iter().any(|step| step["to"] == *status), "{id} was seen {status}: {timeline:?}");
        }
        announced(said, id, timeline);
    }
}

/// What a transition says; the API leaves out what an event says is nothing.
fn step(transition: &Value) -> [&Value; 7] {
    ["sequence", "from", "to", "at", "flow_id", "reason", "actor"].map(|field| &transition[field])
}

fn announced(said: &Said, link: &str, timeline: &[Value]) {
    let events: Vec<&Value> = said.events.iter().filter(|event| event["data"]["link_id"] == link).collect();
    for (number, event) in (1..).zip(&events) {
        assert_eq!(event["data"]["sequence"], number, "a gap in the events of {link}: {events:?}");
    }
    let of = |kind: &str| events.iter().filter(|event| event["type"] == kind).count();
    assert_eq!(of("link.created"), 1, "{events:?}");
    let steps = events.iter().map(|event| &event["data"]["transition"]).filter(|step| !step.is_null());
    assert!(steps.map(step).eq(timeline.iter().skip(1).map(step)), "{events:?} tell of {timeline:?}");
    let to = |status: &str| timeline.iter().filter(|step| step["to"] == status).count();
    assert_eq!(of("link.closed"), to("COMPLETED") + to("EXPIRED"), "{events:?}");
    assert_eq!(of("link.opened"), usize::from(timeline.iter().any(|step| step["to"] == "ACCESSED")), "{events:?}");
}

/// Every event came to every endpoint that wants it, and nothing else ever did; under one id always the same.
fn told(said: &Said, heard: &[Heard]) {
    let ids: BTreeSet<&str> = said.events.iter().map(|event| text(&event["id"])).collect();
    assert_eq!(ids.len(), said.events.len(), "an event is twice in the feed");
    for (wish, made) in &said.deliveries {
        let wanted = |event: &&Value| *wish == "*" || event["type"] == *wish;
        let wanted: BTreeSet<&str> = said.events.iter().filter(wanted).map(|event| text(&event["id"])).collect();
        assert!(made.iter().all(|one| one["state"] == "delivered"), "{made:?}");
        assert_eq!(made.iter().map(|one| text(&one["event_id"])).collect::<BTreeSet<_>>(), wanted);
        assert_eq!(made.len(), wanted.len(), "an event has two deliveries to one endpoint");
    }
    let mut bodies: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for one in heard {
        let known = bodies.entry(one.header("webhook-id")).or_insert((&one.body, 0));
        assert_eq!(known.0, one.body, "another body under the same id");
        known.1 += 1;
    }
    assert_eq!(bodies.keys().copied().collect::<BTreeSet<_>>(), ids, "heard of what did not happen, or not of all");
    for (id, (_, times)) in bodies {
        let made = said.deliveries.iter().flat_map(|(_, made)| made).filter(|one| one["event_id"] == id).count();
        assert!(times >= made, "{id} was heard {times} times by {made} endpoints");
    }
}
