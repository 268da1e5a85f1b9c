//! As little of an HTTP client as can be, so that what is measured is the server: one connection, kept alive.

use std::net::SocketAddr;

use anyhow::{Context, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The longest answer that is read, in bytes.
const LONGEST: usize = 4 * 1024 * 1024;

/// A connection to a server on this machine.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer with a body of known length.
pub struct Answer<'c> {
    pub status: u16,
    head: &'c str,
    pub body: &'c str,
}

impl Connection {
    /// Connects; only this machine is ever put under load.
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        ensure!(address.ip().is_loopback(), "{address} is not on this machine");
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(16 * 1024) })
    }

    /// Sends a whole request and reads the whole answer.
    pub async fn exchange(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.read().await?;
        };
        let length = match self.text(0, head)?.to_ascii_lowercase().split_once("content-length: ") {
            Some((_, rest)) => rest.lines().next().unwrap_or_default().trim().parse()?,
            None => 0,
        };
        while self.buffer.len() < head + length {
            self.read().await?;
        }
        Ok(Answer {
            status: self.text(9, 12)?.parse().context("an HTTP status")?,
            head: self.text(0, head)?,
            body: self.text(head, head + length)?,
        })
    }

    async fn read(&mut self) -> anyhow::Result<()> {
        let read = self.stream.read_buf(&mut self.buffer).await?;
        ensure!(read > 0, "the server hung up");
        ensure!(self.buffer.len() <= LONGEST, "the answer is too long");
        Ok(())
    }

    fn text(&self, from: usize, to: usize) -> anyhow::Result<&str> {
        Ok(std::str::from_utf8(&self.buffer[from..to])?)
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

impl<'c> Answer<'c> {
    /// Every value of a header; `name` in small letters.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &'c str> {
        self.head.lines().filter_map(move |line| {
            let (own, value) = line.split_once(": ")?;
            own.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// A GET request without anything but its path.
pub fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n").into_bytes()
}
