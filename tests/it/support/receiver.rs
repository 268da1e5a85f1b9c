//! A backend's webhook receiver, well-mannered or not.

use std::{
    convert::Infallible,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::stream;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::Value;
use sha2::Sha256;
use tokio::{io::AsyncWriteExt, net::TcpListener, task::AbortHandle, time::sleep};

use super::until;

/// How a receiver treats what it gets.
#[derive(Clone, Copy)]
pub enum Manner {
    Answers(u16),
    /// Answers with a header of this name and value.
    Says(u16, &'static str, &'static str),
    Hangs,
    /// Sends its answer a byte a second.
    Drips,
    /// Never ends its answer.
    Floods,
}

/// What it got.
#[derive(Debug, Clone)]
pub struct Heard {
    pub headers: HeaderMap,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> &str {
        self.headers[name].to_str().unwrap()
    }

    pub fn event(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// Its type, such as `link.created`.
    pub fn kind(&self) -> String {
        self.event()["type"].as_str().unwrap().to_owned()
    }

    /// Whether one of its signatures was made with a secret for this very content.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        self.is_signed_as(secret, &self.body)
    }

    pub fn is_signed_as(&self, secret: &str, body: &str) -> bool {
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(format!("{}.{}.{body}", self.header("webhook-id"), self.header("webhook-timestamp")).as_bytes());
        let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        self.header("webhook-signature").split(' ').any(|one| one == signature)
    }
}

#[derive(Clone)]
struct Desk {
    manner: Arc<Mutex<Manner>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// A running receiver.
pub struct Receiver {
    pub url: String,
    desk: Desk,
    serving: AbortHandle,
}

impl Receiver {
    /// One that answers 200.
    pub async fn start() -> Self {
        Self::with(Manner::Answers(200)).await
    }

    pub async fn with(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let desk = Desk { manner: Arc::new(Mutex::new(manner)), heard: Arc::default() };
        let router = Router::new().fallback(receive).with_state(desk.clone());
        let serving = tokio::spawn(axum::serve(listener, router).into_future());
        Self { url, desk, serving: serving.abort_handle() }
    }

    /// One that answers what is not HTTP.
    pub async fn of_garbage() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                // The other side may have gone.
                let _ = stream.write_all(b"\0\x01 what do you want?\r\n\r\n\xff").await;
            }
        });
        let desk = Desk { manner: Arc::new(Mutex::new(Manner::Hangs)), heard: Arc::default() };
        Self { url, desk, serving: serving.abort_handle() }
    }

    pub fn turns(&self, manner: Manner) {
        *self.desk.manner.lock().unwrap() = manner;
    }

    /// Everything it got, oldest first.
    pub fn heard(&self) -> Vec<Heard> {
        self.desk.heard.lock().unwrap().clone()
    }

    /// Waits until it got so much.
    pub async fn hears(&self, count: usize) -> Vec<Heard> {
        until(&format!("the receiver hears {count}"), async || Some(self.heard()).filter(|heard| heard.len() >= count))
            .await
    }

    /// Waits until it hears of a type.
    pub async fn hears_of(&self, kind: &str) -> Heard {
        until(&format!("the receiver hears of {kind}"), async || {
            self.heard().into_iter().find(|heard| heard.kind() == kind)
        })
        .await
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn receive(State(desk): State<Desk>, headers: HeaderMap, body: String) -> Response {
    desk.heard.lock().unwrap().push(Heard { headers, body });
    let manner = *desk.manner.lock().unwrap();
    match manner {
        Manner::Answers(status) => (StatusCode::from_u16(status).unwrap(), "so be it").into_response(),
        Manner::Says(status, name, value) => (StatusCode::from_u16(status).unwrap(), [(name, value)]).into_response(),
        Manner::Hangs => std::future::pending().await,
        Manner::Drips => Body::from_stream(stream::unfold((), async |()| {
            sleep(Duration::from_secs(1)).await;
            Some((Ok::<_, Infallible>(Bytes::from_static(b".")), ()))
        }))
        .into_response(),
        Manner::Floods => {
            let chunk = Bytes::from(vec![b'x'; 64 * 1024]);
            Body::from_stream(stream::repeat_with(move || Ok::<_, Infallible>(chunk.clone()))).into_response()
        }
    }
}
