//! Two servers that change keys one after the other, while customers and backends go on.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    response::Response,
};
use futures_util::future::{join, join_all};
use serde_json::json;
use time::Duration;
use tokio::net::TcpListener;
use vestibule::{
    app::App,
    server::Server,
    service::keyring::{need, reseal},
};

use crate::support::{Backend, Customer, Installation, Receiver, client_builder, until};

const NEAR: (&str, &str) = ("VESTIBULE_ALLOW_PRIVATE", "127.0.0.0/8");

/// A ring as it stands in the setting `keys`.
fn ring(ids: &[&str], signing: &str) -> String {
    let secret = |id: &str| if id == "old" { "A".repeat(43) } else { format!("BBBB{}", "A".repeat(39)) };
    let key = |id: &&str| format!("[[keys]]\nid = \"{id}\"\nsecret = \"{}=\"\n", secret(id));
    let keys: String = ids.iter().map(key).collect();
    format!("signing = \"{signing}\"\nindex = \"CCCC{}=\"\n{keys}", "A".repeat(39))
}

/// What stands in front of the servers: each request goes to one that runs.
#[derive(Clone)]
struct Balancer {
    http: reqwest::Client,
    /// Each is held by the requests that are on their way to it.
    servers: Arc<Mutex<Vec<Arc<str>>>>,
    turn: Arc<AtomicUsize>,
}

