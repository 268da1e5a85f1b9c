//! What a visit of a flow to its source begins with.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use const_format::formatcp;

use super::{
    flows::{self, Locked, LockedRow},
    links::{self, StoredLink},
};
use crate::{
    domain::{
        id::Id,
        link::{Link, flow::Flow},
        source::{Definition, Source},
    },
    store::{
        StoreError, Tx,
        sql::{
            query::{At, Lock, query},
            stored::Reader,
        },
    },
};

/// What a visit of a flow to its source begins with.
#[derive(Clone)]
pub struct Visit {
    /// The source's.
    pub definition: Arc<Definition>,
    /// The user name there, as far as the company knows it.
    pub identifier: Option<String>,
    /// Sealed: the page and cookies, as they were left.
    pub checkpoint: Option<String>,
}

/// How many definitions are kept as they were read last.
const MOST_READ: usize = 256;

type Read = HashMap<Id<Source>, (Box<str>, Arc<Definition>)>;

static READ: LazyLock<Mutex<Read>> = LazyLock::new(Mutex::default);

/// Reads a source's definition, unless its text is still the one that was read last: that takes longer than all else that
/// a visit begins with.
fn definition(source: Id<Source>, text: String) -> Result<Arc<Definition>, StoreError> {
    let read = || READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, definition)) = read().get(&source).filter(|(of, _)| **of == text) {
        return Ok(Arc::clone(definition));
    }
    let definition: Arc<Definition> = Arc::new(Reader(&source.to_string()).json("sources.definition", &text)?);
    let mut read = read();
    if read.len() >= MOST_READ {
        read.clear();
    }
    read.insert(source, (text.into(), Arc::clone(&definition)));
    Ok(definition)
}

#[derive(sqlx::FromRow)]
struct Row {
    source_id: String,
    definition: String,
    identifier: Option<String>,
    checkpoint: Option<String>,
}

/// What a visit of a flow begins with.
pub async fn of_flow(at: impl Into<At<'_>>, flow: Id<Flow>) -> Result<Option<Visit>, StoreError> {
    let row: Option<Row> = query(
        "SELECT l.source_id, s.definition, l.identifier, f.checkpoint
         FROM flows f JOIN links l ON l.id = f.link_id JOIN sources s ON s.id = l.source_id
         WHERE f.id = $1",
    )
    .bind(flow)
    .opt(at)
    .await?;
    let Some(Row { source_id, definition: text, identifier, checkpoint }) = row else { return Ok(None) };
    let source = Reader(&flow.to_string()).parse("links.source_id", &source_id)?;
    Ok(Some(Visit { definition: definition(source, text)?, identifier, checkpoint }))
}

#[derive(sqlx::FromRow)]
struct LockedVisitRow {
    #[sqlx(flatten)]
    locked: LockedRow,
    definition: String,
    checkpoint: Option<String>,
}

/// As [`flows::lock`], with what a visit begins with.
pub async fn lock(tx: &mut Tx, id: Id<Flow>) -> Result<Option<(Locked, Visit)>, StoreError> {
    let found = query(formatcp!(
        "SELECT {LOCKED}, f.checkpoint, (SELECT s.definition FROM sources s WHERE s.id = l.source_id) AS definition
         FROM links l JOIN flows f ON f.link_id = l.id WHERE f.id = $1",
        LOCKED = flows::LOCKED
    ));
    let row: Option<LockedVisitRow> = found.bind(id).locking(Lock::Exclusive).opt(tx).await?;
    let Some(LockedVisitRow { locked, definition: text, checkpoint }) = row else { return Ok(None) };
    let locked = locked.read()?;
    let (definition, identifier) = (definition(locked.link.source_id, text)?, locked.link.identifier.clone());
    Ok(Some((locked, Visit { definition, identifier, checkpoint })))
}

#[derive(sqlx::FromRow)]
struct LockedLinkRow {
    #[sqlx(flatten)]
    link: links::Row,
    definition: String,
}

/// As [`links::lock`], with what the first visit of a new flow begins with.
pub async fn lock_link(tx: &mut Tx, id: Id<Link>) -> Result<Option<(StoredLink, Visit)>, StoreError> {
    let found = query(formatcp!(
        "SELECT {LINK}, (SELECT s.definition FROM sources s WHERE s.id = l.source_id) AS definition
         FROM links l WHERE l.id = $1",
        LINK = links::COLUMNS
    ));
    let row: Option<LockedLinkRow> = found.bind(id).locking(Lock::Exclusive).opt(tx).await?;
    let Some(LockedLinkRow { link, definition: text }) = row else { return Ok(None) };
    let link = link.read()?;
    let (definition, identifier) = (definition(link.source_id, text)?, link.identifier.clone());
    Ok(Some((link, Visit { definition, identifier, checkpoint: None })))
}
