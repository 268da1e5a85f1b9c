//! The network rules of one source: which hosts and which addresses an engine may reach.

mod host;

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use thiserror::Error;
use url::{Host, Url};

use self::host::AllowedHost;
use crate::domain::network::is_public;
pub use crate::domain::network::{Allow, InvalidRule};

/// The network rules of one source; every request and every redirect is checked against them.
#[derive(Debug, Clone)]
pub struct Guard {
    hosts: Vec<AllowedHost>,
    private: Vec<Allow>,
}

/// Why the rules refuse a URL.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Forbidden {
    /// Only `https` may be used, and `http` where a private address was allowed.
    #[error("the scheme {0:?} is not allowed")]
    Scheme(String),
    /// URLs with a user name or password are refused.
    #[error("a URL with a user name or password is not allowed")]
    Credentials,
    /// The host, with this port, is not one of the source's.
    #[error("{0} is not a host of the source")]
    Host(String),
    /// The host has an address that is not public, and that the operator did not allow.
    #[error("{host} has the address {address}, which is not public")]
    Address { host: String, address: IpAddr },
    /// Plain `http` was asked for a host with an address that the operator did not allow.
    #[error("{0} may only be reached over https")]
    PlainHttp(String),
}

/// Why there is no address to connect to.
#[derive(Debug, Error)]
pub enum Blocked {
    /// The rules refuse it.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The name has no address at present.
    #[error("{host} has no address")]
    Unresolved { host: String, source: io::Error },
}

impl Guard {
    /// Rules that allow `hosts` (each `host` or `host:port`) at public addresses and at those in `private`.
    pub fn new<H: AsRef<str>>(hosts: &[H], private: Vec<Allow>) -> Result<Self, InvalidRule> {
        let hosts = hosts.iter().map(|host| host.as_ref().parse()).collect::<Result<_, _>>()?;
        Ok(Self { hosts, private })
    }

    /// Checks everything about `url` that can be checked without resolving its name.
    pub fn permits(&self, url: &Url) -> Result<(), Forbidden> {
        if !matches!(url.scheme(), "https" | "http") {
            return Err(Forbidden::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Forbidden::Credentials);
        }
        if !self.hosts.iter().any(|host| host.is_of(url)) {
            return Err(Forbidden::Host(authority(url)));
        }
        Ok(())
    }

    /// Checks `url`, resolves its name once, and returns the addresses that may be connected to.
    ///
    /// A caller that connects anywhere else, or resolves again, is not protected.
    pub async fn check(&self, url: &Url) -> Result<Vec<SocketAddr>, Blocked> {
        self.permits(url)?;
        let addresses = resolve(url).await.map_err(|source| Blocked::Unresolved { host: authority(url), source })?;
        Ok(self.admit(url, &addresses)?)
    }

    /// Refuses `url` if any of the addresses its host has may not be connected to.
    fn admit(&self, url: &Url, addresses: &[SocketAddr]) -> Result<Vec<SocketAddr>, Forbidden> {
        for address in addresses {
            if self.private.iter().any(|allow| allow.covers(*address)) {
                continue;
            }
            if !is_public(address.ip()) {
                return Err(Forbidden::Address { host: authority(url), address: address.ip() });
            }
            if url.scheme() != "https" {
                return Err(Forbidden::PlainHttp(authority(url)));
            }
        }
        Ok(addresses.to_vec())
    }
}

/// The addresses of the URL's host, at the URL's port; never an empty list.
async fn resolve(url: &Url) -> io::Result<Vec<SocketAddr>> {
    let port = url.port_or_known_default().ok_or(io::ErrorKind::InvalidInput)?;
    let addresses = match url.host().ok_or(io::ErrorKind::InvalidInput)? {
        Host::Ipv4(address) => vec![(address, port).into()],
        Host::Ipv6(address) => vec![(address, port).into()],
        Host::Domain(name) => tokio::net::lookup_host((name, port)).await?.collect(),
    };
    if addresses.is_empty() {
        return Err(io::ErrorKind::NotFound.into());
    }
    Ok(addresses)
}

/// Host and port as the URL spells them, for messages.
fn authority(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

#[cfg(test)]
mod tests;
