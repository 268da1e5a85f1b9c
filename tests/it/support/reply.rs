//! An answer of the API.

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;

/// What came back from a call.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Reply {
    pub async fn of(response: reqwest::Response) -> Self {
        Self::read(response).await.unwrap()
    }

    /// An answer that may break off.
    pub async fn read(response: reqwest::Response) -> reqwest::Result<Self> {
        Ok(Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            text: response.text().await?,
        })
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn expect(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.json()
    }

    /// Asserts that an answer has this status and no body.
    #[track_caller]
    pub fn expect_nothing(&self, status: u16) {
        assert_eq!((self.status, self.text.as_str()), (status, ""));
    }

    /// The problem an answer must tell: its code, and the fields it names.
    #[track_caller]
    pub fn problem(&self, status: u16) -> (String, Vec<String>) {
        let body = self.expect(status);
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        assert_eq!(body["status"], status);
        assert_eq!(body["request_id"], self.headers["x-request-id"].to_str().unwrap());
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        let field = |error: &Value| error["field"].as_str().unwrap().to_owned();
        (body["code"].as_str().unwrap().to_owned(), errors.iter().map(field).collect())
    }
}
