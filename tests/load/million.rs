//! Making links beside many others.

use anyhow::Context;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};

use super::{
    Size,
    installation::{Installation, database},
    links,
    process::Process,
    report::Report,
};

/// Links in the smaller table.
const FEW: usize = 1_000;

/// Links made with many in the table against with few, in turns.
pub async fn measure([few, many]: [Installation; 2], size: Size, report: &mut Report) -> anyhow::Result<()> {
    let (few, many) = (fill(few, FEW).await?, fill(many, size.many).await?);
    // Short, so that few stay few.
    let (among_few, among_many) = (links::wishes(&few, size.round / 8), links::wishes(&many, size.round / 8));
    let mut rounds = Vec::new();
    for _ in 0..size.rounds {
        rounds.push((among_few.round(&few.portal).await?, among_many.round(&many.portal).await?));
    }
    report.compare(&format!("link made beside {} : beside {FEW}", size.many), Some(0.7), &rounds);
    Ok(())
}

/// Copies a link until there are so many, with all that is written when one is made.
async fn fill(mut installation: Installation, number: usize) -> anyhow::Result<Installation> {
    installation.backend.links(1).await?;
    copied(installation, number, &["links", "link_transitions", "events"], &[]).await
}

/// Copies the only row of each table until there are so many, while the portal does not run.
pub async fn copied(
    installation: Installation,
    number: usize,
    tables: &[&'static str],
    settings: &[(&str, &str)],
) -> anyhow::Result<Installation> {
    let Installation { portal, mut backend, folder } = installation;
    portal.stop().await?;
    let mut database = database(&folder).await?;
    for pragma in ["PRAGMA synchronous = OFF", "PRAGMA cache_size = -200000", "BEGIN"] {
        sqlx::query(pragma).execute(&mut database).await?;
    }
    for table in tables {
        copy(&mut database, table, number).await.context(*table)?;
    }
    sqlx::query("UPDATE tenants SET feed = (SELECT MAX(position) FROM events)").execute(&mut database).await?;
    for statement in ["COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)"] {
        sqlx::query(statement).execute(&mut database).await?;
    }
    database.close().await?;
    let portal = Process::start_with("portal", &folder, settings).await?;
    backend.follow(portal.address).await?;
    Ok(Installation { portal, backend, folder })
}

async fn copy(database: &mut SqliteConnection, table: &'static str, number: usize) -> anyhow::Result<()> {
    let names = "SELECT name FROM pragma_table_info($1)";
    let columns: Vec<String> = sqlx::query_scalar(names).bind(table).fetch_all(&mut *database).await?;
    let values: Vec<&str> = columns.iter().map(|column| value(table, column)).collect();
    let copies = format!(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})
         INSERT INTO {table} ({}) SELECT {} FROM n, (SELECT * FROM {table} LIMIT 1)",
        columns.join(", "),
        values.join(", "),
    );
    sqlx::query(AssertSqlSafe(copies)).execute(database).await?;
    Ok(())
}

/// What a column holds in the copy with the number `i`: ids in the order of time, and tokens in none.
fn value<'c>(table: &str, column: &'c str) -> &'c str {
    match (table, column) {
        ("links", "id") | (_, "link_id") => "'lnk_01B' || printf('%023d', i)",
        ("links", "token_id") => "substr(hex(randomblob(16)), 1, length(token_id))",
        ("links", "external_id") => "'customer-' || (i % 100000)",
        ("links", "expires_at") => "expires_at + i * 1000",
        ("users", "id") | (_, "user_id") | ("identities", "unique_key") => "'usr_01b' || printf('%023d', i)",
        ("grants", "id") | (_, "grant_id") => "'grt_01b' || printf('%023d', i)",
        ("identities", "id") => "'idn_01b' || printf('%023d', i)",
        ("refresh_tokens", "id") => "'rft_01b' || printf('%023d', i)",
        ("refresh_tokens", "token_hash" | "access_jti") => "lower(hex(randomblob(32)))",
        ("events", "id") => "'evt_01B' || printf('%08d', i) || substr(hex(randomblob(8)), 1, 15)",
        ("events", "position") => "position + i",
        _ => column,
    }
}
