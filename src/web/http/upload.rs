//! The body of a request, which has to arrive within a time, and of which the rest is read where nobody wants it.

use std::{
    error::Error,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    BoxError,
    body::{Bytes, HttpBody},
};
use futures_util::future::BoxFuture;
use http_body::{Frame, SizeHint};
use tokio::{
    runtime::Handle,
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout},
};

/// How long a body may still take once the server stops.
const STOPPING: Duration = Duration::from_secs(1);
/// How much is read of a body that nobody wants, in bytes, and for how long.
const MOST_UNWANTED: usize = 4 * 1024 * 1024;
const UNWANTED: Duration = Duration::from_secs(2);

/// The body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
pub struct TooSlow;

/// Whether an error says that a body did not arrive in time.
pub fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<TooSlow>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// A body as it comes from the network.
pub trait Incoming: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static {}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Send + Unpin + 'static> Incoming for B {}

/// A body that ends with [`TooSlow`] when it takes too long. What is left of one that was refused is read and thrown away:
/// a connection that is closed over it would take the answer with it.
pub struct Upload<B: Incoming> {
    /// `None` once it took too long.
    body: Option<B>,
    deadline: Instant,
    stopped: watch::Receiver<bool>,
    /// Made when the body is first waited for: most have arrived with their heads.
    is_over: Option<BoxFuture<'static, ()>>,
}

impl<B: Incoming> Upload<B> {
    /// A body that may take so long from now on, and hardly any longer once the server has stopped.
    pub fn new(body: B, limit: Duration, stopped: watch::Receiver<bool>) -> Self {
        Self { body: Some(body), deadline: Instant::now() + limit, stopped, is_over: None }
    }
}

impl<B: Incoming> HttpBody for Upload<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else { return Poll::Ready(None) };
        if let Poll::Ready(frame) = Pin::new(body).poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let is_over = this.is_over.get_or_insert_with(|| Box::pin(over(this.deadline, this.stopped.clone())));
        is_over.as_mut().poll(context).map(|()| {
            this.body = None;
            Some(Err(TooSlow.into()))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(SizeHint::default, HttpBody::size_hint)
    }
}

impl<B: Incoming> Drop for Upload<B> {
    fn drop(&mut self) {
        let Some(body) = self.body.take().filter(|body| !body.is_end_stream()) else { return };
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(timeout(UNWANTED, discard(body)));
        }
    }
}

async fn discard(mut body: impl Incoming) {
    let mut read = 0;
    while read < MOST_UNWANTED {
        let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await else { return };
        read += frame.data_ref().map_or(0, Bytes::len);
    }
}

async fn over(deadline: Instant, mut stopped: watch::Receiver<bool>) {
    let stopping = async {
        // An error means that the server itself is gone.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    tokio::select! {
        () = sleep_until(deadline) => {}
        () = stopping => sleep(STOPPING).await,
    }
}
