//! Where servers of the test's process run: a runtime with a thread of its own.

use tokio::runtime::{Builder, Runtime};

/// A runtime that ends when it is dropped, with every connection of its servers, although the test's thread goes on to
/// wait for something else: PostgreSQL drops no database while somebody has begun to connect and does not go on.
pub struct Machine(Option<Runtime>);

impl Machine {
    pub fn new() -> Self {
        Self(Some(Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()))
    }

    /// Does something there.
    pub async fn run<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        self.0.as_ref().unwrap().spawn(work).await.unwrap()
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.0.take().into_iter().for_each(Runtime::shutdown_background);
    }
}
