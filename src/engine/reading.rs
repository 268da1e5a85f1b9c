//! Reading pages away from the threads that serve, a limited number at a time.
//!
//! The steps that a page may cost grow with its length. Long pages have a queue of their own, so that a short page never
//! waits for the long pages of others. In each queue the tenant and host whose pages took the least time lately come
//! first.

use std::{sync::LazyLock, thread::available_parallelism};

use tokio::runtime::{Handle, RuntimeFlavor};

use crate::{capacity::Capacity, domain::task::Share};

/// The most bytes of a short page: nearly all sign-in pages are short.
const SHORT: usize = 64 * 1024;

/// The pages that may be read at the same time. There is one for the process, as its processors are.
struct Readers {
    short: Capacity,
    /// One processor is left to everything else.
    long: Capacity,
}

static READERS: LazyLock<Readers> = LazyLock::new(|| {
    let processors = available_parallelism().map_or(1, usize::from);
    Readers { short: Capacity::new(processors), long: Capacity::new(processors.saturating_sub(1)) }
});

/// Reads pages of one tenant at one host, when it is their turn.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    share: Option<Share>,
}

impl Reader {
    /// A reader whose pages count against this share; without one, against nobody's.
    pub fn of(share: Share) -> Self {
        Self { share: Some(share) }
    }

    /// Runs `read` on a page of `length` bytes, on a thread that serves nothing meanwhile.
    pub async fn read<T>(&self, length: usize, read: impl FnOnce() -> T + Send) -> T {
        let readers = if length > SHORT { &READERS.long } else { &READERS.short };
        let _permit = readers.acquire(self.share.as_ref()).await;
        match Handle::current().runtime_flavor() {
            // The thread hands everything else that it serves to another one.
            RuntimeFlavor::MultiThread => tokio::task::block_in_place(read),
            // A runtime of one thread, as the command line of a test may have, serves nobody else.
            _ => read(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, AtomicUsize, Ordering},
        },
        time::Duration,
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
                let until_served = move || {
                    let before = beats.load(Ordering::SeqCst);
                    while beats.load(Ordering::SeqCst) < before + 10 {
                        std::hint::spin_loop();
                    }
                };
                tokio::spawn(async { Reader::default().read(0, until_served).await })
            })
            .collect();
        for reader in readers {
            reader.await.unwrap();
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn no_more_long_pages_are_read_at_once_than_leave_a_processor() {
        let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let readers: Vec<_> = (0..40)
            .map(|_| {
                let (now, most) = (Arc::clone(&now), Arc::clone(&most));
                let count = move || {
                    most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    std::thread::yield_now();
                    now.fetch_sub(1, Ordering::SeqCst);
                };
                tokio::spawn(async { Reader::default().read(SHORT + 1, count).await })
            })
            .collect();
        for reader in readers {
            reader.await.unwrap();
        }
        let processors = available_parallelism().map_or(1, usize::from);
        assert!(most.load(Ordering::SeqCst) <= processors.saturating_sub(1).max(1));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn a_short_page_waits_for_no_long_one() {
        let is_short_read = Arc::new(AtomicBool::new(false));
        let long: Vec<_> = (0..8)
            .map(|_| {
                let is_short_read = Arc::clone(&is_short_read);
                // The long pages are read until the short one was.
                let until_then = move || {
                    while !is_short_read.load(Ordering::SeqCst) {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                };
                tokio::spawn(async { Reader::default().read(SHORT + 1, until_then).await })
            })
            .collect();
        while READERS.long.free() > 0 {
            tokio::task::yield_now().await;
        }
        Reader::default().read(SHORT, || is_short_read.store(true, Ordering::SeqCst)).await;
        for long in long {
            long.await.unwrap();
        }
    }
}
