//! A connection whose every byte the test decides on.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::{sleep, timeout},
};

/// Far longer than any limit of these tests.
const LIMIT: Duration = Duration::from_secs(30);

pub struct Wire(TcpStream);

impl Wire {
    /// Connects to `http://address`, from 127.0.0.1.
    pub async fn open(base: &str) -> Self {
        Self::from("127.0.0.1", base).await
    }

    /// Connects from another address of this machine.
    pub async fn from(source: &str, base: &str) -> Self {
        let address: SocketAddr = base.trim_start_matches("http://").parse().unwrap();
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(format!("{source}:0").parse().unwrap()).unwrap();
        Self(socket.connect(address).await.unwrap())
    }

    pub async fn send(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    /// As [`Self::send`], where the server may have hung up.
    pub async fn try_send(&mut self, text: &str) -> bool {
        self.0.write_all(text.as_bytes()).await.is_ok()
    }

    /// Everything until the server hangs up.
    pub async fn rest(&mut self) -> String {
        let mut read = Vec::new();
        // A reset is an end too.
        let ended = timeout(LIMIT, self.0.read_to_end(&mut read)).await;
        assert!(ended.is_ok(), "the server does not hang up; it sent {}", String::from_utf8_lossy(&read));
        String::from_utf8_lossy(&read).into_owned()
    }

    /// Waits until the server has sent this, perhaps with more behind it.
    pub async fn until(&mut self, wanted: &str) -> String {
        let mut read = String::new();
        while !read.contains(wanted) {
            let mut some = [0; 4096];
            let got = timeout(LIMIT, self.0.read(&mut some)).await.expect("an answer").unwrap();
            assert!(got > 0, "hung up after {read:?}");
            read.push_str(&String::from_utf8_lossy(&some[..got]));
        }
        read
    }

    /// Sends one byte after the other until the server hangs up; what it said.
    pub async fn drip(mut self, text: &str) -> String {
        for byte in text.chars() {
            if !self.try_send(&byte.to_string()).await {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        self.rest().await
    }
}
