//! Servers on one database whose machines' clocks are wrong: they go by the database's.

use time::Duration;
use vestibule::app::Clock;

use super::nodes::many;
use crate::support::{Installation, clock_now};

const WRONG: [Duration; 2] = [Duration::minutes(10), Duration::minutes(-10)];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_whose_clocks_differ_never_drive_one_flow_twice() {
    let (installation, receiver) = Installation::with_delivery().await;
    if !installation.database.is_shared() {
        return; // An embedded database has one server.
    }
    let mut servers = Vec::new();
    for wrong in WRONG {
        servers.push(installation.server_with_clock(Clock::wrong_by(wrong)).await);
    }
    let own = installation.server.address.to_string();
    let others: Vec<String> = servers.iter().map(|server| server.address.to_string()).collect();
    let told = receiver.heard().len();
    many(&installation, 12, |number, url| match number % 3 {
        0 => url.to_owned(),
        other => url.replace(&own, &others[other - 1]),
    })
    .await;
    receiver.hears(told + 12).await;
    installation.has_delivered().await;
}

#[tokio::test]
async fn a_lease_ends_at_the_same_moment_for_servers_whose_clocks_differ() {
    let installation = Installation::open().await;
    if !installation.database.is_shared() {
        return;
    }
    for wrong in WRONG {
        let other = installation.server_with_clock(Clock::wrong_by(wrong)).await;
        let (ours, theirs) = (installation.server.app.lease().until, other.app.lease().until);
        assert!((ours - theirs).abs() < Duration::minutes(1), "{ours} and {theirs}");
        assert!((other.app.clock.now() - clock_now()).abs() < Duration::minutes(1));
        other.stop().await;
    }
}
