//! The tenant's server: calls the API with its key.

use reqwest::{Method, header};
use serde_json::{Value, json};
use vestibule::domain::source::{Definition, file};

use super::{Reply, Sandbox, assert_described, client, until};

/// A client of the API with a key of one tenant.
#[derive(Clone)]
pub struct Backend {
    http: reqwest::Client,
    base: String,
    key: String,
}

/// A link as its maker knows it.
#[derive(Debug, Clone)]
pub struct Link {
    pub id: String,
    pub url: String,
}

impl Link {
    /// The token in its URL.
    pub fn token(&self) -> &str {
        self.url.rsplit('/').next().unwrap()
    }
}

/// The sandbox as a source.
pub fn definition(sandbox: &Sandbox, theme: &str) -> Definition {
    let recipe = include_str!("../../../src/demo/northwind.toml");
    Definition { login_url: sandbox.url(&format!("/{theme}/login")), ..file::read(recipe, false).unwrap() }
}

impl Backend {
    pub fn new(base: &str, key: &str) -> Self {
        Self { http: client(), base: base.to_owned(), key: key.to_owned() }
    }

    /// The same calls with another key.
    pub fn with_key(&self, key: &str) -> Self {
        Self::new(&self.base, key)
    }

    pub fn key(&self) -> &str {
        &self.key
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::POST, path, Some(body.to_string())).await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(Method::PATCH, path, Some(body.to_string())).await
    }

    /// A call whose body may be no JSON at all.
    pub async fn send(&self, method: Method, path: &str, body: Option<String>) -> Reply {
        let mut request = self.http.request(method.clone(), format!("{}{path}", self.base)).bearer_auth(&self.key);
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/json").body(body);
        }
        let reply = Reply::of(request.send().await.unwrap()).await;
        assert_described(&method, path, &reply);
        reply
    }

    /// A POST under a key with which it is done once, where the server may die meanwhile.
    pub async fn try_post(&self, path: &str, body: &Value, key: &str) -> reqwest::Result<Reply> {
        let request = self.http.post(format!("{}{path}", self.base)).bearer_auth(&self.key);
        let request = request.header(header::CONTENT_TYPE, "application/json").header("idempotency-key", key);
        Reply::read(request.body(body.to_string()).send().await?).await
    }

    /// A GET, where the server may die meanwhile.
    pub async fn try_get(&self, path: &str) -> reqwest::Result<Reply> {
        Reply::read(self.http.get(format!("{}{path}", self.base)).bearer_auth(&self.key).send().await?).await
    }

    /// Everything a list has, page after page.
    pub async fn all(&self, path: &str) -> Vec<Value> {
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let told = self.get(&format!("{path}{cursor}")).await.expect(200);
            all.extend(told["data"].as_array().unwrap().iter().cloned());
            let Some(next) = told["next_cursor"].as_str() else { return all };
            cursor = format!("&cursor={next}");
        }
    }

    /// Makes something, and says its id.
    pub async fn create(&self, path: &str, body: &Value) -> String {
        let made = self.post(path, body).await.expect(201);
        made["id"].as_str().unwrap().to_owned()
    }

    pub async fn create_source(&self, definition: &Definition) -> String {
        let body = serde_json::to_value(definition).unwrap();
        self.create("/v1/sources", &body).await
    }

    /// A workflow that reads the invoices of the sandbox's account.
    pub async fn create_workflow(&self, source: &str, theme: &str) -> String {
        let fields = json!({"number": "td:nth-child(1)", "amount": "td.amount"});
        let steps = json!([
            {"step": "visit", "url": format!("/{theme}/account/invoices")},
            {"step": "extract", "name": "invoices", "rows": "table#invoices tr[data-invoice]", "fields": fields},
        ]);
        let body = json!({"name": "Read your invoices", "source_id": source, "steps": steps});
        self.create("/v1/workflows", &body).await
    }

    pub async fn create_job(&self, source: &str, workflows: &[String]) -> String {
        let body = json!({"name": "Read your invoices", "source_id": source, "workflow_ids": workflows});
        self.create("/v1/jobs", &body).await
    }

    /// A job that signs in to the sandbox and reads the invoices.
    pub async fn sandbox_job(&self, sandbox: &Sandbox, theme: &str) -> String {
        let source = self.create_source(&definition(sandbox, theme)).await;
        let workflow = self.create_workflow(&source, theme).await;
        self.create_job(&source, &[workflow]).await
    }

    pub async fn create_link(&self, job: &str) -> Link {
        self.create_link_with(json!({"external_id": "customer-1", "job_id": job})).await
    }

    pub async fn create_link_with(&self, body: Value) -> Link {
        let made = self.post("/v1/links", &body).await.expect(201);
        assert_eq!(made["status"], "CREATED");
        Link { id: made["id"].as_str().unwrap().to_owned(), url: made["link_url"].as_str().unwrap().to_owned() }
    }

    pub async fn link(&self, link: &Link) -> Value {
        self.get(&format!("/v1/links/{}", link.id)).await.expect(200)
    }

    pub async fn revoke(&self, link: &Link) -> Reply {
        let path = format!("/v1/links/{}/revoke", link.id);
        self.send(Method::POST, &path, None).await
    }

    /// Waits until a link has a status.
    pub async fn sees(&self, link: &Link, status: &str) -> Value {
        until(&format!("the link is {status}"), async || {
            let told = self.link(link).await;
            (told["status"] == status).then_some(told)
        })
        .await
    }

    /// As [`Self::sees`], where calls may have to be repeated.
    pub async fn sees_through(&self, link: &Link, status: &str) {
        until(&format!("the link is {status}"), async || {
            let reply = self.try_get(&format!("/v1/links/{}", link.id)).await.unwrap();
            (reply.status == 200 && reply.json()["status"] == status).then_some(())
        })
        .await;
    }

    /// The timeline in one line, such as `CREATED ACCESSED FAILED:account_locked`, after a look at its soundness.
    pub async fn transitions(&self, link: &Link) -> String {
        let path = format!("/v1/links/{}/transitions", link.id);
        let told = self.get(&path).await.expect(200);
        let mut before = Value::Null;
        let mut statuses = Vec::new();
        for (number, transition) in (1..).zip(told["data"].as_array().unwrap()) {
            assert_eq!(transition["sequence"], number, "a gap in {told}");
            assert_eq!(transition["from"], before, "a break in {told}");
            before = transition["to"].clone();
            let to = before.as_str().unwrap();
            statuses.push(match transition["reason"].as_str() {
                Some(reason) => format!("{to}:{reason}"),
                None => to.to_owned(),
            });
        }
        statuses.join(" ")
    }

    /// The contents of everything that completed jobs of a link brought home, newest job first.
    pub async fn artifacts(&self, link: &Link) -> Vec<Value> {
        let mut contents = Vec::new();
        for run in self.link(link).await["job_run_ids"].as_array().unwrap() {
            let path = format!("/v1/job-runs/{}", run.as_str().unwrap());
            let run = self.get(&path).await.expect(200);
            if run["status"] != "COMPLETED" {
                continue;
            }
            for workflow in run["workflow_run_ids"].as_array().unwrap() {
                let of_run = workflow.as_str().unwrap();
                let path = format!("/v1/artifacts?workflow_run_id={of_run}");
                let listed = self.get(&path).await.expect(200);
                for artifact in listed["data"].as_array().unwrap() {
                    let url = artifact["content_url"].as_str().unwrap();
                    let content = client().get(url).send().await.unwrap();
                    contents.push(Reply::of(content).await.expect(200));
                }
            }
        }
        contents
    }
}
