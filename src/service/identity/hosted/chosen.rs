//! What somebody is to sign in with: a new password, or a new passkey.

use time::OffsetDateTime;

use crate::{
    app::App,
    domain::identity::{
        hosted::{passkey::NewPasskey, second_factor::FactorKind},
        proof::Amr,
    },
    service::{ServiceError, identity::events},
    store::{
        Tx,
        identity::{
            hosted::{authenticators, passkeys},
            users::StoredUser,
        },
    },
};

/// What was chosen.
#[derive(Debug)]
pub enum Chosen {
    /// The hash of a password.
    Password(String),
    /// A passkey that was verified, and the browser in which it was made.
    Passkey(NewPasskey, Option<String>),
}

impl Chosen {
    /// Gives it to a locked user; false for a passkey that somebody has.
    pub async fn give(
        &self,
        app: &App,
        tx: &mut Tx,
        user: &StoredUser,
        now: OffsetDateTime,
    ) -> Result<bool, ServiceError> {
        let (new, user_agent) = match self {
            Self::Password(hash) => {
                authenticators::set_password(tx, (app.id(), user.id), hash, now).await?;
                return Ok(true);
            }
            Self::Passkey(new, user_agent) => (new, user_agent.as_deref()),
        };
        let ids = (app.id(), user.pool_id, user.id);
        let is_added = passkeys::insert(tx, ids, new, user_agent, now).await?;
        if is_added {
            events::factor_added(tx, user, FactorKind::Passkey, now);
        }
        Ok(is_added)
    }

    /// What somebody has shown with it and a mailed code. A passkey's device recognises its user: two factors in one.
    pub fn amr(&self, has_second_factor: bool) -> Vec<Amr> {
        let (first, has_both) = match self {
            Self::Password(_) => (Amr::Pwd, has_second_factor),
            Self::Passkey(..) => (Amr::Swk, true),
        };
        [Amr::Otp, first].into_iter().chain(has_both.then_some(Amr::Mfa)).collect()
    }
}
