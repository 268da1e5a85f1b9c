//! The right to have one context in a browser.

use std::sync::{Arc, atomic::Ordering};

use crate::{capacity, domain::task::Share, engine::chrome::process::browser::Browser};

/// A permit for one context in a browser, until it is dropped.
pub struct Permit {
    pub(super) browser: Arc<Browser>,
    permit: capacity::Permit,
}

impl Permit {
    /// Counts one more context in `browser`.
    pub(super) fn new(browser: Arc<Browser>, permit: capacity::Permit) -> Self {
        browser.opened.fetch_add(1, Ordering::Relaxed);
        browser.open.fetch_add(1, Ordering::Relaxed);
        Self { browser, permit }
    }

    /// Counts it against a share that did not ask for it; false when the share may not have it now.
    pub(super) fn charge(&mut self, share: Option<&Share>) -> bool {
        self.permit.charge(share)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.browser.open.fetch_sub(1, Ordering::Relaxed);
    }
}
