//! The body of a request, which has to arrive within a time.

use std::{
    error::Error,
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
    sync::watch,
    time::{Instant, sleep, sleep_until},
};

/// How long a body may still take once the server stops.
const STOPPING: Duration = Duration::from_secs(1);

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

/// A body that ends with [`TooSlow`] when it takes too long.
pub struct Upload<B> {
    body: B,
    deadline: Instant,
    stopped: watch::Receiver<bool>,
    /// Made when the body is first waited for: most have arrived with their heads.
    is_over: Option<BoxFuture<'static, ()>>,
}

impl<B> Upload<B> {
    /// A body that may take so long from now on, and hardly any longer once the server has stopped.
    pub fn new(body: B, limit: Duration, stopped: watch::Receiver<bool>) -> Self {
        Self { body, deadline: Instant::now() + limit, stopped, is_over: None }
    }
}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Unpin> HttpBody for Upload<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let is_over = this.is_over.get_or_insert_with(|| Box::pin(over(this.deadline, this.stopped.clone())));
        is_over.as_mut().poll(context).map(|()| Some(Err(TooSlow.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
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
