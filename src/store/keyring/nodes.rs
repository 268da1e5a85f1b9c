//! The servers that run on this database, and the keys that each has.

use time::OffsetDateTime;

use crate::store::{
    At, StoreError, Tx,
    sql::{query::query, stored::Reader},
};

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub id: String,
    pub keys: Vec<String>,
    pub signing: String,
    pub seen_at: OffsetDateTime,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    keys: String,
    signing: String,
    seen_at: i64,
}

/// Every server that was seen after `since`.
pub async fn list(at: impl Into<At<'_>>, since: OffsetDateTime) -> Result<Vec<Node>, StoreError> {
    let rows: Vec<Row> = query("SELECT id, keys, signing, seen_at FROM keyring_nodes WHERE seen_at > $1 ORDER BY id")
        .bind(since)
        .all(at)
        .await?;
    rows.into_iter().map(node).collect()
}

fn node(row: Row) -> Result<Node, StoreError> {
    let seen_at = Reader(&row.id).time("keyring_nodes.seen_at", row.seen_at)?;
    let keys = row.keys.split(' ').map(str::to_owned).collect();
    Ok(Node { id: row.id, keys, signing: row.signing, seen_at })
}

/// Writes that a server runs.
pub async fn put(tx: &mut Tx, node: &Node) -> Result<(), StoreError> {
    query(
        "INSERT INTO keyring_nodes (id, keys, signing, seen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET keys = excluded.keys, signing = excluded.signing, seen_at = excluded.seen_at",
    )
    .bind(node.id.as_str())
    .bind(node.keys.join(" "))
    .bind(node.signing.as_str())
    .bind(node.seen_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Writes that a server has stopped.
pub async fn delete(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    query("DELETE FROM keyring_nodes WHERE id = $1").bind(id).run(tx).await?;
    Ok(())
}

/// Forgets servers that were last seen before `since`.
pub async fn delete_old(tx: &mut Tx, since: OffsetDateTime) -> Result<(), StoreError> {
    query("DELETE FROM keyring_nodes WHERE seen_at <= $1").bind(since).run(tx).await?;
    Ok(())
}
