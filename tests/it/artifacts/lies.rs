//! An S3-compatible store that lies: what cannot be read back is never called kept, nothing altered is given as a
//! content, and what is to be deleted is deleted in the end.

use std::{
    collections::{BTreeMap, HashMap},
    future::pending,
    ops::Range,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use reqwest::Method as Asked;
use serde_json::{Value, json};
use time::Duration;
use tokio::net::TcpListener;

use super::s3::{are_right, begun, file, has_ended};
use crate::support::{Installation, client, until};

/// What the store does instead of what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Lie {
    /// Nothing: it is honest.
    None,
    /// It says that it has written, and has not.
    KeepsNothing,
    /// It gives other bytes.
    Alters,
    /// It gives half of what it says that it gives.
    Cuts,
    /// It gives what is elsewhere in the object.
    Moves,
    /// It gives the whole where a part is asked for.
    GivesAll,
    /// It says that it is too busy, up to this request.
    IsBusyUntil(usize),
    /// It answers nothing.
    Hangs,
    /// It sends everybody elsewhere.
    Redirects(String),
    /// It says that it has deleted, and has not.
    KeepsAll,
    /// It says that there is nothing to delete, and there is.
    KnowsNothing,
}

#[derive(Default)]
struct Kept {
    objects: BTreeMap<String, Vec<u8>>,
    /// What is being written, by the numbers of its parts.
    uploads: HashMap<String, BTreeMap<usize, Vec<u8>>>,
}

#[derive(Clone)]
struct Store {
    url: String,
    lie: Arc<Mutex<Lie>>,
    kept: Arc<Mutex<Kept>>,
    /// How many requests it got.
    asked: Arc<AtomicUsize>,
    /// How many of them were to delete something.
    deletions: Arc<AtomicUsize>,
}

impl Store {
    async fn start(lie: Lie) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let lie = Arc::new(Mutex::new(lie));
        let store = Self { url, lie, kept: Arc::default(), asked: Arc::default(), deletions: Arc::default() };
        let serving = store.clone();
        let router = Router::new().fallback(async move |request: Request| serving.answer(request).await);
        tokio::spawn(axum::serve(listener, router).into_future());
        store
    }

    async fn installation(&self) -> Installation {
        Installation::with(&[
            ("VESTIBULE_ARTIFACTS", "s3://contents/vestibule"),
            ("VESTIBULE_S3_ENDPOINT", &self.url),
            ("VESTIBULE_S3_KEY_ID", "id"),
            ("VESTIBULE_S3_SECRET_KEY", "key"),
        ])
        .await
    }

    fn tells(&self, lie: Lie) {
        *self.lie.lock().unwrap() = lie;
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap()
    }

    fn count(&self) -> usize {
        self.kept().objects.len()
    }

    async fn answer(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let lie = self.lie.lock().unwrap().clone();
        let asked = self.asked.fetch_add(1, Ordering::SeqCst);
        if parts.uri.query() == Some("delete") {
            self.deletions.fetch_add(1, Ordering::SeqCst);
        }
        match &lie {
            Lie::Hangs => return pending().await,
            Lie::IsBusyUntil(last) if asked < *last => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Lie::Redirects(elsewhere) => {
                return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, elsewhere.clone())]).into_response();
            }
            _ => {}
        }
        let body = to_bytes(body, 1 << 26).await.unwrap();
        self.does(&lie, parts, &body)
    }

    /// What the store does with a request, and says.
    fn does(&self, lie: &Lie, parts: Parts, body: &[u8]) -> Response {
        let query: BTreeMap<String, String> =
            url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
        let key = parts.uri.path().trim_start_matches("/contents/").to_owned();
        match (parts.method, query.get("uploadId")) {
            (Method::POST, None) if query.contains_key("delete") => self.delete(lie, body),
            (Method::POST, None) => xml("InitiateMultipartUploadResult", &format!("<UploadId>{key}</UploadId>")),
            (Method::PUT, Some(upload)) => {
                let number = query["partNumber"].parse().unwrap();
                self.kept().uploads.entry(upload.clone()).or_default().insert(number, body.to_vec());
                [(header::ETAG, "\"part\"")].into_response()
            }
            (Method::POST, Some(upload)) => {
                let parts = self.kept().uploads.remove(upload).unwrap_or_default();
                if *lie != Lie::KeepsNothing {
                    self.kept().objects.insert(key, parts.into_values().flatten().collect());
                }
                xml("CompleteMultipartUploadResult", "<ETag>\"object\"</ETag>")
            }
            (Method::DELETE, Some(upload)) => {
                self.kept().uploads.remove(upload);
                StatusCode::NO_CONTENT.into_response()
            }
            (method, _) => {
                let object = self.kept().objects.get(&key).cloned();
                let range = parts.headers.get(header::RANGE).map(|range| range.to_str().unwrap().to_owned());
                object.map_or(StatusCode::NOT_FOUND.into_response(), |object| given(lie, &method, &object, range))
            }
        }
    }

    fn delete(&self, lie: &Lie, body: &[u8]) -> Response {
        let text = String::from_utf8_lossy(body);
        let key = text.split("<Key>").nth(1).unwrap().split("</Key>").next().unwrap();
        match lie {
            Lie::KnowsNothing => return StatusCode::NOT_FOUND.into_response(),
            Lie::KeepsAll => {}
            _ => drop(self.kept().objects.remove(key)),
        }
        xml("DeleteResult", &format!("<Deleted><Key>{key}</Key></Deleted>"))
    }
}

