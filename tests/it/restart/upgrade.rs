//! A database that an older version left is brought up to date with nothing lost.

use sqlx::{Connection, PgConnection, SqliteConnection, migrate::Migrator, raw_sql};
use vestibule::store::{
    Db,
    job::artifacts::{Content, StoredArtifact},
    table,
};

use crate::support::{Database, Folder};

/// The last version whose tasks were a flow's, one each.
const BEFORE_TASKS_HAD_SUBJECTS: i64 = 6;
/// The last version whose companies were one tenant each.
const BEFORE_COMPANIES_HAD_SIDES: i64 = 11;

/// The last version whose artifacts had their contents in the database.
const BEFORE_ARTIFACTS_WERE_OBJECTS: i64 = 16;

/// A company with an artifact.
const OLD_ARTIFACT: &str = "
    INSERT INTO tenants (id, name, return_urls, created_at)
        VALUES ('ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'Harbour Books', '[]', 1);
    INSERT INTO sources (id, tenant_id, name, login_url, is_test, definition, created_at)
        VALUES ('source', 'ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'Bank', 'https://bank.example/', 0, '{}', 1);
    INSERT INTO links (id, tenant_id, source_id, token_id, token_key, external_id, job_ids, purposes, metadata, status,
                       sequence, created_at, changed_at, expires_at)
        VALUES ('done', 'ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'source', 't1', 'k1', 'a', '[]', '[]', '{}', 'COMPLETED', 5, 1, 1, 9);
    INSERT INTO flows (id, link_id, browser, stage, turn, deadline, created_at)
        VALUES ('flow', 'done', 'b', 'signed_in', 2, 9, 1);
    INSERT INTO job_runs (id, tenant_id, link_id, flow_id, job_id, position, status, created_at, ended_at)
        VALUES ('run', 'ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'done', 'flow', 'job', 0, 'COMPLETED', 1, 2);
    INSERT INTO workflow_runs (id, tenant_id, job_run_id, workflow_id, position, status, steps, created_at, ended_at)
        VALUES ('wfr_01m7zkg92afjsars85bpjcv9j4', 'ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'run', 'wfl', 0, 'COMPLETED', '[]', 1, 2);
    INSERT INTO artifacts (id, tenant_id, workflow_run_id, name, content_type, content, created_at)
        VALUES ('art_01m7zkg933a0015ry639e0tsb8', 'ten_01m7zkg8kg0nvh96f9aqvbxwvz', 'wfr_01m7zkg92afjsars85bpjcv9j4',
                'invoices', 'application/json', '[1]', 1);";

/// A company with a link that waits for an answer, and one whose jobs are being done.
const OLD_LINKS: &str = "
    INSERT INTO tenants (id, name, return_urls, created_at) VALUES ('tenant', 'Harbour Books', '[]', 1);
    INSERT INTO sources (id, tenant_id, name, login_url, is_test, definition, created_at)
        VALUES ('source', 'tenant', 'Bank', 'https://bank.example/', 0, '{}', 1);
    INSERT INTO links (id, tenant_id, source_id, token_id, token_key, external_id, job_ids, purposes, metadata, status,
                       sequence, created_at, changed_at, expires_at)
        VALUES ('asked', 'tenant', 'source', 't1', 'k1', 'a', '[]', '[]', '{}', 'AUTHENTICATING', 3, 1, 1, 9),
               ('at_work', 'tenant', 'source', 't2', 'k1', 'b', '[]', '[]', '{}', 'IN_PROGRESS', 4, 1, 1, 9);";

/// A sign-in that waits for an answer to be sent, and one whose first job is done and whose second is not.
const OLD_WORK: &str = "
    INSERT INTO flows (id, link_id, browser, stage, turn, deadline, created_at)
        VALUES ('flow_asked', 'asked', 'b', 'working', 2, 9, 1), ('flow_at_work', 'at_work', 'b', 'signed_in', 4, 9, 1);
    INSERT INTO job_runs (id, tenant_id, link_id, flow_id, job_id, position, status, created_at, ended_at)
        VALUES ('run_0', 'tenant', 'at_work', 'flow_at_work', 'job', 0, 'COMPLETED', 1, 2),
               ('run_1', 'tenant', 'at_work', 'flow_at_work', 'job', 1, 'RUNNING', 1, NULL),
               ('run_2', 'tenant', 'at_work', 'flow_at_work', 'job', 2, 'PENDING', 1, NULL);
    INSERT INTO tasks (id, kind, flow_id, answer, attempt, leased_by, due_at, created_at)
        VALUES ('task_1', 'answer', 'flow_asked', 'sealed', 0, NULL, 5, 4),
               ('task_2', 'jobs', 'flow_at_work', NULL, 2, 'gone', 6, 4);";

/// Brings the database up to date.
async fn open(folder: &Folder, database: &Database) -> Db {
    match database.url() {
        url if url.is_empty() => Db::sqlite(&folder.path().join("vestibule.db")).await.unwrap(),
        url => Db::postgres(&url, 4).await.unwrap(),
    }
}

/// Brings an empty database to an older version and fills it.
async fn left_by((version, rows): (i64, &[&'static str]), database: &Database, folder: &Folder) {
    let mut migrations = sqlx::migrate!();
    let old = migrations.migrations.iter().filter(|migration| migration.version <= version).cloned().collect();
    migrations = Migrator { migrations: old, ..Migrator::DEFAULT };
    if database.is_shared() {
        let mut connection = PgConnection::connect(&database.url()).await.unwrap();
        migrations.run(&mut connection).await.unwrap();
        for some in rows {
            raw_sql(*some).execute(&mut connection).await.unwrap();
        }
    } else {
        let file = format!("sqlite://{}?mode=rwc", folder.path().join("vestibule.db").display());
        let mut connection = SqliteConnection::connect(&file).await.unwrap();
        migrations.run(&mut connection).await.unwrap();
        for some in rows {
            raw_sql(*some).execute(&mut connection).await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_company_of_an_older_version_is_live_and_gets_a_test_side_once_one_is_wanted() {
    let (folder, database) = (Folder::new(), Database::empty().await);
    left_by((BEFORE_COMPANIES_HAD_SIDES, &[OLD_LINKS]), &database, &folder).await;
    let db = open(&folder, &database).await;
    let sides = "SELECT id || ' ' || environment || ' ' || company_id FROM tenants ORDER BY environment";
    assert_eq!(database.texts(folder.path(), sides.to_owned()).await, ["tenant live tenant"]);
    let rows = "SELECT id || ' ' || tenant_id FROM links ORDER BY id";
    assert_eq!(database.texts(folder.path(), rows.to_owned()).await, ["asked tenant", "at_work tenant"]);
    db.close().await;
}

#[tokio::test]
async fn the_tasks_of_an_older_version_are_gone_on_with() {
    let (folder, database) = (Folder::new(), Database::empty().await);
    left_by((BEFORE_TASKS_HAD_SUBJECTS, &[OLD_LINKS, OLD_WORK]), &database, &folder).await;
    let db = open(&folder, &database).await;
    let tasks =
        "SELECT id || ' ' || kind || ' ' || subject || ' ' || tenant_id || ' ' || COALESCE(payload, '-') || ' ' ||
                     attempt || ' ' || COALESCE(leased_by, '-') || ' ' || due_at FROM tasks ORDER BY id";
    let found = database.texts(folder.path(), tasks.to_owned()).await;
    assert_eq!(found, ["task_1 answer flow_asked tenant sealed 0 - 5", "task_2 jobs run_1 tenant - 2 gone 6"]);
    db.close().await;
}

#[tokio::test]
async fn the_artifacts_of_an_older_version_are_read_from_their_rows() {
    let (folder, database) = (Folder::new(), Database::empty().await);
    left_by((BEFORE_ARTIFACTS_WERE_OBJECTS, &[OLD_ARTIFACT]), &database, &folder).await;
    let db = open(&folder, &database).await;
    let tenant = "ten_01m7zkg8kg0nvh96f9aqvbxwvz".parse().unwrap();
    let id = "art_01m7zkg933a0015ry639e0tsb8".parse().unwrap();
    let artifact = table::find::<StoredArtifact>(&db, tenant, id).await.unwrap().unwrap();
    assert!(matches!(&artifact.content, Content::Row(text) if text == "[1]"), "{artifact:?}");
    assert_eq!((artifact.size, artifact.expires_at, artifact.media_type.as_str()), (3, None, "application/json"));
    // Of `[1]`.
    assert_eq!(artifact.sha256, "080a9ed428559ef602668b4c00f114f1a11c3f6b02a435f0bdc154578e4d7f22");
    db.close().await;
}
