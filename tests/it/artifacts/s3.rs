//! Artifacts in an S3-compatible store. These tests need one: `tests/run s3` brings it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use reqwest::{Method, StatusCode, header::RANGE};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::{
    net::{TcpListener, TcpStream},
    process::{Child, Command},
    time::sleep,
};

use crate::support::{Customer, Folder, Installation, Link, client, definition, until};

/// An S3-compatible server with one bucket, whose objects are files of a folder.
struct Store {
    folder: Folder,
    port: u16,
    process: Option<Child>,
}

impl Store {
    async fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let mut store = Self { folder: Folder::new(), port, process: None };
        store.serve().await;
        store
    }

    async fn serve(&mut self) {
        let program = env::var("VESTIBULE_TEST_S3").expect("the program of an S3-compatible server");
        let (port, folder) = (self.port.to_string(), self.folder.path().to_owned());
        let mut command = Command::new(program);
        command.args(["--directory", folder.to_str().unwrap(), "--address", "127.0.0.1", "--port", &port]);
        command.args(["--silent", "--no-vhost-buckets", "--configure-bucket", "contents"]);
        self.process = Some(command.stdout(Stdio::null()).kill_on_drop(true).spawn().unwrap());
        until("the store serves", async || TcpStream::connect(("127.0.0.1", self.port)).await.ok()).await;
    }

    async fn kill(&mut self) {
        self.process.take().unwrap().kill().await.unwrap();
    }

    async fn installation(&self) -> Installation {
        let endpoint = format!("http://127.0.0.1:{}", self.port);
        Installation::with(&[
            ("VESTIBULE_ARTIFACTS", "s3://contents/vestibule"),
            ("VESTIBULE_S3_ENDPOINT", &endpoint),
            ("VESTIBULE_S3_KEY_ID", "S3RVER"),
            ("VESTIBULE_S3_SECRET_KEY", "S3RVER"),
        ])
        .await
    }

    /// The files of its objects, and of what is being written.
    fn files(&self) -> Vec<PathBuf> {
        fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
            for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if path.is_dir() { walk(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        walk(self.folder.path(), &mut found);
        found
    }

    fn objects(&self) -> Vec<PathBuf> {
        let mut found = self.files();
        found.retain(|path| path.to_str().unwrap().ends_with("_object"));
        found
    }
}

/// A customer of a workflow of these steps, who has signed in.
pub(super) async fn begun(installation: &Installation, steps: &[Value]) -> Link {
    let source = installation.backend.create_source(&definition(&installation.sandbox, "classic")).await;
    let open = json!({"step": "visit", "url": "/classic/account/documents"});
    let steps = [&[open], steps].concat();
    let workflow = json!({"name": "Take files", "source_id": source, "steps": steps});
    let workflow = installation.backend.create("/v1/workflows", &workflow).await;
    let job = installation.backend.create_job(&source, &[workflow]).await;
    let link = installation.backend.create_link(&job).await;
    let mut customer: Customer = installation.customer_at(&link).await;
    customer.answer(&[("identifier", "user_good"), ("password", "pass_good")]).await.is("done");
    link
}

pub(super) fn file(name: &str) -> Value {
    json!({"step": "download", "url": format!("/classic/account/documents/{name}"), "timeout": 120})
}

/// How a link ends.
pub(super) async fn has_ended(installation: &Installation, link: &Link) -> String {
    until("the run has ended", async || {
        let status = installation.backend.link(link).await["status"].as_str().unwrap().to_owned();
        ["COMPLETED", "FAILED"].contains(&status.as_str()).then_some(status)
    })
    .await
}

/// Every artifact has the content that the sandbox says its file has.
pub(super) async fn are_right(installation: &Installation, count: usize) {
    let artifacts = installation.backend.all("/v1/artifacts?limit=100").await;
    assert_eq!(artifacts.len(), count, "{artifacts:?}");
    for artifact in artifacts {
        let url = installation.sandbox.url(&format!("/documents/{}", artifact["name"].as_str().unwrap()));
        let known: Value =
            serde_json::from_str(&client().get(url).send().await.unwrap().text().await.unwrap()).unwrap();
        assert_eq!([&artifact["size"], &artifact["sha256"]], [&known["size"], &known["sha256"]], "{artifact}");
        let content = client().get(artifact["content_url"].as_str().unwrap()).send().await.unwrap();
        let content = content.bytes().await.unwrap();
        let hash = Sha256::digest(&content).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
        assert_eq!(artifact["sha256"], hash, "{artifact}");
    }
}

#[tokio::test]
#[ignore = "needs an S3-compatible server: the step s3 of tests/run"]
async fn contents_are_sealed_in_the_bucket_given_in_parts_and_deleted() {
    let store = Store::start().await;
    let installation = store.installation().await;
    let link = begun(&installation, &[file("statement-12000000.pdf"), file("bookings-3000.csv")]).await;
    installation.backend.sees(&link, "COMPLETED").await;
    are_right(&installation, 2).await;
    assert_eq!(store.objects().len(), 2);
    for path in store.files() {
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(5).any(|part| part == b"%PDF-"), "{} is not sealed", path.display());
    }
    let artifacts = installation.backend.all("/v1/artifacts?limit=100").await;
    let large = artifacts.iter().find(|artifact| artifact["name"] == "statement-12000000.pdf").unwrap();
    let url = large["content_url"].as_str().unwrap();
    let whole = client().get(url).send().await.unwrap().bytes().await.unwrap();
    let part = client().get(url).header(RANGE, "bytes=7000000-7099999").send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.bytes().await.unwrap(), whole[7_000_000..7_100_000]);
    for artifact in artifacts {
        let path = format!("/v1/artifacts/{}", artifact["id"].as_str().unwrap());
        assert_eq!(installation.backend.send(Method::DELETE, &path, None).await.status, 204);
    }
    until("the objects are deleted", async || store.objects().is_empty().then_some(())).await;
}

