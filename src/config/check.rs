//! Mistakes that can be seen before anything is opened: misspelt variables, addresses that cannot work.

use std::net::IpAddr;

use secrecy::ExposeSecret;
use url::Url;

use super::{Config, ConfigError, DEFAULT};
use crate::domain::web_address;

/// What the names of our variables begin with.
pub const PREFIX: &str = "VESTIBULE_";
/// Settings that may also be given as the path of a file that holds them.
pub const SECRETS: [&str; 4] = ["database_url", "keys", "mail_url", "s3_secret_key"];

/// Variables that are no settings.
const OTHERS: [&str; 5] = ["API_KEY", "API_URL", "CONFIG", "CRASH_AT", "WRITE_ANSWERS"];

/// Variables of the tests' own.
const TESTS: &str = "VESTIBULE_TEST";

/// Whether Kubernetes sets such a variable by itself, in every container beside a service named `vestibule`.
fn is_of_service(name: &str) -> bool {
    let rest = name.trim_start_matches(PREFIX);
    ["SERVICE_HOST", "SERVICE_PORT", "PORT"].iter().any(|service| rest.starts_with(service))
}

/// Refuses a variable `VESTIBULE_…` that nothing reads, and names the one that was meant.
pub fn variables(names: impl Iterator<Item = String>) -> Result<(), ConfigError> {
    let known = known();
    for name in names.filter(|name| name.starts_with(PREFIX) && !name.starts_with(TESTS)) {
        if !known.contains(&name) && !is_of_service(&name) {
            let nearest = known.iter().min_by_key(|known| distance(known, &name)).cloned().unwrap_or_default();
            return Err(ConfigError::UnknownVariable { name, nearest });
        }
    }
    Ok(())
}

fn known() -> Vec<String> {
    let settings: toml::Table = DEFAULT.parse().unwrap_or_default();
    let settings = settings.keys().map(|name| name.to_ascii_uppercase());
    let files = SECRETS.iter().map(|name| format!("{}_FILE", name.to_ascii_uppercase()));
    let others = OTHERS.iter().map(|name| (*name).to_owned());
    settings.chain(files).chain(others).map(|name| format!("{PREFIX}{name}")).collect()
}

/// How many letters must be added, taken away or changed to come from one to the other (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.bytes().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in to.bytes().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

/// The address that customers see, which may be empty: without a path, as every page has its own below the root.
pub fn public_url(text: &str) -> Result<(), ConfigError> {
    if text.is_empty() {
        return Ok(());
    }
    let wrong = |problem: String| ConfigError::PublicUrl { given: text.to_owned(), problem };
    let url = web_address::parse(text).map_err(wrong)?;
    if url.path() != "/" {
        return Err(wrong(format!("its path {} cannot work: give the portal a host name of its own", url.path())));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong("it has a query or a fragment".to_owned()));
    }
    Ok(())
}

/// Where artifacts go: a bucket needs a key, and both a name and a key that can be used.
pub fn artifacts(config: &Config) -> Result<(), ConfigError> {
    let Some(bucket) = config.artifacts.strip_prefix("s3://") else { return Ok(()) };
    let name = bucket.split('/').next().unwrap_or_default();
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let problem = if !(3..=63).contains(&name.len()) || !name.chars().all(is_name) {
        "artifacts names no bucket: write it as s3://bucket or s3://bucket/prefix".to_owned()
    } else if config.s3_key_id.is_empty() || config.s3_secret_key.expose_secret().is_empty() {
        "a bucket needs s3_key_id and s3_secret_key".to_owned()
    } else if let (false, Err(problem)) = (config.s3_endpoint.is_empty(), web_address::parse(&config.s3_endpoint)) {
        format!("s3_endpoint is {:?}: {problem}", config.s3_endpoint)
    } else {
        return Ok(());
    };
    Err(ConfigError::Artifacts(problem))
}

/// The database's address, which may be empty. What is wrong is said without the address: it may hold a password.
pub fn database_url(text: &str) -> Result<(), ConfigError> {
    if text.is_empty() {
        return Ok(());
    }
    let url = Url::parse(text).map_err(|error| ConfigError::DatabaseUrl(error.to_string()))?;
    if !matches!(url.scheme(), "postgres" | "postgresql") {
        return Err(ConfigError::DatabaseUrl(format!("it begins with {}: and not with postgres:", url.scheme())));
    }
    if url.path().trim_matches('/').is_empty() {
        return Err(ConfigError::DatabaseUrl("it names no database, as in postgres://user@host/vestibule".to_owned()));
    }
    Ok(())
}

/// Fewer would have requests and tasks wait for each other.
const FEWEST_CONNECTIONS: u32 = 4;

