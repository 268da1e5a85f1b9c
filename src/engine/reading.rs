//! Reading pages away from the threads that serve: parsing and matching are bounded in number, not only in steps.

use std::{sync::LazyLock, thread::available_parallelism};

use tokio::{
    runtime::{Handle, RuntimeFlavor},
    sync::Semaphore,
};

/// How many pages are read at the same time: one processor is left to everything else. Processors belong to the whole
/// process, so does this.
static READERS: LazyLock<Semaphore> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    Semaphore::new(processors.saturating_sub(1).max(1))
});

/// Reads a page on a thread that serves nothing meanwhile, in the order in which callers came.
pub async fn reading<T>(read: impl FnOnce() -> T + Send) -> T {
    // The semaphore is never closed, and a permit is given back when it is dropped.
    let _reader = READERS.acquire().await;
    match Handle::current().runtime_flavor() {
        // The thread hands everything else that it serves to another one.
        RuntimeFlavor::MultiThread => tokio::task::block_in_place(read),
        // A runtime of one thread, as the command line of a test may have, serves nobody else.
        _ => read(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn what_serves_goes_on_while_pages_are_read() {
        let beats = Arc::new(AtomicUsize::new(0));
        let beating = Arc::clone(&beats);
        tokio::spawn(async move {
            loop {
                beating.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
            }
        });
        let readers: Vec<_> = (0..8)
            .map(|_| {
                let beats = Arc::clone(&beats);
                // Each reads until others were served meanwhile; on the thread that serves, that would be never.
                tokio::spawn(reading(move || {
                    let before = beats.load(Ordering::SeqCst);
                    while beats.load(Ordering::SeqCst) < before + 10 {
                        std::hint::spin_loop();
                    }
                }))
            })
            .collect();
        for reader in readers {
            reader.await.unwrap();
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_pages_are_read_at_once_than_there_are_readers() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let readers: Vec<_> = (0..40)
            .map(|_| {
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                tokio::spawn(reading(move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                }))
            })
            .collect();
        for reader in readers {
            reader.await.unwrap();
        }
        let processors = available_parallelism().map_or(1, usize::from);
        assert!(most.load(Ordering::SeqCst) <= processors.saturating_sub(1).max(1));
    }
}
