//! A source that speaks https with a certificate of its own, and hangs up where a test wants it to.

use std::{
    future::pending,
    net::SocketAddr,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{CertificateParams, KeyPair, PublicKeyData};
use rustls::{ServerConfig, crypto::ring, pki_types::PrivateKeyDer};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// Where a source hangs up on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HangsUp {
    AfterHead,
    AfterBody,
    Never,
}

/// What was read of one request.
#[derive(Debug, Clone)]
pub struct Heard {
    pub head: String,
    pub body: String,
}

/// The source.
#[derive(Clone)]
pub struct Site {
    pub address: SocketAddr,
    /// By what a browser can be told to trust its certificate.
    pub pin: String,
    heard: Arc<Mutex<Vec<Heard>>>,
    connections: Arc<AtomicUsize>,
}

impl Site {
    /// Shows this page at its root, never has any news, and says of all else that it got it.
    pub async fn start(page: String, hangs_up: HangsUp) -> Self {
        let (acceptor, pin) = certified();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site =
            Self { address: listener.local_addr().unwrap(), pin, heard: Arc::default(), connections: Arc::default() };
        let serving = site.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                serving.connections.fetch_add(1, Ordering::SeqCst);
                let (acceptor, site, page) = (acceptor.clone(), serving.clone(), page.clone());
                tokio::spawn(async move {
                    // Whoever does not trust the certificate goes away.
                    let Ok(stream) = acceptor.accept(stream).await else { return };
                    site.serve(stream, &page, hangs_up).await;
                });
            }
        });
        site
    }

    pub fn url(&self) -> String {
        format!("https://{}/", self.address)
    }

    /// How often somebody has come, whether they stayed or not.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// Every request that was read.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }

    /// Every form that was read.
    pub fn forms(&self) -> Vec<Heard> {
        self.heard().into_iter().filter(|heard| heard.head.starts_with("POST")).collect()
    }

    async fn serve(&self, mut stream: TlsStream<TcpStream>, page: &str, hangs_up: HangsUp) {
        loop {
            let Some((head, mut body)) = head(&mut stream).await else { return };
            let is_form = head.starts_with("POST");
            if hangs_up != HangsUp::AfterHead || !is_form {
                body_of(&head, &mut stream, &mut body).await;
            }
            let is_news = head.starts_with("GET /news ");
            let answer = if head.starts_with("GET / ") { page } else { "<p>Got it</p>" };
            self.heard.lock().unwrap().push(Heard { head, body: String::from_utf8(body).unwrap() });
            if is_form && hangs_up != HangsUp::Never {
                return;
            }
            if is_news {
                pending::<()>().await;
            }
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: no-store\r\nContent-Length: {}\r\n\r\n{answer}",
                answer.len()
            );
            if stream.write_all(answer.as_bytes()).await.is_err() || stream.flush().await.is_err() {
                return;
            }
        }
    }
}

/// The head of a request, and what came with it; nothing when the connection has ended.
async fn head(stream: &mut TlsStream<TcpStream>) -> Option<(String, Vec<u8>)> {
    let mut read = Vec::new();
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = read.split_off(end + 4);
            return Some((String::from_utf8(read).unwrap(), rest));
        }
        if !matches!(stream.read_buf(&mut read).await, Ok(1..)) {
            return None;
        }
    }
}

async fn body_of(head: &str, stream: &mut TlsStream<TcpStream>, body: &mut Vec<u8>) {
    let lower = head.to_lowercase();
    let length = lower.split("content-length: ").nth(1).and_then(|rest| rest.split("\r\n").next());
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    while body.len() < length && matches!(stream.read_buf(body).await, Ok(1..)) {}
}

/// What speaks TLS with a fresh certificate, and the pin of its key.
fn certified() -> (TlsAcceptor, String) {
    let key = KeyPair::generate().unwrap();
    let names = ["127.0.0.1", "localhost"].map(ToOwned::to_owned);
    let certificate = CertificateParams::new(names).unwrap().self_signed(&key).unwrap();
    let pin = STANDARD.encode(Sha256::digest(key.subject_public_key_info()));
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), pin)
}

/// A program that is the browser, told to trust the certificates with these pins.
pub fn browser_that_trusts(folder: &Path, pins: &[&str]) -> PathBuf {
    let places = ["/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium"];
    let browser = places.into_iter().find(|place| Path::new(place).is_file()).expect("a browser is installed");
    let program = folder.join("browser");
    let script = format!("#!/bin/sh\nexec {browser} \"$@\" --ignore-certificate-errors-spki-list={}\n", pins.join(","));
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    program
}