/// How many connections to PostgreSQL a server may have.
pub fn database_connections(given: u32) -> Result<(), ConfigError> {
    let least = FEWEST_CONNECTIONS;
    if given < least { Err(ConfigError::DatabaseConnections { given, least }) } else { Ok(()) }
}

/// The mail server's address, which may be empty: what is mailed, and the password, go to no other machine in clear. What
/// is wrong is said without the address.
pub fn mail_url(text: &str) -> Result<(), ConfigError> {
    if text.is_empty() {
        return Ok(());
    }
    let wrong = |problem: &str| Err(ConfigError::MailUrl(problem.to_owned()));
    let Ok(url) = Url::parse(text) else { return wrong(NO_MAIL_URL) };
    let is_here = is_here(&url);
    let tls = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
    match (url.scheme(), tls.as_deref()) {
        ("smtps", _) | ("smtp", Some("required")) => Ok(()),
        ("smtp", None | Some("opportunistic")) if is_here => Ok(()),
        ("smtp", _) => wrong(PLAIN_MAIL),
        _ => wrong(NO_MAIL_URL),
    }
}

/// Whether an address is on this machine.
pub fn is_here(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

const NO_MAIL_URL: &str = "it is no address such as smtps://user:password@mail.example.com";
const PLAIN_MAIL: &str = "the codes for end users and the password would go in clear. Write smtps://… for TLS from the \
    start, or smtp://…?tls=required for STARTTLS; without TLS only a relay on this machine is used, such as \
    smtp://127.0.0.1:25";

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(names: &[&str]) -> Option<String> {
        variables(names.iter().map(|name| (*name).to_owned())).err().map(|error| error.to_string())
    }

    #[test]
    fn a_misspelt_variable_is_refused_with_the_nearest_name() {
        let fine = ["PATH", "VESTIBULE_LISTEN", "VESTIBULE_KEYS_FILE", "VESTIBULE_TEST_LOGS", "VESTIBULE_PORT_80_TCP"];
        assert_eq!(complaint(&fine), None);
        for (wrong, right) in [
            ("VESTIBULE_LISTN", "VESTIBULE_LISTEN"),
            ("VESTIBULE_PUBLIC_URI", "VESTIBULE_PUBLIC_URL"),
            ("VESTIBULE_DATABASEURL_FILE", "VESTIBULE_DATABASE_URL_FILE"),
            ("VESTIBULE_ALLOW_PRIVAT", "VESTIBULE_ALLOW_PRIVATE"),
        ] {
            let message = complaint(&[wrong]).unwrap();
            assert!(message.contains(wrong) && message.ends_with(&format!("{right}?")), "{message}");
        }
    }

    #[test]
    fn a_server_needs_some_connections() {
        assert!(database_connections(4).is_ok());
        let message = database_connections(3).unwrap_err().to_string();
        assert_eq!(message, "database_connections is 3: a server needs at least 4");
    }

    #[test]
    fn a_public_address_has_no_path() {
        for text in ["", "https://login.example.com", "https://login.example.com/", "http://127.0.0.1:8080"] {
            assert!(public_url(text).is_ok(), "{text}");
        }
        for text in
            ["login.example.com", "https://a.example/portal", "https://a.example/?x", "ftp://a.example", "https://"]
        {
            let message = public_url(text).unwrap_err().to_string();
            assert!(message.starts_with("public_url"), "{message}");
        }
    }

    #[test]
    fn mail_goes_to_another_machine_with_tls_alone() {
        for text in [
            "",
            "smtps://u:p@mail.example.com",
            "smtp://u:p@mail.example.com:587?tls=required",
            "smtp://localhost:1025",
            "smtp://127.0.0.1",
            "smtp://[::1]:25?tls=opportunistic",
        ] {
            assert!(mail_url(text).is_ok(), "{text}");
        }
        for text in ["smtp://u:secret@mail.example.com", "smtp://10.0.0.1:25", "smtp://mail.example?tls=opportunistic"]
        {
            let message = mail_url(text).unwrap_err().to_string();
            let ways = ["mail_url", "smtps://", "?tls=required"];
            assert!(ways.iter().all(|way| message.contains(way)) && !message.contains("secret"), "{message}");
        }
        for text in ["imap://u:secret@h", "mail.example.com", "smtp:"] {
            assert!(!mail_url(text).unwrap_err().to_string().contains("secret"), "{text}");
        }
    }

    #[test]
    fn a_database_address_is_of_postgresql_and_names_a_database() {
        for text in ["", "postgres://u:p@h/d", "postgresql://h:5433/d?sslmode=require", "postgres:///d?host=/run"] {
            assert!(database_url(text).is_ok(), "{text}");
        }
        for text in ["mysql://u:secret@h/d", "h/d", "postgres://u:secret@h", "sqlite:x"] {
            let message = database_url(text).unwrap_err().to_string();
            assert!(!message.contains("secret"), "{message}");
        }
    }
}
