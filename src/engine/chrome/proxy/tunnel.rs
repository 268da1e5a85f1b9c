//! Passing bytes between a browser and a host.

use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::{
    io::{self, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy_bidirectional},
    net::TcpStream,
};
use url::Url;

use super::{request::Plain, shared::Shared};

/// The first byte of a TLS handshake; anything else in a tunnel would be plain text.
pub(super) const TLS_HANDSHAKE: u8 = 0x16;
/// The most bytes that a TLS host sends to close a connection; any response is longer.
const CLOSE_NOTIFY: usize = 48;

/// A `CONNECT` tunnel; anything but TLS in it is passed only where plain `http` is allowed as well.
pub(super) async fn tunnel(
    mut browser: TcpStream,
    mut source: TcpStream,
    url: &Url,
    shared: &Shared,
) -> io::Result<()> {
    let mut drained = shared.drained.subscribe();
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let mut first = [0];
    if browser.peek(&mut first).await? == 0 {
        return Ok(());
    }
    let mut plain = url.clone();
    let is_plain_allowed = plain.set_scheme("http").is_ok() && shared.check(&plain).await.is_ok();
    if first[0] != TLS_HANDSHAKE && !is_plain_allowed {
        return Ok(());
    }
    // How many bytes the host has sent since the browser sent some.
    let received = AtomicUsize::new(0);
    let (mut asking, mut answered) = browser.split();
    let (mut answering, mut asked) = source.split();
    let ask = async {
        tokio::select! {
            biased;
            _ = drained.changed() => asking.read(&mut [0]).await.map(drop),
            ended = copy(&mut asking, &mut asked, |_| received.store(0, Ordering::Relaxed)) => ended,
        }
    };
    let answer = copy(&mut answering, &mut answered, |count| {
        received.fetch_add(count, Ordering::Relaxed);
    });
    let has_host_gone = tokio::select! {
        ended = ask => ended.is_err(),
        ended = answer => ended.is_ok(),
    };
    if has_host_gone && received.load(Ordering::Relaxed) <= CLOSE_NOTIFY {
        shared.note_early_close(url);
    }
    Ok(())
}

/// Copies bytes until either end has gone; an error means that it was the receiving one.
async fn copy(
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

/// Forwards one request, on a connection of its own, for the reason given at [`Shared::drained`].
pub(super) async fn forward<B, S>(mut browser: B, mut source: S, request: &Plain, rest: &[u8]) -> io::Result<()>
where
    B: AsyncRead + AsyncWrite + Unpin,
    S: AsyncRead + AsyncWrite + Unpin,
{
    source.write_all(request.head.as_bytes()).await?;
    if request.is_upgrade {
        source.write_all(rest).await?;
        return copy_bidirectional(&mut browser, &mut source).await.map(drop);
    }
    let (mut asking, mut asked) = io::split(browser);
    let (mut answering, mut forwarded) = io::split(source);
    // Bytes beyond the body would be a second request, which was not checked.
    let first = usize::try_from(request.body).map_or(rest, |length| &rest[..length.min(rest.len())]);
    let body = request.body - first.len() as u64;
    let ask = async {
        forwarded.write_all(first).await?;
        io::copy(&mut (&mut asking).take(body), &mut forwarded).await?;
        forwarded.flush().await?;
        // A further request has to come on a connection of its own.
        asking.read(&mut [0]).await.map(drop)
    };
    tokio::select! {
        ended = io::copy(&mut answering, &mut asked) => ended?,
        ended = ask => return ended,
    };
    asked.shutdown().await
}