fn xml(name: &str, inside: &str) -> Response {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><{name}>{inside}</{name}>").into_response()
}

/// An object, or a part of it, as a lie gives it.
fn given(lie: &Lie, method: &Method, object: &[u8], range: Option<String>) -> Response {
    let size = object.len();
    let whole = 0..size;
    let wanted: Range<usize> = match range.filter(|_| *lie != Lie::GivesAll) {
        Some(range) => {
            let (start, end) = range.trim_start_matches("bytes=").split_once('-').unwrap();
            start.parse().unwrap()..(end.parse::<usize>().unwrap() + 1).min(size)
        }
        None => whole.clone(),
    };
    let mut bytes = object[wanted.clone()].to_vec();
    match lie {
        Lie::Alters => bytes.iter_mut().for_each(|byte| *byte ^= 1),
        Lie::Cuts => bytes.truncate(bytes.len() / 2),
        Lie::Moves => bytes.rotate_left(7),
        _ => {}
    }
    let head = Response::builder()
        .status(if wanted == whole { StatusCode::OK } else { StatusCode::PARTIAL_CONTENT })
        .header(header::ETAG, "\"object\"")
        .header(header::LAST_MODIFIED, "Sun, 01 Mar 2026 10:00:00 GMT");
    if *method == Method::HEAD {
        return head.header(header::CONTENT_LENGTH, size).body(Body::empty()).unwrap();
    }
    let is_part = *lie != Lie::GivesAll;
    let head = if is_part {
        let range = format!("bytes {}-{}/{size}", wanted.start, wanted.end.max(1) - 1);
        head.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, range)
    } else {
        head
    };
    head.header(header::CONTENT_LENGTH, bytes.len()).body(bytes.into()).unwrap()
}

const ALTERING: [Lie; 4] = [Lie::Alters, Lie::Cuts, Lie::Moves, Lie::GivesAll];

/// A run that could not keep what it took, and says so.
async fn keeps_nothing(lie: Lie) {
    let store = Store::start(lie.clone()).await;
    let installation = store.installation().await;
    let link = begun(&installation, &[file("statement-200000.pdf")]).await;
    assert_eq!(has_ended(&installation, &link).await, "FAILED", "{lie:?}");
    let run = installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!((&run["reason"], &run["outcomes"][1]["outcome"]), (&json!("not_stored"), &json!("failed")), "{run}");
    assert_eq!(run["error"], "step 1: what was taken could not be stored", "{lie:?}");
    assert!(installation.backend.all("/v1/artifacts?limit=100").await.is_empty(), "{lie:?}");
}

