//! Forgetting a customer.

use crate::{
    app::App,
    domain::{id::Id, identity::user::DeleteReason, tenant::Tenant},
    service::{ServiceError, identity},
    store::{
        customers::{self, Deleted},
        identity::users::{self, Filter},
        sql::slice::Slice,
    },
};

/// How many users are deleted at a time.
const BATCH: u8 = 100;

/// What was deleted of a customer.
pub struct Forgotten {
    pub of_links: Deleted,
    pub users: u64,
}

/// Deletes everything of a tenant's customer, in one transaction. Work for the customer that is under way finds nothing of it
/// when it ends. The contents of artifacts follow, as the sweeper deletes them.
pub async fn forget(app: &App, tenant: Id<Tenant>, external_id: &str) -> Result<Forgotten, ServiceError> {
    let now = app.clock.now();
    let mut tx = app.db.begin().await?;
    let of_links = customers::delete(&mut tx, tenant, external_id, now).await?;
    let mut users = 0;
    loop {
        let filter = Filter { external_id: Some(external_id.to_owned()), ..Filter::default() };
        let some = users::list(&mut tx, tenant, filter, Slice { before: None, limit: BATCH }).await?;
        if some.is_empty() {
            break;
        }
        for user in some {
            users::lock(&mut tx, tenant, user.id).await?;
            identity::users::delete(&mut tx, &user, DeleteReason::Deleted, now).await?;
            users += 1;
        }
    }
    tx.commit().await?;
    Ok(Forgotten { of_links, users })
}
