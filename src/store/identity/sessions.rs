//! Sessions as they are used: a grant with its user, asked for at once.

use const_format::{formatcp, str_replace};

use super::{
    grants::{self, StoredGrant},
    refresh_tokens::{self, StoredRefreshToken},
    users::{self, StoredUser},
};
use crate::{
    domain::{id::Id, identity::Grant},
    store::{
        StoreError,
        sql::query::{At, query},
    },
};

/// A grant with its user, dead or alive; those of deleted users are not found.
#[derive(Debug, Clone)]
pub struct StoredSession {
    pub grant: StoredGrant,
    pub user: StoredUser,
    /// How often the definitions of the tenant were changed.
    pub definitions: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    grant: grants::Row,
    #[sqlx(flatten)]
    user: users::Beside,
    definitions: i64,
}

const COLUMNS: &str = formatcp!("g.{}, {}, t.definitions", str_replace!(grants::COLUMNS, ", ", ", g."), users::BESIDE);
const JOINED: &str = "JOIN users u ON u.id = g.user_id AND u.deleted_at IS NULL JOIN tenants t ON t.id = u.tenant_id";

fn read(row: Row) -> Result<StoredSession, StoreError> {
    let grant = grants::read(row.grant)?;
    let user = row.user.read(grant.user_id, grant.pool_id)?;
    Ok(StoredSession { grant, user, definitions: row.definitions })
}

/// The session of a grant.
pub async fn find(at: impl Into<At<'_>>, id: Id<Grant>) -> Result<Option<StoredSession>, StoreError> {
    let row: Option<Row> =
        query(formatcp!("SELECT {COLUMNS} FROM grants g {JOINED} WHERE g.id = $1")).bind(id).opt(at).await?;
    row.map(read).transpose()
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    #[sqlx(flatten)]
    session: Row,
    #[sqlx(flatten)]
    token: refresh_tokens::Row,
}

/// The session of a refresh token, used or not, by the token's hash.
pub async fn of_token(
    at: impl Into<At<'_>>,
    id: Id<Grant>,
    token_hash: &str,
) -> Result<Option<(StoredSession, StoredRefreshToken)>, StoreError> {
    let row: Option<TokenRow> = query(formatcp!(
        "SELECT {COLUMNS}, {} FROM refresh_tokens r JOIN grants g ON g.id = r.grant_id {JOINED}
         WHERE r.token_hash = $2 AND r.grant_id = $1",
        refresh_tokens::COLUMNS
    ))
    .bind(id)
    .bind(token_hash)
    .opt(at)
    .await?;
    let Some(TokenRow { session, token }) = row else { return Ok(None) };
    Ok(Some((read(session)?, refresh_tokens::read(token)?)))
}
