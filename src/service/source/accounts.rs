//! The lock-out budget: tries on an account of a source, counted across links, flows and nodes before they are made.

use serde::{Deserialize, Serialize};

use crate::{
    app::App,
    domain::{
        crypto::keyring::Purpose,
        source::lock_out::{LockOut, Tried},
    },
    service::ServiceError,
    store::{Tx, source::accounts},
};

/// Whose account it is, and what is known of it.
pub struct Account<'a> {
    /// The host of the source.
    pub host: &'a str,
    pub identifier: &'a str,
    pub lock_out: LockOut,
}

/// A try that was counted and may be made.
#[derive(Serialize, Deserialize)]
pub struct Try {
    account: String,
    pub tried: Tried,
    /// How many more we would let through if this one is wrong.
    pub left: u16,
}

/// How a try ended, as far as the account is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Wrong,
    Accepted,
    /// The source did not say, and will not have counted it.
    Unsaid,
}

/// Counts a try; `None` when it must not be made. `spare` tries are left to the customer.
pub async fn spend(
    app: &App,
    tx: &mut Tx,
    account: &Account<'_>,
    tried: Tried,
    spare: u16,
) -> Result<Option<Try>, ServiceError> {
    let now = app.clock.steady();
    let cut_off = account.lock_out.cut_off();
    let name = key(app, account, tried);
    let most = cut_off.saturating_sub(spare);
    let count = accounts::spend(tx, &name, most, now - account.lock_out.memory(), now).await?;
    Ok(count.map(|count| {
        let count = u16::try_from(count).unwrap_or(u16::MAX);
        Try { account: name, tried, left: cut_off.saturating_sub(count) }
    }))
}

/// The account as it is stored: nobody can tell from it whose it is.
fn key(app: &App, account: &Account<'_>, tried: Tried) -> String {
    let identifier = account.identifier.trim().to_lowercase();
    app.vault.index(Purpose::Account, &[account.host, &identifier, tried.name()])
}

/// Takes a try back that was not made after all.
pub async fn give_back(tx: &mut Tx, spent: &Try) -> Result<(), ServiceError> {
    Ok(accounts::give_back(tx, &spent.account).await?)
}

/// Forgets accounts on which nothing was tried for longer than any source remembers.
pub async fn forget_old(app: &App, limit: i64) -> Result<(), ServiceError> {
    let old = accounts::old(&app.db, app.clock.steady() - LockOut::LONGEST_MEMORY, limit).await?;
    if old.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for account in old {
        accounts::forget(&mut tx, &account).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Writes how a try ended.
pub async fn settle(tx: &mut Tx, spent: &Try, verdict: Verdict) -> Result<(), ServiceError> {
    match verdict {
        Verdict::Wrong => {}
        Verdict::Accepted => accounts::forget(tx, &spent.account).await?,
        Verdict::Unsaid => give_back(tx, spent).await?,
    }
    Ok(())
}
