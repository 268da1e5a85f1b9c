//! Groups of units: what they share, and what each keeps to itself.

use std::{fs, path::PathBuf, sync::Arc};

use sqlx::{
    ConnectOptions, Executor, SqlStr, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};
use tokio::task::{JoinHandle, yield_now};

use super::{group::settled, unit::Unit, writer::Writer};
use crate::store::sql::{counters::Counters, statement::Statement, stored::StoreError};

struct Notes {
    folder: PathBuf,
    writer: Arc<Writer>,
    counters: Arc<Counters>,
}

#[derive(sqlx::FromRow)]
struct Note {
    text: String,
}

impl Notes {
    async fn open() -> Self {
        let folder = std::env::temp_dir().join(format!("vestibule-notes-{:016x}", rand::random::<u64>()));
        fs::create_dir(&folder).unwrap();
        let options = SqliteConnectOptions::new()
            .filename(folder.join("notes.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let mut connection = options.connect().await.unwrap();
        connection.execute("CREATE TABLE notes (text TEXT NOT NULL UNIQUE)").await.unwrap();
        let counters = Arc::<Counters>::default();
        let writer = Arc::new(Writer::new(options, connection, Arc::clone(&counters)));
        Self { folder, writer, counters }
    }

    /// As anybody else sees them.
    async fn durable(&self) -> Vec<String> {
        let file = SqliteConnectOptions::new().filename(self.folder.join("notes.db")).read_only(true);
        let mut connection: SqliteConnection = file.connect().await.unwrap();
        let notes: Vec<Note> =
            sqlx::query_as("SELECT text FROM notes ORDER BY rowid").fetch_all(&mut connection).await.unwrap();
        notes.into_iter().map(|note| note.text).collect()
    }

    /// Begins a unit, and has others stand in line behind it.
    async fn first(&self) -> Unit {
        Unit::begin(&self.writer).await.unwrap()
    }

    /// Stands in line with a unit that makes a note, for an answer.
    async fn writes(&self, text: &'static str) -> JoinHandle<Result<(), StoreError>> {
        let writer = Arc::clone(&self.writer);
        self.in_line(settled(async move { Unit::begin(&writer).await?.commit(vec![note(text)]).await })).await
    }

    /// Stands in line with a unit that counts the notes and is dropped.
    async fn counts(&self) -> JoinHandle<Result<usize, StoreError>> {
        let writer = Arc::clone(&self.writer);
        self.in_line(settled(
            async move { Ok(Unit::begin(&writer).await?.all::<Note>(vec![all_notes()]).await?.len()) },
        ))
        .await
    }

    async fn in_line<T: Send + 'static>(
        &self,
        answer: impl Future<Output = Result<Result<T, StoreError>, StoreError>> + Send + 'static,
    ) -> JoinHandle<Result<T, StoreError>> {
        let stands = tokio::spawn(async move { answer.await? });
        for _ in 0..10 {
            yield_now().await;
        }
        stands
    }
}

impl Drop for Notes {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

fn note(text: &'static str) -> Statement {
    let mut statement = plain("INSERT INTO notes (text) VALUES ($1)");
    statement.parameters.push(text.into());
    statement
}

fn all_notes() -> Statement {
    plain("SELECT text FROM notes")
}

fn plain(sql: &'static str) -> Statement {
    Statement { sql: SqlStr::from_static(sql), parameters: Vec::new(), lock: None }
}

#[tokio::test]
async fn a_unit_that_nobody_waits_behind_is_one_hand_over() {
    let notes = Notes::open().await;
    Unit::begin(&notes.writer).await.unwrap().commit(vec![note("a"), note("b")]).await.unwrap();
    assert_eq!(notes.durable().await, ["a", "b"]);
    assert_eq!((notes.counters.commits(), notes.counters.hand_overs()), (1, 1));
}

#[tokio::test]
async fn units_that_wait_for_their_turn_share_one_commit() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let (second, third) = (notes.writes("b").await, notes.writes("c").await);
    first.commit(Vec::new()).await.unwrap();
    second.await.unwrap().unwrap();
    third.await.unwrap().unwrap();
    assert_eq!(notes.durable().await, ["a", "b", "c"]);
    assert_eq!(notes.counters.commits(), 1);
}

#[tokio::test]
async fn a_unit_that_fails_or_is_dropped_takes_nothing_with_it() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let (same, counts, last) = (notes.writes("a").await, notes.counts().await, notes.writes("b").await);
    first.commit(Vec::new()).await.unwrap();
    assert!(matches!(same.await.unwrap().unwrap_err(), StoreError::Database(sqlx::Error::Database(_))));
    assert_eq!(counts.await.unwrap().unwrap(), 1);
    last.await.unwrap().unwrap();
    assert_eq!(notes.durable().await, ["a", "b"]);
    assert_eq!(notes.counters.commits(), 1);
}

