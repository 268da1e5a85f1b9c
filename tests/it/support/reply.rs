//! An answer of the API.

use reqwest::{
    RequestBuilder,
    header::{CONTENT_TYPE, HeaderMap},
};
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

/// Sending a request of an application, a device or a browser, and reading its answer, in which is no API key.
pub trait Ask {
    async fn reply(self) -> Reply;

    /// The same, where the server may die meanwhile.
    async fn try_reply(self) -> reqwest::Result<Reply>;
}

impl Ask for RequestBuilder {
    async fn reply(self) -> Reply {
        self.try_reply().await.unwrap()
    }

    async fn try_reply(self) -> reqwest::Result<Reply> {
        let reply = Reply::read(self.send().await?).await?;
        assert_without_key(&reply.headers, &reply.text);
        Ok(reply)
    }
}

/// Asserts that the API key of a company is nowhere in an answer.
pub fn assert_without_key(headers: &HeaderMap, text: &str) {
    let headers = headers.values().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    for text in headers.chain([text.to_owned()]) {
        assert!(!has_key(&text), "{text}");
    }
}

/// Whether there is something in a text that looks like the API key of a company.
fn has_key(text: &str) -> bool {
    ["vst_test_", "vst_live_"].iter().flat_map(|prefix| text.split(prefix).skip(1)).any(|rest| {
        let secret = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        secret.count() >= 20
    })
}

#[test]
fn a_key_is_told_from_a_sentence_about_keys() {
    assert!(has_key(r#"{"detail": "vst_test_3q2-7wAAAAAAAAAAAAAAAAAAAAAA is no key"}"#));
    assert!(!has_key("Send a valid API key as `Authorization: Bearer vst_live_…`."));
}
