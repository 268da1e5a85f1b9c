//! The network rules of one source: which hosts and which addresses an engine may reach.

mod host;

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use rustls::RootCertStore;
use thiserror::Error;
use url::{Host, Url};

use self::host::AllowedHost;
use super::gate::Gate;
pub use crate::domain::network::{Allow, InvalidRule};
use crate::domain::{job::permissions::Asked, network::is_public};

/// The network rules of one source; every request and every redirect is checked against them.
#[derive(Debug, Clone)]
pub struct Guard {
    hosts: Vec<AllowedHost>,
    private: Vec<Allow>,
    /// What a workflow may do there, where one is run.
    gate: Option<Arc<Gate>>,
    /// The roots of the source's certificate, where it is none of the usual ones.
    roots: Option<Arc<RootCertStore>>,
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
    /// The workflow's permissions do not allow the request.
    #[error("the permissions of the workflow do not allow {0}")]
    NotPermitted(String),
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
        Ok(Self { hosts, private, gate: None, roots: None })
    }

    /// The same rules, and a gate for every request.
    #[must_use]
    pub fn with_gate(self, gate: Arc<Gate>) -> Self {
        Self { gate: Some(gate), ..self }
    }

    /// The same rules, for a source whose certificate has one of these roots; heeded where requests pass a gate. For tests
    /// of this program, whose sources have no certificate that others know; a release has nothing of it.
    #[cfg(debug_assertions)]
    #[must_use]
    pub fn with_roots(self, roots: Arc<RootCertStore>) -> Self {
        Self { roots: Some(roots), ..self }
    }

    /// The roots of the source's certificate, where it is none of the usual ones.
    pub const fn roots(&self) -> Option<&Arc<RootCertStore>> {
        self.roots.as_ref()
    }

    /// The gate that every request passes, if there is one.
    pub const fn gate(&self) -> Option<&Arc<Gate>> {
        self.gate.as_ref()
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

    /// Checks a request that is about to be sent, its gate included, as [`Self::check`] does its URL.
    pub async fn check_request(&self, asked: Asked<'_>) -> Result<Vec<SocketAddr>, Blocked> {
        // A socket is to a host as its page is; the permissions call it by its own scheme.
        self.permits(&page_of(asked.url))?;
        if let Some(gate) = &self.gate {
            gate.pass(asked).await.map_err(Forbidden::NotPermitted)?;
        }
        self.check(&page_of(asked.url)).await
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

/// The URL of a web socket with the scheme of a page, and any other as it is.
fn page_of(url: &Url) -> Url {
    let mut page = url.clone();
    let scheme = match url.scheme() {
        "ws" => "http",
        "wss" => "https",
        _ => return page,
    };
    // The schemes are of one kind, so that this cannot fail.
    let _ = page.set_scheme(scheme);
    page
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
