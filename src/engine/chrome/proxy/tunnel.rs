//! What goes to and fro between a browser and a host.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::{
    io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional},
    net::TcpStream,
};
use url::Url;

use super::{Way, request::Request};

/// With what the first byte of TLS begins; anything else in a tunnel is readable on the way.
const TLS_HANDSHAKE: u8 = 0x16;
/// The most that a host says in TLS to hang up, in bytes; whatever answers a request is longer.
const FAREWELL: usize = 48;

/// Whatever the browser says to the host; readable on the way only where plain `http` is allowed as well.
pub(super) async fn tunnel(mut browser: TcpStream, mut source: TcpStream, url: &Url, way: &Way) -> io::Result<()> {
    let mut renewal = way.renewed.subscribe();
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let mut first = [0];
    if browser.peek(&mut first).await? == 0 {
        return Ok(());
    }
    let mut plain = url.clone();
    let is_plain_allowed = plain.set_scheme("http").is_ok() && way.check(&plain).await.is_ok();
    if first[0] != TLS_HANDSHAKE && !is_plain_allowed {
        return Ok(());
    }
    // How much the host has said since the browser said something.
    let said = AtomicUsize::new(0);
    let (mut asking, mut answered) = browser.split();
    let (mut answering, mut asked) = source.split();
    let ask = async {
        tokio::select! {
            biased;
            _ = renewal.changed() => asking.read(&mut [0]).await.map(drop),
            ended = carry(&mut asking, &mut asked, |_| said.store(0, Ordering::Relaxed)) => ended,
        }
    };
    let answer = carry(&mut answering, &mut answered, |count| {
        said.fetch_add(count, Ordering::Relaxed);
    });
    let has_host_gone = tokio::select! {
        ended = ask => ended.is_err(),
        ended = answer => ended.is_ok(),
    };
    if has_host_gone && said.load(Ordering::Relaxed) <= FAREWELL {
        way.hung_up(url);
    }
    Ok(())
}

/// Carries bytes until either end has gone; an error says that it is the one they were carried to.
async fn carry(
    from: &mut (impl AsyncRead + Unpin),
    to: &mut (impl AsyncWrite + Unpin),
    note: impl Fn(usize),
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(count @ 1..) = from.read(&mut buffer).await {
        note(count);
        to.write_all(&buffer[..count]).await?;
    }
    Ok(())
}

/// One request over plain `http`, on a connection of its own, as [`Proxy::renew`] says why.
pub(super) async fn pass(
    mut browser: TcpStream,
    mut source: TcpStream,
    request: &Request,
    rest: &[u8],
) -> io::Result<()> {
    source.write_all(request.head.as_bytes()).await?;
    source.write_all(rest).await?;
    if request.is_upgrade {
        return copy_bidirectional(&mut browser, &mut source).await.map(drop);
    }
    let (mut asking, mut asked) = browser.split();
    let (mut answering, mut told) = source.split();
    let body = request.body.saturating_sub(rest.len() as u64);
    let ask = async {
        io::copy(&mut (&mut asking).take(body), &mut told).await?;
        // Whatever comes now is another request, which is to come again on another connection.
        asking.read(&mut [0]).await.map(drop)
    };
    tokio::select! {
        ended = io::copy(&mut answering, &mut asked) => ended.map(drop),
        ended = ask => ended,
    }
}
