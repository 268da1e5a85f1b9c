//! Which addresses are public, and which others the operator allows.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    str::FromStr,
};

use ipnet::IpNet;

use thiserror::Error;
use url::{Host, Url};

/// A rule that cannot be understood, as it was written.
#[derive(Debug, Error)]
#[error("{0:?} is not a rule of the network guard")]
pub struct InvalidRule(pub String);

/// An address that the operator allows although it is not public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allow {
    /// Every port of every address of a network, written `127.0.0.0/8` or `10.1.2.3`.
    Network(IpNet),
    /// One socket, written `127.0.0.1:8081` or `[::1]:8081`.
    Socket(SocketAddr),
}

impl Allow {
    /// Whether this allows connecting to `address`.
    pub fn covers(&self, address: SocketAddr) -> bool {
        match self {
            Self::Network(network) => network.contains(&address.ip()),
            Self::Socket(socket) => socket.ip() == address.ip() && socket.port() == address.port(),
        }
    }

    /// Whether this allows connecting to this port of any address.
    const fn covers_some_address_at(&self, port: u16) -> bool {
        match self {
            Self::Network(_) => true,
            Self::Socket(socket) => socket.port() == port,
        }
    }
}

/// Whether an address may be connected to, as far as can be said before its name is looked up: it is public and https,
/// or the operator allows it.
pub fn may_reach(url: &Url, private: &[Allow]) -> Result<(), &'static str> {
    let port = url.port_or_known_default().ok_or("must have a port")?;
    let allows = |ip: IpAddr| private.iter().any(|allow| allow.covers(SocketAddr::new(ip, port)));
    match url.host().ok_or("must name a host")? {
        Host::Ipv4(ip) if allows(ip.into()) => Ok(()),
        Host::Ipv6(ip) if allows(ip.into()) => Ok(()),
        Host::Ipv4(ip) if !is_public(ip.into()) => Err(NOT_PUBLIC),
        Host::Ipv6(ip) if !is_public(ip.into()) => Err(NOT_PUBLIC),
        // The name may have an address that the operator allowed; that is seen at the connection.
        Host::Domain(_) if private.iter().any(|allow| allow.covers_some_address_at(port)) => Ok(()),
        Host::Domain(name) if is_private_name(name) => Err(NOT_PUBLIC),
        _ if url.scheme() != "https" => Err("must be https"),
        _ => Ok(()),
    }
}

const NOT_PUBLIC: &str = "must be at a public address; this server may not connect to private ones";

/// Whether a name can only belong to this machine or to a network nearby.
fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    !name.contains('.') || ["localhost", "local", "internal"].contains(&last)
}

impl FromStr for Allow {
    type Err = InvalidRule;

    fn from_str(text: &str) -> Result<Self, InvalidRule> {
        let text = text.trim();
        let network = text.parse().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
        if let Ok(network) = network {
            return Ok(Self::Network(network));
        }
        text.parse().map(Self::Socket).map_err(|_| InvalidRule(text.to_owned()))
    }
}

/// Whether `address` belongs to a host on the public internet, and to nothing nearer.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// The networks of the IANA special-purpose registry, and two that clouds answer from.
const SPECIAL_V4: [(Ipv4Addr, u32); 17] = [
    (Ipv4Addr::UNSPECIFIED, 8),            // this network
    (Ipv4Addr::new(10, 0, 0, 0), 8),       // private
    (Ipv4Addr::new(100, 64, 0, 0), 10),    // shared by carriers; Alibaba's metadata
    (Ipv4Addr::new(127, 0, 0, 0), 8),      // loopback
    (Ipv4Addr::new(168, 63, 129, 16), 32), // Azure's channel between host and guest
    (Ipv4Addr::new(169, 254, 0, 0), 16),   // link-local; metadata of most clouds
    (Ipv4Addr::new(172, 16, 0, 0), 12),    // private
    (Ipv4Addr::new(192, 0, 0, 0), 24),     // protocol assignments; Oracle's metadata
    (Ipv4Addr::new(192, 0, 2, 0), 24),     // documentation
    (Ipv4Addr::new(192, 31, 196, 0), 24),  // AS112
    (Ipv4Addr::new(192, 52, 193, 0), 24),  // multicast tunnels
    (Ipv4Addr::new(192, 88, 99, 0), 24),   // 6to4 relays
    (Ipv4Addr::new(192, 168, 0, 0), 16),   // private
    (Ipv4Addr::new(198, 18, 0, 0), 15),    // benchmarks
    (Ipv4Addr::new(198, 51, 100, 0), 24),  // documentation
    (Ipv4Addr::new(203, 0, 113, 0), 24),   // documentation
    (Ipv4Addr::new(224, 0, 0, 0), 3),      // multicast, reserved, broadcast
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    !SPECIAL_V4.iter().any(|(network, length)| (bits ^ network.to_bits()) >> (32 - length) == 0)
}

/// What is not public within `2000::/3`, the only block given out so far.
///
/// Everything outside it (loopback, v4-mapped, v4-compatible, NAT64, ULA, link-local, multicast) is refused as a whole.
const SPECIAL_V6: [(Ipv6Addr, u32); 5] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23), // protocol assignments: Teredo, ORCHID, benchmarks
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32), // documentation
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16), // 6to4, which holds an IPv4 address
    (Ipv6Addr::new(0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0), 48), // AS112
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20), // documentation
];

fn is_public_v6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    bits >> 125 == 1 && !SPECIAL_V6.iter().any(|(network, length)| (bits ^ network.to_bits()) >> (128 - length) == 0)
}
