//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::{Extensions, HeaderMap, HeaderName, request::Parts},
};

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The network of whoever sent a request, as limits count it: that of the last address named by the proxies in front, if
/// we are told to believe them.
pub fn of(request: &Request, behind_proxy: bool) -> IpAddr {
    seen(request.headers(), request.extensions(), behind_proxy)
}

/// The same for the head of a request.
pub fn of_parts(parts: &Parts, behind_proxy: bool) -> IpAddr {
    seen(&parts.headers, &parts.extensions, behind_proxy)
}

fn seen(headers: &HeaderMap, extensions: &Extensions, behind_proxy: bool) -> IpAddr {
    let named = headers.get_all(FORWARDED).iter().next_back().and_then(|value| value.to_str().ok());
    let last = named.and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    if let Some(address) = last.filter(|_| behind_proxy) {
        return network(address);
    }
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    network(peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
}

/// What one customer may have to himself: an IPv4 address, or a /64 network of IPv6, in which he chooses his addresses.
pub fn network(address: IpAddr) -> IpAddr {
    const PREFIX: u128 = !0 << 64;
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & PREFIX).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_network_count_as_one() {
        for (one, other, is_same) in [
            ("2001:db8::1", "2001:db8::ffff:1", true),
            ("2001:db8:0:1::1", "2001:db8:0:2::1", false),
            ("fe80::1", "fe80::2", true),
            ("192.0.2.1", "192.0.2.2", false),
            ("::ffff:192.0.2.1", "192.0.2.1", true),
            ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ] {
            let [one, other] = [one, other].map(|text| network(text.parse().unwrap()));
            assert_eq!(one == other, is_same, "{one} {other}");
        }
    }
}
