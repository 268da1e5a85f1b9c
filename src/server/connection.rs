//! One connection, from its first byte to its end.

use std::{
    convert::Infallible,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, HttpBody},
    extract::{ConnectInfo, Request},
    response::Response,
};
use http_body::{Frame, SizeHint};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
};
use tokio::{net::TcpStream, sync::watch, time::sleep};
use tower::ServiceExt;

use super::{
    slots::{Busy, Occupant, Slot, Waits},
    stops,
    stream::Stream,
};
use crate::{
    config::Config,
    web::http::{early_reject::EarlyReject, upload::Upload},
};

/// The longest head that is read, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;
/// The most requests that are answered at once on one connection with HTTP/2.
const MOST_STREAMS: u32 = 64;
/// How long a connection without a whole head may go on once the server stops: a request may be on its way.
const STOPPING: Duration = Duration::from_millis(500);

/// How connections are served.
#[derive(Clone)]
pub struct Manner {
    builder: auto::Builder<TokioExecutor>,
    waits: Waits,
    body: Duration,
}

impl Manner {
    /// As the settings have it.
    pub fn new(config: &Config) -> Self {
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let mut builder = auto::Builder::new(TokioExecutor::new());
        if !config.http2 {
            builder = builder.http1_only();
        }
        // Heads are timed by their slots, which tell the wait for a head from the wait for the next request.
        builder.http1().timer(TokioTimer::new()).header_read_timeout(None).max_buf_size(LONGEST_HEAD);
        builder.http2().timer(TokioTimer::new()).max_concurrent_streams(MOST_STREAMS).max_header_list_size(16 * 1024);
        let waits = Waits { head: seconds(config.head_timeout), idle: seconds(config.idle_timeout) };
        Self { builder, waits, body: seconds(config.body_timeout) }
    }

    /// Serves a connection until it ends, overstays, has to give way, or the server stops.
    pub async fn serve(
        self,
        (stream, peer): (TcpStream, SocketAddr),
        slot: Slot,
        faces: EarlyReject<Router>,
        mut stopped: watch::Receiver<bool>,
    ) {
        let occupant = Arc::clone(&slot.occupant);
        let stream = TokioIo::new(Stream::new(stream, Arc::clone(&occupant), self.body));
        let until = stopped.clone();
        let answer = service_fn(|request| answer(request, peer, faces.clone(), (&occupant, self.body, &until)));
        let mut connection = pin!(self.builder.serve_connection(stream, answer));
        tokio::select! {
            ended = connection.as_mut() => return log_end(ended),
            () = occupant.gives_way() => return,
            () = occupant.has_waited(self.waits) => return,
            () = stops(&mut stopped) => {}
        }
        connection.as_mut().graceful_shutdown();
        let no_longer = async {
            sleep(STOPPING).await;
            occupant.has_waited(Waits { head: STOPPING, idle: STOPPING }).await;
        };
        tokio::select! {
            ended = connection.as_mut() => log_end(ended),
            () = no_longer => {}
        }
    }
}

/// What ends a connection is the client's affair: it may hang up, or send what is no HTTP.
fn log_end<E: std::fmt::Display>(ended: Result<(), E>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended");
    }
}

/// Answers one request.
fn answer(
    request: hyper::Request<Incoming>,
    peer: SocketAddr,
    faces: EarlyReject<Router>,
    (occupant, limit, stopped): (&Arc<Occupant>, Duration, &watch::Receiver<bool>),
) -> impl Future<Output = Result<hyper::Response<Answer>, Infallible>> + use<> {
    let busy = occupant.begin();
    let mut request: Request = request.map(|body| Body::new(Upload::new(body, limit, stopped.clone())));
    request.extensions_mut().insert(ConnectInfo(peer));
    async move {
        let response: Response = faces.oneshot(request).await?;
        Ok(response.map(|body| Answer { body, _busy: busy }))
    }
}

/// The body of an answer, which keeps its connection busy as long as it lasts.
struct Answer {
    body: Body,
    _busy: Busy,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
