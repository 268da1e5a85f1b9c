//! Every column that holds something sealed, for counting and sealing anew. A new one belongs here too: what is not
//! here cannot be read any more once its key is retired.

use strum::VariantArray;

use crate::store::{
    At, StoreError, Tx,
    sql::{query::query, stored::Reader},
};

/// A column with sealed texts. Sealed texts begin with the id of their key and a dot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray)]
pub enum Sealed {
    Challenge,
    /// A document with the source's own words sealed inside.
    Refusal,
    Checkpoint,
    Answer,
    Secret,
    OldSecret,
    Headers,
    Call,
    /// Of a signing key.
    SigningKey,
    /// Of a sign-in on a pool's pages.
    Pending,
    Letter,
    /// The key of an authenticator app.
    AuthenticatorApp,
    /// The key of an artifact's content.
    ContentKey,
    /// What the jobs of a link are given.
    Inputs,
    /// The page that a workflow run goes on from.
    Page,
}

/// A sealed text and the row that it belongs to.
#[derive(Debug, sqlx::FromRow)]
pub struct SealedRow {
    /// Of a call, its tenant and its key with a space between.
    pub id: String,
    pub text: String,
}

/// What begins a sealed text under a key, as a pattern.
fn pattern(column: Sealed, key: &str) -> String {
    match column {
        Sealed::Refusal => format!("%\"source_message\":\"{key}.%"),
        _ => format!("{key}.%"),
    }
}

