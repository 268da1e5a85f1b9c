//! A database of the test's own: a file in its folder, or a fresh one on the PostgreSQL server that
//! `VESTIBULE_TEST_DATABASE_URL` names.

use std::{collections::BTreeMap, env, path::Path, thread};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::migrated;

/// A database that is dropped with this.
pub struct Database {
    /// The server, and the name of the database on it; `None` for SQLite.
    on_server: Option<(String, String)>,
}

impl Database {
    /// One in which every migration has run; a file is in this folder.
    pub async fn fresh(folder: &Path) -> Self {
        if let Some(server) = server() {
            let migrated = migrated::on_server(&server).await;
            return Self::on(server, &format!("TEMPLATE {migrated}")).await;
        }
        migrated::copy_to(folder).await;
        Self { on_server: None }
    }

    /// One with nothing in it.
    pub async fn empty() -> Self {
        match server() {
            Some(server) => Self::on(server, "").await,
            None => Self { on_server: None },
        }
    }

    async fn on(server: String, options: &str) -> Self {
        let name = format!("it_{:016x}", rand::random::<u64>());
        run(&server, format!("CREATE DATABASE {name} {options}")).await;
        Self { on_server: Some((server, name)) }
    }

    /// The setting `database_url`: empty for the file in the data folder.
    pub fn url(&self) -> String {
        self.on_server.as_ref().map(|(server, name)| format!("{server}/{name}")).unwrap_or_default()
    }

    /// How many rows each table holds.
    pub async fn rows(&self, folder: &Path) -> BTreeMap<String, i64> {
        let mut rows = BTreeMap::new();
        for table in self.tables(folder).await {
            let count = self.texts(folder, format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}")).await;
            rows.insert(table, count[0].parse().unwrap());
        }
        rows
    }

    /// Every row of every table of a database on a server; a file can be read as it is.
    pub async fn dump(&self, folder: &Path) -> String {
        let mut dump = String::new();
        if self.is_shared() {
            for table in self.tables(folder).await {
                let rows = self.texts(folder, format!("SELECT CAST(t AS TEXT) FROM {table} t")).await;
                dump.push_str(&rows.join("\n"));
            }
        }
        dump
    }

    /// The tables of the schema.
    async fn tables(&self, folder: &Path) -> Vec<String> {
        let sql = if self.is_shared() {
            "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
        } else {
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        };
        self.texts(folder, sql.to_owned()).await
    }

    /// Ends every connection to a database on a server but its own.
    pub async fn drop_connections(&self, folder: &Path) {
        let sql = "SELECT CAST(pg_terminate_backend(pid) AS TEXT) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        self.texts(folder, sql.to_owned()).await;
    }

    /// The only column of what a query finds.
    pub async fn texts(&self, folder: &Path, sql: String) -> Vec<String> {
        self.texts_in(folder, sql, "ro").await
    }

    /// Changes something beside a server that does not run: the only column of what the statement returns.
    pub async fn change(&self, folder: &Path, sql: String) -> Vec<String> {
        self.texts_in(folder, sql, "rw").await
    }

    async fn texts_in(&self, folder: &Path, sql: String, mode: &str) -> Vec<String> {
        let sql = AssertSqlSafe(sql);
        if self.is_shared() {
            let mut connection = PgConnection::connect(&self.url()).await.unwrap();
            return sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap();
        }
        let file = format!("sqlite://{}?mode={mode}", folder.join("vestibule.db").display());
        let mut connection = SqliteConnection::connect(&file).await.unwrap();
        sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
    }

    /// Whether several servers can share it.
    pub fn is_shared(&self) -> bool {
        self.on_server.is_some()
    }
}

fn server() -> Option<String> {
    env::var("VESTIBULE_TEST_DATABASE_URL").ok()
}

async fn run(server: &str, sql: String) {
    let mut connection = PgConnection::connect(&format!("{server}/postgres")).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else {
            return;
        };
        // The test's own runtime cannot wait here, so another does, on a thread of its own.
        let dropped = thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(run(&server, format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        // A database that stays is dropped with its server; a test that failed already must not abort here.
        let _ = dropped.join();
    }
}
