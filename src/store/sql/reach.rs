//! Whether a PostgreSQL server can be reached, before anything waits for it.

use std::{io, str::FromStr, time::Duration};

use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};
use tokio::time::{sleep, timeout};

use super::stored::StoreError;

/// How long a server may take to answer, and how long one is waited for that takes no connections yet.
const WAIT: Duration = Duration::from_secs(4);
const PAUSE: Duration = Duration::from_millis(250);
/// What a server says that is starting.
const STARTING: &str = "57P03";

/// Where the server of a URL is, without the password.
pub fn address(url: &str) -> Result<String, StoreError> {
    Ok(place(&PgConnectOptions::from_str(url)?))
}

fn place(options: &PgConnectOptions) -> String {
    let database = options.get_database().unwrap_or_else(|| options.get_username());
    match options.get_socket() {
        Some(socket) => format!("{}/{database}", socket.display()),
        None => format!("{}:{}/{database}", options.get_host(), options.get_port()),
    }
}

/// Connects once. A server that refuses connections, as one that is starting does, is tried for some seconds.
pub async fn reach(options: &PgConnectOptions) -> Result<(), StoreError> {
    let mut problem = format!("there is no answer within {} seconds", WAIT.as_secs());
    let tried = timeout(WAIT, async {
        loop {
            match PgConnection::connect_with(options).await {
                Ok(connection) => return connection.close().await,
                Err(error) if may_be_starting(&error) => problem = error.to_string(),
                Err(error) => return Err(error),
            }
            sleep(PAUSE).await;
        }
    })
    .await;
    let problem = match tried {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => error.to_string(),
        Err(_) => problem,
    };
    Err(StoreError::Unreachable { address: place(options), problem })
}

fn may_be_starting(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == io::ErrorKind::ConnectionRefused,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code == STARTING),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_the_password() {
        let told = address("postgres://portal:secret@db.example:5433/vestibule").unwrap();
        assert_eq!(told, "db.example:5433/vestibule");
    }
}