#[tokio::test]
#[ignore = "needs an S3-compatible server: the step s3 of tests/run"]
async fn a_store_that_is_killed_in_the_middle_and_comes_back_loses_nothing() {
    let mut store = Store::start().await;
    let installation = store.installation().await;
    let files = ["statement-12000000.pdf", "statement-16000000.pdf", "bookings-8000000.csv"];
    let link = begun(&installation, &files.map(file)).await;
    until("something is being written", async || (!store.files().is_empty()).then_some(())).await;
    sleep(Duration::from_millis(rand::random::<u64>() % 1_500)).await;
    store.kill().await;
    sleep(Duration::from_secs(2)).await;
    store.serve().await;
    let status = has_ended(&installation, &link).await;
    eprintln!("the run is {status}");
    if status == "FAILED" {
        let run = installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
        assert_eq!(run["reason"], "not_stored", "{run}");
        let job_run = installation.backend.all("/v1/job-runs?limit=100").await.remove(0);
        let path = format!("/v1/job-runs/{}/retry", job_run["id"].as_str().unwrap());
        let kept = installation.backend.all("/v1/artifacts?limit=100").await.len();
        are_right(&installation, kept).await;
        installation.backend.post(&path, &json!({})).await.expect(201);
        installation.backend.sees(&link, "COMPLETED").await;
        are_right(&installation, kept + 3).await;
    } else {
        are_right(&installation, 3).await;
    }
}

#[tokio::test]
#[ignore = "needs an S3-compatible server: the step s3 of tests/run"]
async fn a_store_that_stays_away_fails_the_run_and_says_so() {
    let mut store = Store::start().await;
    let installation = store.installation().await;
    store.kill().await;
    let link = begun(&installation, &[file("bookings-3000.csv")]).await;
    until("the run has failed", async || (installation.backend.link(&link).await["status"] == "FAILED").then_some(()))
        .await;
    let run = installation.backend.all("/v1/workflow-runs?limit=100").await.remove(0);
    assert_eq!((&run["reason"], &run["outcomes"][1]["outcome"]), (&json!("not_stored"), &json!("failed")), "{run}");
    assert!(installation.backend.all("/v1/artifacts?limit=100").await.is_empty());
}
