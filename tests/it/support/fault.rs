//! Databases that let reads through and take no writes.

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::Installation;

/// Why nothing can be written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The disk of a PostgreSQL server is full: every write ends with the state that it has for this.
    Full,
    ReadOnly,
    /// Another connection holds the lock that writers need.
    Locked,
}

/// A fault that lasts until it is mended.
pub struct Broken {
    fault: Fault,
    holder: Option<Holder>,
}

enum Holder {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// A trigger on every table that fails as a full disk does.
const FILL: &str = "
    CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
    END $$;
    DO $$ DECLARE t text; BEGIN
        FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE OR DELETE ON %I
                FOR EACH ROW EXECUTE FUNCTION full_disk()', t);
        END LOOP;
    END $$;";
const FREE: &str = "DROP FUNCTION full_disk CASCADE";
/// Readers go on, writers wait.
const LOCK: &str = "
    DO $$ DECLARE t text; BEGIN
        FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE format('LOCK TABLE %I IN EXCLUSIVE MODE', t);
        END LOOP;
    END $$;";

impl Installation {
    /// Lets nothing be written from now on.
    pub async fn breaks(&self, fault: Fault) -> Broken {
        let holder = if self.database.is_shared() {
            Holder::Postgres(PgConnection::connect(&self.database.url()).await.unwrap())
        } else {
            let file = format!("sqlite://{}", self.folder.path().join("vestibule.db").display());
            Holder::Sqlite(SqliteConnection::connect(&file).await.unwrap())
        };
        let mut broken = Broken { fault, holder: Some(holder) };
        match fault {
            Fault::Full => broken.run(FILL).await,
            Fault::ReadOnly => self.read_only(&mut broken, true).await,
            Fault::Locked => {
                broken.run(if self.database.is_shared() { "BEGIN" } else { "BEGIN IMMEDIATE" }).await;
                if self.database.is_shared() {
                    broken.run(LOCK).await;
                }
            }
        }
        broken
    }

    /// Takes the fault away.
    pub async fn mends(&self, mut broken: Broken) {
        match broken.fault {
            Fault::Full => broken.run(FREE).await,
            Fault::ReadOnly => self.read_only(&mut broken, false).await,
            Fault::Locked => broken.run("ROLLBACK").await,
        }
        match broken.holder.take().unwrap() {
            Holder::Sqlite(connection) => connection.close().await.unwrap(),
            Holder::Postgres(connection) => connection.close().await.unwrap(),
        }
    }

    /// Only a PostgreSQL server can be told from outside to be read-only, as one is after a failover.
    async fn read_only(&self, broken: &mut Broken, is_on: bool) {
        assert!(self.database.is_shared());
        let state = if is_on { "on" } else { "off" };
        broken.run("SET default_transaction_read_only = off").await;
        let name = self.database.url().rsplit('/').next().unwrap().to_owned();
        broken.run(&format!("ALTER DATABASE {name} SET default_transaction_read_only = {state}")).await;
        self.database.drop_connections(self.folder.path()).await;
        // That was ours too.
        let again = PgConnection::connect(&self.database.url()).await.unwrap();
        broken.holder = Some(Holder::Postgres(again));
    }
}

impl Broken {
    async fn run(&mut self, sql: &str) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self.holder.as_mut().unwrap() {
            Holder::Sqlite(connection) => drop(sqlx::raw_sql(sql).execute(connection).await.unwrap()),
            Holder::Postgres(connection) => drop(sqlx::raw_sql(sql).execute(connection).await.unwrap()),
        }
    }
}
