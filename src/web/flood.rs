//! How many forms may be sent from one address, and to one link or flow, before any of them costs a statement.

use std::net::IpAddr;

use axum::extract::Request;

use super::{address, limits::Limit};
use crate::app::App;

/// The longest name that is told apart from others.
const LONGEST: usize = 256;

/// What is counted.
pub struct Flood {
    addresses: Limit<IpAddr>,
    /// By the token of the link or the id of the flow, whether there is one or not.
    places: Limit<String>,
}

impl Flood {
    /// Counts from nothing, with the limits of the settings.
    pub fn new(app: &App) -> Self {
        Self { addresses: Limit::new(app.config.address_forms), places: Limit::new(app.config.link_forms) }
    }

    /// Counts a form; `Err` with the seconds until the next may come when it is one too many.
    pub fn take(&self, app: &App, form: &Request) -> Result<(), u64> {
        let now = app.clock.now();
        let place = form.uri().path().split('/').nth(2).unwrap_or_default();
        let place = place.chars().take(LONGEST).collect();
        let taken = self.addresses.take(address::of(form, app.config.behind_proxy), now);
        taken.and_then(|_| self.places.take(place, now)).map(|_| ()).map_err(|left| left.reset)
    }
}
