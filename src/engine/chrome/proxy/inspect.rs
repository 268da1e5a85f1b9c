//! Tunnels of a workflow's run: each request in one is read and passes the gate before anything of it leaves. The browser
//! trusts the proxy's certificate (`certificate`), and the proxy verifies the source's as any client does.

use std::sync::Arc;

use rustls::pki_types::ServerName;
use tokio::{
    io::{self, AsyncRead, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;
use url::Url;

use super::{
    certificate, checked, connect,
    request::{Request, head},
    shared::Shared,
    tunnel::{TLS_HANDSHAKE, forward},
};
use crate::net::{client, guard::Guard};

/// Serves a tunnel to the host of `url`, which is allowed one request: the browser opens another for the next.
pub(super) async fn inspect(mut browser: TcpStream, url: &Url, shared: &Shared) -> io::Result<()> {
    browser.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await?;
    let mut first = [0];
    if browser.peek(&mut first).await? == 0 {
        return Ok(());
    }
    if first[0] == TLS_HANDSHAKE {
        let acceptor = certificate::acceptor(url.host_str().unwrap_or_default())?;
        return serve(acceptor.accept(browser).await?, url, shared).await;
    }
    let mut plain = url.clone();
    // The port of the tunnel is that of the request; both schemes are of one kind, so this cannot fail.
    let port = url.port_or_known_default();
    let _ = plain.set_scheme("http");
    let _ = plain.set_port(port);
    serve(browser, &plain, shared).await
}

/// Reads one request, and forwards it where it is allowed.
async fn serve<S>(mut browser: S, base: &Url, shared: &Shared) -> io::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut drained = shared.drained.subscribe();
    // A browser opens connections before it needs them.
    let (head, rest) = tokio::select! {
        biased;
        _ = drained.changed() => return Ok(()),
        read = head(&mut browser) => read?,
    };
    let Some(request) = Request::inside(&head, base) else {
        return super::refuse(&mut browser, "400 Bad Request").await;
    };
    let addresses = match checked(&request, shared).await {
        Ok(addresses) => addresses,
        Err(status) => return super::refuse(&mut browser, status).await,
    };
    let Ok(source) = connect(&request.url, &addresses).await else {
        return super::refuse(&mut browser, "502 Bad Gateway").await;
    };
    if base.scheme() != "https" {
        return forward(browser, source, &request, &rest).await;
    }
    let config = client::tls_of_source(shared.guard.get().and_then(Guard::roots));
    let name = ServerName::try_from(host(&request.url)).map_err(io::Error::other)?;
    match TlsConnector::from(Arc::new(config)).connect(name, source).await {
        Ok(source) => forward(browser, source, &request, &rest).await,
        Err(error) => {
            tracing::debug!(%error, "a source's certificate was refused");
            super::refuse(&mut browser, "502 Bad Gateway").await
        }
    }
}

/// The host as certificates name it: an IPv6 address without brackets.
fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_start_matches('[').trim_end_matches(']').to_owned()
}