/// Some rows after `after` that are sealed with a key.
#[expect(clippy::too_many_lines, reason = "a table, and the compiler keeps it complete")]
pub async fn list(
    at: impl Into<At<'_>>,
    column: Sealed,
    key: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<SealedRow>, StoreError> {
    let sql = match column {
        Sealed::Challenge => {
            "SELECT id, challenge AS text FROM flows WHERE challenge LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Refusal => {
            "SELECT id, refusal AS text FROM flows WHERE refusal LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Checkpoint => {
            "SELECT id, checkpoint AS text FROM flows WHERE checkpoint LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Answer => {
            "SELECT id, payload AS text FROM tasks WHERE payload LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Secret => {
            "SELECT id, secret AS text FROM webhook_endpoints WHERE secret LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::OldSecret => {
            "SELECT id, old_secret AS text FROM webhook_endpoints WHERE old_secret LIKE $1 AND id > $2
             ORDER BY id LIMIT $3"
        }
        Sealed::Headers => {
            "SELECT id, headers AS text FROM webhook_endpoints WHERE headers LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::SigningKey => {
            "SELECT id, private_key AS text FROM signing_keys WHERE private_key LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Pending => {
            "SELECT id, pending AS text FROM auth_flows WHERE pending LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Letter => {
            "SELECT id, content AS text FROM letters WHERE content LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::AuthenticatorApp => {
            "SELECT id, secret AS text FROM authenticators
             WHERE type = 'totp' AND secret LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::ContentKey => {
            "SELECT id, content_key AS text FROM artifacts WHERE content_key LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Inputs => {
            "SELECT link_id AS id, sealed AS text FROM link_inputs WHERE sealed LIKE $1 AND link_id > $2
             ORDER BY link_id LIMIT $3"
        }
        Sealed::Page => {
            "SELECT id, page AS text FROM workflow_runs WHERE page LIKE $1 AND id > $2 ORDER BY id LIMIT $3"
        }
        Sealed::Call => {
            "SELECT tenant_id || ' ' || key AS id, answer AS text FROM idempotent_calls
             WHERE answer LIKE $1 AND tenant_id || ' ' || key > $2 ORDER BY tenant_id || ' ' || key LIMIT $3"
        }
    };
    query(sql).bind(pattern(column, key)).bind(after).bind(limit).all(at).await
}

/// Puts a text sealed anew in the place of the old one; false when that has changed meanwhile.
pub async fn update(tx: &mut Tx, column: Sealed, row: &SealedRow, anew: &str) -> Result<bool, StoreError> {
    let sql = match column {
        Sealed::Challenge => "UPDATE flows SET challenge = $3 WHERE id = $1 AND challenge = $2",
        Sealed::Refusal => "UPDATE flows SET refusal = $3 WHERE id = $1 AND refusal = $2",
        Sealed::Checkpoint => "UPDATE flows SET checkpoint = $3 WHERE id = $1 AND checkpoint = $2",
        Sealed::Answer => "UPDATE tasks SET payload = $3 WHERE id = $1 AND payload = $2",
        Sealed::Secret => "UPDATE webhook_endpoints SET secret = $3 WHERE id = $1 AND secret = $2",
        Sealed::OldSecret => "UPDATE webhook_endpoints SET old_secret = $3 WHERE id = $1 AND old_secret = $2",
        Sealed::Headers => "UPDATE webhook_endpoints SET headers = $3 WHERE id = $1 AND headers = $2",
        Sealed::SigningKey => "UPDATE signing_keys SET private_key = $3 WHERE id = $1 AND private_key = $2",
        Sealed::Pending => "UPDATE auth_flows SET pending = $3 WHERE id = $1 AND pending = $2",
        Sealed::Letter => "UPDATE letters SET content = $3 WHERE id = $1 AND content = $2",
        Sealed::AuthenticatorApp => "UPDATE authenticators SET secret = $3 WHERE id = $1 AND secret = $2",
        Sealed::ContentKey => "UPDATE artifacts SET content_key = $3 WHERE id = $1 AND content_key = $2",
        Sealed::Inputs => "UPDATE link_inputs SET sealed = $3 WHERE link_id = $1 AND sealed = $2",
        Sealed::Page => "UPDATE workflow_runs SET page = $3 WHERE id = $1 AND page = $2",
        Sealed::Call => "UPDATE idempotent_calls SET answer = $3 WHERE tenant_id || ' ' || key = $1 AND answer = $2",
    };
    Ok(query(sql).bind(row.id.as_str()).bind(row.text.as_str()).bind(anew).run(tx).await? == 1)
}

#[derive(sqlx::FromRow)]
struct CountRow {
    count: i64,
}

/// How many rows are sealed with a key.
pub async fn count(at: impl Into<At<'_>>, column: Sealed, key: &str) -> Result<u32, StoreError> {
    let sql = match column {
        Sealed::Challenge => "SELECT COUNT(*) AS count FROM flows WHERE challenge LIKE $1",
        Sealed::Refusal => "SELECT COUNT(*) AS count FROM flows WHERE refusal LIKE $1",
        Sealed::Checkpoint => "SELECT COUNT(*) AS count FROM flows WHERE checkpoint LIKE $1",
        Sealed::Answer => "SELECT COUNT(*) AS count FROM tasks WHERE payload LIKE $1",
        Sealed::Secret => "SELECT COUNT(*) AS count FROM webhook_endpoints WHERE secret LIKE $1",
        Sealed::OldSecret => "SELECT COUNT(*) AS count FROM webhook_endpoints WHERE old_secret LIKE $1",
        Sealed::Headers => "SELECT COUNT(*) AS count FROM webhook_endpoints WHERE headers LIKE $1",
        Sealed::SigningKey => "SELECT COUNT(*) AS count FROM signing_keys WHERE private_key LIKE $1",
        Sealed::Pending => "SELECT COUNT(*) AS count FROM auth_flows WHERE pending LIKE $1",
        Sealed::Letter => "SELECT COUNT(*) AS count FROM letters WHERE content LIKE $1",
        Sealed::AuthenticatorApp => {
            "SELECT COUNT(*) AS count FROM authenticators WHERE type = 'totp' AND secret LIKE $1"
        }
        Sealed::ContentKey => "SELECT COUNT(*) AS count FROM artifacts WHERE content_key LIKE $1",
        Sealed::Inputs => "SELECT COUNT(*) AS count FROM link_inputs WHERE sealed LIKE $1",
        Sealed::Page => "SELECT COUNT(*) AS count FROM workflow_runs WHERE page LIKE $1",
        Sealed::Call => "SELECT COUNT(*) AS count FROM idempotent_calls WHERE answer LIKE $1",
    };
    let row: Option<CountRow> = query(sql).bind(pattern(column, key)).opt(at).await?;
    row.map_or(Ok(0), |row| Reader(key).number("count", row.count))
}
