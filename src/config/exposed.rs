//! Settings that work and are not safe on a network, for the log of a start.

use secrecy::ExposeSecret;
use url::Url;

use super::{Config, check::is_here};

/// What somebody on the way could read, and what would reach nobody.
pub fn exposed(config: &Config) -> Vec<&'static str> {
    let public = Url::parse(&config.public_url).ok();
    let is_public = public.as_ref().is_some_and(|url| !is_here(url));
    let is_plain = public.is_some_and(|url| url.scheme() == "http");
    let has_folder = config.mail_url.expose_secret().is_empty();
    let warnings = [
        (
            is_public && is_plain,
            "public_url begins with http:// and is not of this machine: passwords and tokens can be read on the way; put a \
             proxy with TLS in front and write https://",
        ),
        (
            may_be_plain(config.database_url.expose_secret()),
            "the database of another machine is also spoken to without TLS: write ?sslmode=verify-full, or require, at \
             the end of database_url",
        ),
        (
            is_public && has_folder,
            "mail_url is empty: mails to end users, with their codes, are put in a folder and reach nobody",
        ),
    ];
    warnings.into_iter().filter_map(|(is_so, warning)| is_so.then_some(warning)).collect()
}

/// Whether a database is on another machine, and TLS is not asked for.
fn may_be_plain(database_url: &str) -> bool {
    let Ok(url) = Url::parse(database_url) else { return false };
    let is_elsewhere = url.host_str().is_some_and(|host| !host.is_empty()) && !is_here(&url);
    let mode = url.query_pairs().find(|(name, _)| name == "sslmode" || name == "ssl-mode");
    let is_asked_for = mode.is_some_and(|(_, mode)| matches!(&*mode, "require" | "verify-ca" | "verify-full"));
    is_elsewhere && !is_asked_for
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::DEFAULT;

    fn count(public_url: &str, database_url: &str, mail_url: &str) -> usize {
        let mut config: Config = toml::from_str(DEFAULT).unwrap();
        config.public_url = public_url.to_owned();
        config.database_url = database_url.into();
        config.mail_url = mail_url.into();
        exposed(&config).len()
    }

    #[test]
    fn what_is_not_safe_is_said_and_a_machine_alone_is_left_in_peace() {
        assert_eq!(count("", "", ""), 0);
        assert_eq!(count("http://127.0.0.1:8080", "postgres://u@localhost/d", ""), 0);
        assert_eq!(count("https://login.example.com", "postgres:///d?host=/run", "smtps://h"), 0);
        assert_eq!(count("https://login.example.com", "postgres://db.example/d?sslmode=require", "smtps://h"), 0);
        assert_eq!(count("https://login.example.com", "postgres://db.example/d", ""), 2);
        assert_eq!(count("http://login.example.com", "postgres://10.0.0.1/d?sslmode=prefer", ""), 3);
    }
}
