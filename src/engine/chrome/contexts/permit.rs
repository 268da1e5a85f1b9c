//! The right to have one context in a browser.

use std::sync::{Arc, atomic::Ordering};

use tokio::sync::OwnedSemaphorePermit;

use crate::engine::chrome::process::browser::Browser;

/// A permit for one context in a browser, until it is dropped.
pub struct Permit {
    pub(super) browser: Arc<Browser>,
    _permit: OwnedSemaphorePermit,
}

impl Permit {
    /// Counts one more context in `browser`.
    pub(super) fn new(browser: Arc<Browser>, permit: OwnedSemaphorePermit) -> Self {
        browser.opened.fetch_add(1, Ordering::Relaxed);
        browser.open.fetch_add(1, Ordering::Relaxed);
        Self { browser, _permit: permit }
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.browser.open.fetch_sub(1, Ordering::Relaxed);
    }
}
