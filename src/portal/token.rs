//! Checking the token of a link before anything is looked up for it.

use crate::{
    app::App,
    domain::link::token::{Claims, Rejection},
};

/// What a token vouches for; says so without asking the database.
pub fn verify(app: &App, token: &str) -> Result<Claims, Rejection> {
    app.vault.verify(token, &app.public_url, app.clock.now())
}
