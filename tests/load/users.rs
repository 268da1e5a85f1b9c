//! Guests beside many others: signing up, refreshing, listing users and counting orphans.

use std::{net::SocketAddr, path::Path, sync::Arc};

use super::{
    Size,
    guests::{Application, SETTINGS},
    installation::Installation,
    million::copied,
    rate::Requests,
    report::Report,
};

/// Users in the smaller table.
const FEW: usize = 1_000;
/// What is written when a guest signs up, beside events.
const TABLES: [&str; 4] = ["users", "identities", "grants", "refresh_tokens"];

/// The calls of guests and of their company with many users in the table against with few, in turns.
pub async fn measure((folder, source): (&Path, SocketAddr), size: Size, report: &mut Report) -> anyhow::Result<()> {
    let open = async |name: &str| Installation::open_with(folder, name, source, &SETTINGS).await;
    let (few, among_few) = fill(open("few-users").await?, FEW).await?;
    let (many, among_many) = fill(open("many-users").await?, size.many).await?;
    // Short, so that few stay few; a development build answers nothing in less.
    let size = Size { round: if size.is_smoke { size.round * 4 } else { size.round / 8 }, ..size };
    let mut rounds: [Vec<_>; 5] = Default::default();
    for _ in 0..size.rounds {
        let refreshes =
            (among_few.refreshes(&few.portal, size).await?, among_many.refreshes(&many.portal, size).await?);
        rounds[0].push(refreshes);
        let calls = [
            (among_few.sign_up(), among_many.sign_up()),
            both(&few, &many, ["users?limit=20", "users?limit=20"]),
            both(&few, &many, ["users?anonymous=false", "users?anonymous=false"]),
            both(&few, &many, [&among_few.orphans(), &among_many.orphans()]),
        ];
        for (index, (of_few, of_many)) in calls.into_iter().enumerate() {
            let ask = |each| Requests {
                each: Arc::new([each]),
                status: 200,
                connections: 8,
                time: size.round,
                keeps_alive: true,
            };
            rounds[index + 1].push((ask(of_few).round(&few.portal).await?, ask(of_many).round(&many.portal).await?));
        }
    }
    let names = ["token refresh", "anonymous sign-up", "list of users", "list of regular users", "orphan count"];
    for (name, rounds) in names.into_iter().zip(rounds) {
        report.compare(&format!("{name} beside {} : beside {FEW}", size.many), Some(0.7), &rounds);
    }
    Ok(())
}

/// The same call of two companies.
fn both(few: &Installation, many: &Installation, paths: [&str; 2]) -> (Vec<u8>, Vec<u8>) {
    (few.backend.asks(paths[0]), many.backend.asks(paths[1]))
}

/// Copies a guest until there are so many.
async fn fill(mut installation: Installation, number: usize) -> anyhow::Result<(Installation, Application)> {
    let application = Application::define(&mut installation, "RS256").await?;
    application.comes(&installation.portal).await?;
    let filled = copied(installation, number, &TABLES, &SETTINGS).await?;
    Ok((filled, application))
}
