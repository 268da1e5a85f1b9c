//! One entry of a source's list of hosts.

use std::str::FromStr;

use url::{Host, Url};

use super::InvalidRule;

/// A host of a source; without a port it means the default port of the scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AllowedHost {
    host: Host,
    port: Option<u16>,
}

impl AllowedHost {
    /// Whether `url` leads to this host and port.
    pub(super) fn is_of(&self, url: &Url) -> bool {
        let same_port = match self.port {
            Some(port) => url.port_or_known_default() == Some(port),
            None => url.port().is_none(),
        };
        same_port && url.host().is_some_and(|host| host.to_owned() == self.host)
    }
}

impl FromStr for AllowedHost {
    type Err = InvalidRule;

    fn from_str(text: &str) -> Result<Self, InvalidRule> {
        let invalid = || InvalidRule(text.to_owned());
        let (host, port) = match text.rsplit_once(':') {
            // The last colon of a bare "[::1]" belongs to the address.
            Some((host, port)) if !port.ends_with(']') => (host, Some(port.parse().map_err(|_| invalid())?)),
            _ => (text, None),
        };
        // A pattern would parse as an ordinary name and then silently match nothing.
        if host.contains('*') {
            return Err(invalid());
        }
        Ok(Self { host: Host::parse(host).map_err(|_| invalid())?, port })
    }
}
