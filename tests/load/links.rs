//! Making links through the API.

use std::time::Duration;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::{
    Size,
    inserts::CALLERS,
    installation::{Installation, database},
    process::Process,
    rate::Requests,
    report::Report,
};

/// What is written when a link is made.
const TABLES: [&str; 3] = ["links", "link_transitions", "events"];

/// Links made by many callers against rows of as many bytes, in turns.
pub async fn measure(installation: &Installation, size: Size, report: &mut Report) -> anyhow::Result<()> {
    let wishes = wishes(installation, size.round);
    wishes.round(&installation.portal).await?;
    let mut database = database(&installation.folder).await?;
    let mut bytes = 0;
    for table in TABLES {
        bytes += bytes_of_a_row(&mut database, table).await?;
    }
    let mut bare = Process::start("inserts", &installation.folder).await?;
    let line = format!("{} {bytes}", size.round.as_millis());
    let mut rounds = Vec::new();
    for _ in 0..size.rounds {
        rounds.push((bare.round(&line).await?, wishes.round(&installation.portal).await?));
    }
    report.compare(&format!("link made, {CALLERS} callers : bare row of {bytes} bytes"), Some(0.5), &rounds);
    Ok(())
}

/// Requests for links by many callers, for so long.
pub fn wishes(installation: &Installation, time: Duration) -> Requests {
    Requests { each: installation.backend.wishes(CALLERS), status: 201, connections: CALLERS, time, keeps_alive: true }
}

async fn bytes_of_a_row(database: &mut SqliteConnection, table: &'static str) -> anyhow::Result<i64> {
    let columns = "SELECT group_concat('COALESCE(LENGTH(' || name || '), 0)', ' + ') FROM pragma_table_info($1)";
    let lengths: String = sqlx::query_scalar(columns).bind(table).fetch_one(&mut *database).await?;
    let row = format!("SELECT {lengths} FROM {table} ORDER BY rowid DESC LIMIT 1");
    Ok(sqlx::query_scalar(AssertSqlSafe(row)).fetch_one(database).await?)
}