#[tokio::test]
async fn the_first_unit_is_dropped_and_those_behind_it_go_on() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let second = notes.writes("a").await;
    drop(first);
    second.await.unwrap().unwrap();
    assert_eq!(notes.durable().await, ["a"]);
}

#[tokio::test]
async fn an_answer_that_rests_on_the_note_of_another_is_given_when_that_is_durable() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let counts = notes.counts().await;
    let seen = tokio::spawn({
        let file = notes.folder.join("notes.db");
        async move {
            let counted = counts.await.unwrap();
            let mut connection = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
            let durable: Vec<Note> = sqlx::query_as("SELECT text FROM notes").fetch_all(&mut connection).await.unwrap();
            (counted.unwrap(), durable.len())
        }
    });
    first.commit(Vec::new()).await.unwrap();
    assert_eq!(seen.await.unwrap(), (1, 1));
}

#[tokio::test]
async fn who_does_not_wait_for_others_begins_when_they_are_durable() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let writer = Arc::clone(&notes.writer);
    let alone =
        notes.in_line(async move { Ok(Unit::begin(&writer).await?.all::<Note>(vec![all_notes()]).await) }).await;
    let third = notes.writes("b").await;
    first.commit(Vec::new()).await.unwrap();
    assert_eq!(alone.await.unwrap().unwrap().len(), 1);
    third.await.unwrap().unwrap();
    assert_eq!(notes.counters.commits(), 2);
}

#[tokio::test]
async fn a_full_disk_fails_every_unit_of_a_group_and_no_other() {
    let notes = Notes::open().await;
    Unit::begin(&notes.writer).await.unwrap().commit(vec![note("before")]).await.unwrap();
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let (second, counts) = (notes.writes("b").await, notes.counts().await);
    let fills = {
        let writer = Arc::clone(&notes.writer);
        notes
            .in_line(settled(async move {
                let mut unit = Unit::begin(&writer).await?;
                unit.run(vec![plain("PRAGMA max_page_count = 1")]).await?;
                let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
                            INSERT INTO notes SELECT 'note ' || i FROM n";
                unit.commit(vec![plain(many)]).await
            }))
            .await
    };
    let last = notes.writes("c").await;
    for failed in [first.commit(Vec::new()).await, second.await.unwrap(), fills.await.unwrap()] {
        let error = failed.unwrap_err();
        assert!(error.is_transient() && error.to_string().contains("full"), "{error}");
    }
    assert!(counts.await.unwrap().unwrap_err().is_transient());
    last.await.unwrap().unwrap();
    assert_eq!(notes.durable().await, ["before", "c"]);
}

#[tokio::test]
async fn a_unit_whose_caller_goes_away_in_the_middle_of_a_statement_is_undone() {
    let notes = Notes::open().await;
    let mut first = notes.first().await;
    first.run(vec![note("a")]).await.unwrap();
    let writer = Arc::clone(&notes.writer);
    let leaves = notes
        .in_line(settled(async move {
            let mut unit = Unit::begin(&writer).await?;
            unit.run(vec![note("b")]).await?;
            std::future::pending::<()>().await;
            unit.commit(Vec::new()).await
        }))
        .await;
    let last = notes.writes("c").await;
    let first = tokio::spawn(first.commit(Vec::new()));
    while notes.counters.hand_overs() < 2 {
        yield_now().await;
    }
    leaves.abort();
    first.await.unwrap().unwrap();
    last.await.unwrap().unwrap();
    assert_eq!(notes.durable().await, ["a", "c"]);
}

#[tokio::test]
async fn a_failed_unit_does_nothing_more() {
    let notes = Notes::open().await;
    let mut unit = notes.first().await;
    unit.run(vec![note("a"), note("a")]).await.unwrap_err();
    assert!(matches!(unit.run(vec![note("b")]).await, Err(StoreError::Failed)));
    assert!(matches!(unit.commit(Vec::new()).await, Err(StoreError::Failed)));
    assert_eq!(notes.durable().await, [""; 0]);
}
