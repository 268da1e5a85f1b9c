//! Flows.

use std::{collections::HashSet, sync::LazyLock};

use const_format::formatcp;
use time::OffsetDateTime;

use super::links::{self, StoredLink};
use crate::{
    domain::{
        id::Id,
        job::permissions::promise::Agreement,
        link::{Link, flow::Flow},
        prompt::refusal::Refused,
    },
    store::{
        Db, StoreError, Tx,
        sql::{
            query::{At, Lock, query},
            stored::{Reader, to_json},
        },
        unit::Signal,
    },
};

/// A flow as it is stored, sealed parts still sealed.
#[derive(Debug, Clone)]
pub struct StoredFlow {
    pub id: Id<Flow>,
    pub link_id: Id<Link>,
    /// The hash of the cookie's value that the browser it belongs to was given.
    pub browser: String,
    pub flow: Flow,
    /// Sealed: the challenge.
    pub challenge: Option<String>,
    /// The source's words in it are sealed.
    pub refused: Option<Refused>,
}

/// Adds a flow, with what the customer agreed to.
pub async fn insert(tx: &mut Tx, flow: &StoredFlow, agreed: &Agreement, now: OffsetDateTime) -> Result<(), StoreError> {
    query(
        "INSERT INTO flows (id, link_id, browser, stage, turn, deadline, created_at, agreed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(flow.id)
    .bind(flow.link_id)
    .bind(flow.browser.as_str())
    .bind(<&str>::from(flow.flow.stage))
    .bind(i64::from(flow.flow.turn))
    .bind(flow.flow.deadline)
    .bind(now)
    .bind(to_json(agreed))
    .later(tx)
    .await
}

/// What becomes of the sealed page and cookies of a flow.
pub enum Page {
    Stays,
    IsNow(String),
    Goes,
}

/// Writes what has changed of a flow, whose link must be locked; pages that wait for it hear of it.
pub async fn update(
    tx: &mut Tx,
    flow: &StoredFlow,
    page: Page,
    ended_at: Option<OffsetDateTime>,
) -> Result<(), StoreError> {
    const SET: &str =
        "UPDATE flows SET stage = $2, turn = $3, deadline = $4, challenge = $5, refusal = $6, ended_at = $7";
    let (sql, checkpoint) = match page {
        Page::Stays => (formatcp!("{SET} WHERE id = $1"), None),
        Page::IsNow(sealed) => (formatcp!("{SET}, checkpoint = $8 WHERE id = $1"), Some(sealed)),
        Page::Goes => (formatcp!("{SET}, checkpoint = NULL WHERE id = $1"), None),
    };
    let update = query(sql)
        .bind(flow.id)
        .bind(<&str>::from(flow.flow.stage))
        .bind(i64::from(flow.flow.turn))
        .bind(flow.flow.deadline)
        .bind(flow.challenge.clone())
        .bind(flow.refused.as_ref().map(to_json))
        .bind(ended_at);
    let update = if let Some(sealed) = checkpoint { update.bind(sealed) } else { update };
    update.later(tx).await?;
    tx.signal(Signal::Flow(flow.id));
    Ok(())
}

/// Counts the deadline of a flow that the engine is to work on from now on, unless it is counted already.
pub async fn start(tx: &mut Tx, id: Id<Flow>, deadline: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE flows SET deadline = $2 WHERE id = $1 AND stage = 'working' AND deadline > $2")
        .bind(id)
        .bind(deadline)
        .later(tx)
        .await
}

/// Gives a flow that waits for the engine until a later deadline.
pub async fn wait(tx: &mut Tx, id: Id<Flow>, deadline: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE flows SET deadline = $2 WHERE id = $1 AND stage = 'working'").bind(id).bind(deadline).later(tx).await
}

/// Gives a flow to a browser; its link must be locked.
pub async fn set_browser(tx: &mut Tx, id: Id<Flow>, browser: &str) -> Result<(), StoreError> {
    query("UPDATE flows SET browser = $2 WHERE id = $1").bind(id).bind(browser).later(tx).await
}

/// Keeps what the customer agreed to; the flow's link must be locked.
pub async fn set_agreed(tx: &mut Tx, id: Id<Flow>, agreed: &Agreement) -> Result<(), StoreError> {
    query("UPDATE flows SET agreed = $2 WHERE id = $1").bind(id).bind(to_json(agreed)).later(tx).await
}

#[derive(sqlx::FromRow)]
struct AgreedRow {
    agreed: Option<String>,
}

/// What the customer agreed to; `None` of a flow from before that was kept.
pub async fn agreed(at: impl Into<At<'_>>, id: Id<Flow>) -> Result<Option<Agreement>, StoreError> {
    let row: Option<AgreedRow> = query("SELECT agreed FROM flows WHERE id = $1").bind(id).opt(at).await?;
    let text = row.and_then(|row| row.agreed);
    text.map(|text| Reader(&id.to_string()).json("flows.agreed", &text)).transpose()
}

/// Keeps (or with `None` forgets) the sealed page and cookies of a flow.
pub async fn set_checkpoint(tx: &mut Tx, id: Id<Flow>, sealed: Option<String>) -> Result<(), StoreError> {
    query("UPDATE flows SET checkpoint = $2 WHERE id = $1").bind(id).bind(sealed).later(tx).await
}

/// Says until when the session of a flow whose jobs failed is kept; `None` where they run again.
pub async fn keep_session(tx: &mut Tx, id: Id<Flow>, until: Option<OffsetDateTime>) -> Result<(), StoreError> {
    query("UPDATE flows SET session_until = $2 WHERE id = $1").bind(id).bind(until).later(tx).await
}

/// Drops the session of a flow if it was kept until `now`; one that is in use again stays.
pub async fn drop_session(tx: &mut Tx, id: Id<Flow>, now: OffsetDateTime) -> Result<(), StoreError> {
    query("UPDATE flows SET checkpoint = NULL, session_until = NULL WHERE id = $1 AND session_until <= $2")
        .bind(id)
        .bind(now)
        .later(tx)
        .await
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
}

/// Flows whose session was kept until `now`.
pub async fn sessions_due(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<Id<Flow>>, StoreError> {
    let rows: Vec<SessionRow> = query("SELECT id FROM flows WHERE session_until <= $1 ORDER BY session_until LIMIT $2")
        .bind(now)
        .bind(limit)
        .all(db)
        .await?;
    rows.iter().map(|row| Reader(&row.id).parse("flows.id", &row.id)).collect()
}

#[derive(sqlx::FromRow)]
struct CheckpointRow {
    checkpoint: Option<String>,
}

/// The sealed page and cookies of a flow.
pub async fn checkpoint(at: impl Into<At<'_>>, id: Id<Flow>) -> Result<Option<String>, StoreError> {
    let row: Option<CheckpointRow> = query("SELECT checkpoint FROM flows WHERE id = $1").bind(id).opt(at).await?;
    Ok(row.and_then(|row| row.checkpoint))
}

#[derive(sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub link_id: String,
    pub browser: String,
    pub stage: String,
    pub turn: i64,
    pub deadline: i64,
    pub challenge: Option<String>,
    pub refusal: Option<String>,
}

impl Row {
    pub fn read(self) -> Result<StoredFlow, StoreError> {
        let reader = Reader(&self.id);
        Ok(StoredFlow {
            id: reader.parse("flows.id", &self.id)?,
            link_id: reader.parse("flows.link_id", &self.link_id)?,
            flow: Flow {
                stage: reader.parse("flows.stage", &self.stage)?,
                turn: reader.number("flows.turn", self.turn)?,
                deadline: reader.time("flows.deadline", self.deadline)?,
            },
            refused: self.refusal.map(|text| reader.json("flows.refusal", &text)).transpose()?,
            challenge: self.challenge,
            browser: self.browser,
        })
    }
}

/// One flow; lock its link first where it is going to change.
pub async fn find(at: impl Into<At<'_>>, id: Id<Flow>) -> Result<Option<StoredFlow>, StoreError> {
    let row: Option<Row> =
        query("SELECT id, link_id, browser, stage, turn, deadline, challenge, refusal FROM flows WHERE id = $1")
            .bind(id)
            .opt(at)
            .await?;
    row.map(Row::read).transpose()
}

/// A flow and its link, both locked.
pub struct Locked {
    pub link: StoredLink,
    pub flow: StoredFlow,
    /// What the customer agreed to; `None` of a flow from before that was kept.
    pub agreed: Option<Agreement>,
    /// How often the definitions of the link's tenant were changed.
    pub definitions: i64,
    /// Whether there is a task for the flow.
    pub has_task: bool,
}

/// The columns of a [`LockedRow`], of `links` as `l` and `flows` as `f`.
pub(super) const LOCKED: &str = formatcp!(
    "{LINK}, f.id AS flow_id, f.browser, f.stage, f.turn, f.deadline, f.challenge, f.refusal, f.agreed,
     (SELECT t.definitions FROM tenants t WHERE t.id = l.tenant_id) AS definitions,
     (SELECT COUNT(*) FROM tasks k WHERE k.subject = f.id) AS tasks",
    LINK = links::COLUMNS
);

#[derive(sqlx::FromRow)]
pub(super) struct LockedRow {
    #[sqlx(flatten)]
    link: links::Row,
    flow_id: String,
    browser: String,
    stage: String,
    turn: i64,
    deadline: i64,
    challenge: Option<String>,
    refusal: Option<String>,
    agreed: Option<String>,
    definitions: i64,
    tasks: i64,
}

/// Locks a flow and its link until the transaction ends.
pub async fn lock(tx: &mut Tx, id: Id<Flow>) -> Result<Option<Locked>, StoreError> {
    // The link comes first: PostgreSQL locks in this order, as whoever locks the link alone and then changes the flow.
    let found =
        query(formatcp!("SELECT {LOCKED} FROM links l JOIN flows f ON f.link_id = l.id WHERE f.id = $1")).bind(id);
    let row: Option<LockedRow> = found.locking(Lock::Exclusive).opt(tx).await?;
    row.map(LockedRow::read).transpose()
}

impl LockedRow {
    pub(super) fn read(self) -> Result<Locked, StoreError> {
        let link = self.link.read()?;
        let agreed = self.agreed.map(|text| Reader(&self.flow_id).json("flows.agreed", &text)).transpose()?;
        let flow = Row {
            id: self.flow_id,
            link_id: link.id.to_string(),
            browser: self.browser,
            stage: self.stage,
            turn: self.turn,
            deadline: self.deadline,
            challenge: self.challenge,
            refusal: self.refusal,
        };
        let (definitions, has_task) = (self.definitions, self.tasks > 0);
        Ok(Locked { link, flow: flow.read()?, agreed, definitions, has_task })
    }
}

/// How many flows one statement asks about.
const SOME: usize = 32;

/// Which of these flows are at a page of their sign-in.
pub async fn still_open(db: &Db, ids: &[Id<Flow>]) -> Result<HashSet<Id<Flow>>, StoreError> {
    static SQL: LazyLock<String> = LazyLock::new(|| {
        let places: Vec<String> = (1..=SOME).map(|place| format!("${place}")).collect();
        format!("SELECT id FROM flows WHERE stage IN ('working', 'asking') AND id IN ({})", places.join(", "))
    });
    let mut open = HashSet::new();
    for some in ids.chunks(SOME) {
        // Always as many, so that it is one statement to the database.
        let places = some.iter().cycle().take(SOME);
        let asked = places.fold(query(SQL.as_str()), |asked, id| asked.bind(*id));
        let rows: Vec<SessionRow> = asked.all(db).await?;
        for row in rows {
            open.insert(Reader(&row.id).parse("flows.id", &row.id)?);
        }
    }
    Ok(open)
}

#[derive(sqlx::FromRow)]
struct OverdueRow {
    id: String,
    link_id: String,
}

/// Live flows past their deadline.
pub async fn overdue(db: &Db, now: OffsetDateTime, limit: i64) -> Result<Vec<(Id<Flow>, Id<Link>)>, StoreError> {
    let rows: Vec<OverdueRow> =
        query("SELECT id, link_id FROM flows WHERE ended_at IS NULL AND deadline <= $1 ORDER BY deadline LIMIT $2")
            .bind(now)
            .bind(limit)
            .all(db)
            .await?;
    rows.iter()
        .map(|row| {
            let reader = Reader(&row.id);
            Ok((reader.parse("flows.id", &row.id)?, reader.parse("flows.link_id", &row.link_id)?))
        })
        .collect()
}
