//! Calling as a backend does, for the command line: the API of a running server, and a receiver that a person names.

use std::{io, time::Duration};

use reqwest::{Method, Response, header::CONTENT_TYPE, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use url::Url;

use super::client::{broken, tls};
use super::error::NetError;

const CONNECT: Duration = Duration::from_secs(5);
const TOTAL: Duration = Duration::from_secs(30);

/// Why a call came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    #[error("{error}: {}", std::error::Error::source(.error).map(ToString::to_string).unwrap_or_default())]
    Failed { error: NetError },
    #[error("the server answered {status}: {detail}")]
    Refused { status: u16, detail: String },
}

impl From<NetError> for CallError {
    fn from(error: NetError) -> Self {
        Self::Failed { error }
    }
}

/// A backend at the command line.
pub struct Caller {
    http: reqwest::Client,
    api: Url,
    key: SecretString,
}

impl Caller {
    /// Calls the API of the server at `api` with a key.
    pub fn new(api: Url, key: SecretString) -> Result<Self, NetError> {
        let setup = |error| NetError::Setup { source: io::Error::other(error) };
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls())
            .no_proxy()
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT)
            .timeout(TOTAL)
            .build()
            .map_err(setup)?;
        Ok(Self { http, api, key })
    }

    /// What a `GET` of a path and query answers.
    pub async fn get(&self, path: &str, query: &[(&str, &str)]) -> Result<Value, CallError> {
        let mut url = self.url(path);
        url.query_pairs_mut().extend_pairs(query);
        self.call(Method::GET, url, None).await
    }

    /// What a `POST` of a document to a path answers.
    pub async fn post(&self, path: &str, document: &Value) -> Result<Value, CallError> {
        self.call(Method::POST, self.url(path), Some(document.to_string())).await
    }

    fn url(&self, path: &str) -> Url {
        let mut url = self.api.clone();
        url.set_path(&format!("{}{path}", self.api.path().trim_end_matches('/')));
        url
    }

    async fn call(&self, method: Method, url: Url, body: Option<String>) -> Result<Value, CallError> {
        let mut request = self.http.request(method, url.clone()).bearer_auth(self.key.expose_secret());
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        let response = request.send().await.map_err(|error| broken(&url, error))?;
        let (status, text) = (response.status(), text(response, &url).await?);
        let document: Value = serde_json::from_str(&text).unwrap_or_default();
        if status.is_success() {
            return Ok(document);
        }
        let detail = document["detail"].as_str().unwrap_or("which is no answer of the API").to_owned();
        Err(CallError::Refused { status: status.as_u16(), detail })
    }

    /// Posts a document elsewhere, with these headers: the status of the answer.
    pub async fn forward(&self, to: &Url, headers: &[(&str, String)], body: String) -> Result<u16, CallError> {
        let mut request = self.http.post(to.clone()).header(CONTENT_TYPE, "application/json").body(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let response = request.send().await.map_err(|error| broken(to, error))?;
        Ok(response.status().as_u16())
    }
}

async fn text(response: Response, url: &Url) -> Result<String, NetError> {
    response.text().await.map_err(|error| broken(url, error))
}
