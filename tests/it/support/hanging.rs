//! A source that takes every request and never answers.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::AsyncReadExt,
    net::{TcpListener, TcpStream},
    task::{AbortHandle, JoinSet},
};

/// Hangs until it is dropped.
pub struct HangingSource {
    pub login_url: String,
    requests: Arc<AtomicUsize>,
    accepting: AbortHandle,
}

impl HangingSource {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let login_url = format!("http://{}/login", listener.local_addr().unwrap());
        let requests = Arc::new(AtomicUsize::new(0));
        let accepting = tokio::spawn(accept(listener, Arc::clone(&requests))).abort_handle();
        Self { login_url, requests, accepting }
    }

    /// How many requests it has got.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn accept(listener: TcpListener, requests: Arc<AtomicUsize>) {
    let mut connections = JoinSet::new();
    while let Ok((connection, _)) = listener.accept().await {
        connections.spawn(hang(connection, Arc::clone(&requests)));
    }
}

async fn hang(mut connection: TcpStream, requests: Arc<AtomicUsize>) {
    let mut is_first = true;
    let mut buffer = [0; 4096];
    while connection.read(&mut buffer).await.is_ok_and(|read| read > 0) {
        if std::mem::take(&mut is_first) {
            requests.fetch_add(1, Ordering::SeqCst);
        }
    }
}

impl Drop for HangingSource {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