impl Balancer {
    /// A balancer and its address.
    async fn start() -> (Self, String) {
        // Each request has a connection of its own, so that none is sent over one that is being closed.
        let http = client_builder().pool_max_idle_per_host(0).build().unwrap();
        let balancer = Self { http, servers: Arc::default(), turn: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(forward).with_state(balancer.clone());
        tokio::spawn(axum::serve(listener, router).into_future());
        (balancer, address)
    }

    fn next(&self) -> Arc<str> {
        let servers = self.servers.lock().unwrap();
        Arc::clone(&servers[self.turn.fetch_add(1, Ordering::Relaxed) % servers.len()])
    }

    fn add(&self, server: &Server) {
        self.servers.lock().unwrap().push(server.address.to_string().into());
    }

    fn take(&self, address: &str) -> Arc<str> {
        let mut servers = self.servers.lock().unwrap();
        let place = servers.iter().position(|server| **server == *address).unwrap();
        servers.remove(place)
    }

    /// Replaces a server by another, as a rolling change does: no new requests for it, then its end.
    async fn replace(&self, server: &mut Server, anew: Server) {
        let old = std::mem::replace(server, anew);
        self.add(server);
        let leaves = self.take(&old.address.to_string());
        until("no request is on its way to it", async || (Arc::strong_count(&leaves) == 1).then_some(())).await;
        old.stop().await;
    }
}

async fn forward(State(balancer): State<Balancer>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let server = balancer.next();
    let url = format!("http://{server}{}", head.uri);
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let answer = balancer.http.request(head.method, url).headers(head.headers).body(body).send().await.unwrap();
    let mut response = Response::builder().status(answer.status());
    *response.headers_mut().unwrap() = answer.headers().clone();
    response.headers_mut().unwrap().remove("transfer-encoding");
    response.body(Body::from(answer.bytes().await.unwrap())).unwrap()
}

/// One customer after the other, and their backend, until told to stop: how many signed in.
async fn load(backend: Backend, job: String, stop: Arc<AtomicBool>) -> usize {
    let mut done = 0;
    while !stop.load(Ordering::Relaxed) {
        let link = backend.create_link(&job).await;
        let mut customer = Customer::new();
        customer.open(&link.url).await.is("begin");
        customer.press_continue().await.asks("credentials");
        customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
        done += 1;
    }
    done
}

/// A link, and its customer who has still to give a code.
async fn half_way(backend: &Backend, job: &str) -> Customer {
    let link = backend.create_link(job).await;
    let mut customer = Customer::new();
    customer.open(&link.url).await.is("begin");
    customer.press_continue().await.asks("credentials");
    customer.answer(&[("identifier", "user_good"), ("password", "mfa_sms")]).await.asks("one_time_code");
    customer
}

/// Gives both servers a new key, and then lets it sign, one server after the other.
async fn roll(installation: &mut Installation, second: &mut Server, balancer: &Balancer) {
    for ring in [ring(&["old", "new"], "old"), ring(&["old", "new"], "new")] {
        let next = [NEAR, ("VESTIBULE_KEYS", ring.as_str())];
        let anew = installation.another_server(&next).await;
        balancer.replace(second, anew).await;
        let anew = installation.another_server(&next).await;
        balancer.replace(&mut installation.server, anew).await;
    }
}

/// Of the old key only links that were sent and forms that may be open have need, until they expire.
async fn is_retired_when_nothing_needs_it(app: &App) {
    let (now, rest) = (app.clock.now(), Duration::minutes(15));
    let need = need::of(&app.db, "old", rest, now).await.unwrap();
    assert!(need.links > 0 && need.sealed == 0 && need.signers == 0 && need.until.is_some(), "{need:?}");
    let refused = need::retire(&app.db, "old", rest, now).await.unwrap_err();
    assert!(refused.to_string().contains("still needed"), "{refused}");
    need::retire(&app.db, "old", rest, now + Duration::days(8)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_servers_change_their_keys_one_after_the_other_and_nobody_sees_an_error() {
    let ((balancer, public), first) = (Balancer::start().await, ring(&["old"], "old"));
    let first = [NEAR, ("VESTIBULE_PUBLIC_URL", public.as_str()), ("VESTIBULE_KEYS", first.as_str())];
    let mut installation = Installation::with(&first).await;
    if !installation.database.is_shared() {
        return; // An embedded database has one server.
    }
    let mut second = installation.another_server(&first).await;
    balancer.add(&installation.server);
    balancer.add(&second);
    installation.backend = Backend::new(&public, installation.backend.key());
    let receiver = Receiver::start().await;
    let endpoint = json!({"url": receiver.url, "events": ["link.created"]});
    let made = installation.backend.post("/v1/webhook-endpoints", &endpoint).await.expect(201);
    let job = installation.backend.sandbox_job(&installation.sandbox, "classic").await;
    let mut customer = half_way(&installation.backend, &job).await;

    let stop = Arc::new(AtomicBool::new(false));
    let customers =
        (0..2).map(|_| load(installation.backend.with_key(installation.backend.key()), job.clone(), Arc::clone(&stop)));
    let customers = join_all(customers.collect::<Vec<_>>());
    let rolling = async {
        roll(&mut installation, &mut second, &balancer).await;
        stop.store(true, Ordering::Relaxed);
    };
    let (done, ()) = join(customers, rolling).await;
    let done: usize = done.iter().sum();
    assert!(done > 0);

    let app = Arc::clone(&installation.server.app);
    assert_eq!(reseal::run(&app.db, &app.vault, |_| {}).await.unwrap().unreadable, 0);
    customer.reload().await.asks("one_time_code");
    customer.answer(&[("code", "123456")]).await.is("done");
    installation.has_delivered().await;
    let heard = receiver.heard();
    assert_eq!(heard.len(), done + 1);
    assert!(heard.iter().all(|heard| heard.is_signed_with(made["secret"].as_str().unwrap())));
    is_retired_when_nothing_needs_it(&app).await;
    second.stop().await;
}

#[tokio::test]
async fn a_key_does_not_sign_while_a_running_server_does_not_have_it() {
    let first = ring(&["old"], "old");
    let installation = Installation::with(&[("VESTIBULE_KEYS", first.as_str())]).await;
    if !installation.database.is_shared() {
        return;
    }
    let next = ring(&["old", "new"], "new");
    let refused = installation.refuses_another_server(&[("VESTIBULE_KEYS", next.as_str())]).await;
    assert!(refused.contains("the key new would sign, but 1 running server(s) do not have it"), "{refused}");
}