#[tokio::test]
async fn what_cannot_be_read_back_is_not_called_kept() {
    keeps_nothing(Lie::KeepsNothing).await;
    for lie in ALTERING {
        keeps_nothing(lie).await;
    }
}

#[tokio::test]
async fn nobody_waits_for_ever_for_a_store_that_hangs() {
    keeps_nothing(Lie::Hangs).await;
}

#[tokio::test]
async fn a_store_leads_nobody_elsewhere() {
    let asked = TcpListener::bind("127.0.0.1:0").await.unwrap();
    keeps_nothing(Lie::Redirects(format!("http://{}/", asked.local_addr().unwrap()))).await;
    let nobody = tokio::time::timeout(std::time::Duration::from_millis(100), asked.accept()).await;
    assert!(nobody.is_err());
}

#[tokio::test]
async fn a_store_that_is_busy_for_a_while_is_asked_again() {
    let store = Store::start(Lie::IsBusyUntil(4)).await;
    let installation = store.installation().await;
    let link = begun(&installation, &[file("statement-200000.pdf"), file("bookings-3000.csv")]).await;
    installation.backend.sees(&link, "COMPLETED").await;
    are_right(&installation, 2).await;
}

#[tokio::test]
async fn nothing_altered_is_given_as_a_content() {
    let store = Store::start(Lie::None).await;
    let installation = store.installation().await;
    let link = begun(&installation, &[file("statement-200000.pdf")]).await;
    installation.backend.sees(&link, "COMPLETED").await;
    let artifact = installation.backend.all("/v1/artifacts?limit=100").await.remove(0);
    let url = artifact["content_url"].as_str().unwrap();
    let whole = client().get(url).send().await.unwrap().bytes().await.unwrap();
    for lie in ALTERING {
        store.tells(lie.clone());
        let Ok(reply) = client().get(url).send().await else { continue };
        let status = reply.status();
        assert!(status == 500 || reply.bytes().await.is_err(), "{lie:?}");
    }
    store.tells(Lie::None);
    assert_eq!(client().get(url).send().await.unwrap().bytes().await.unwrap(), whole);
}

/// Deletes by the API what an honest store has, from a store that lies then, and is honest in the end.
async fn deletes(lie: Lie, delete: impl AsyncFn(&Installation, Value)) {
    let store = Store::start(Lie::None).await;
    let installation = store.installation().await;
    let link = begun(&installation, &[file("bookings-3000.csv")]).await;
    installation.backend.sees(&link, "COMPLETED").await;
    let artifact = installation.backend.all("/v1/artifacts?limit=100").await.remove(0);
    assert_eq!(store.count(), 1);
    store.tells(lie);
    delete(&installation, artifact).await;
    assert!(installation.backend.all("/v1/artifacts?limit=100").await.is_empty());
    until("it was tried again", async || {
        installation.clock.advance(Duration::seconds(11));
        (store.deletions.load(Ordering::SeqCst) >= 2).then_some(())
    })
    .await;
    assert_eq!(store.count(), 1);
    store.tells(Lie::None);
    installation.clock.advance(Duration::minutes(11));
    until("the object is deleted", async || (store.count() == 0).then_some(())).await;
}

#[tokio::test]
async fn what_the_store_did_not_delete_is_deleted_later() {
    for lie in [Lie::KeepsAll, Lie::KnowsNothing, Lie::IsBusyUntil(usize::MAX)] {
        deletes(lie, async |installation, artifact| {
            let path = format!("/v1/artifacts/{}", artifact["id"].as_str().unwrap());
            assert_eq!(installation.backend.send(Asked::DELETE, &path, None).await.status, 204);
        })
        .await;
    }
}

#[tokio::test]
async fn what_a_customer_left_is_deleted_from_a_store_that_does_not_want_to() {
    deletes(Lie::KeepsAll, async |installation, _| {
        let told = installation.backend.send(Asked::DELETE, "/v1/customers/customer-1", None).await.expect(200);
        assert_eq!(told["deleted"]["artifacts"], 1, "{told}");
    })
    .await;
}
