//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::HeaderName,
};

const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The address of whoever sent a request: the last one named by the proxies in front, if we are told to believe them.
pub fn of(request: &Request, behind_proxy: bool) -> IpAddr {
    let named = request.headers().get_all(FORWARDED).iter().next_back().and_then(|value| value.to_str().ok());
    let last = named.and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    if let Some(address) = last.filter(|_| behind_proxy) {
        return address;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}
