//! Benchmarks as ratios and counts: `tests/load/run` starts it.

mod attack;
mod backend;
mod browser;
mod contexts;
mod deliveries;
mod guests;
mod hostile;
mod http;
mod inserts;
mod installation;
mod jobs;
mod links;
mod million;
mod peers;
mod posts;
mod process;
mod rate;
mod receiver;
mod report;
mod server;
mod setting;
mod users;
mod walk;

use std::{process::ExitCode, time::Duration};

use setting::Setting;

/// How much is done.
#[derive(Clone, Copy)]
pub struct Size {
    is_smoke: bool,
    /// Of each comparison; every round is both sides.
    rounds: usize,
    /// How long one side of a round of pages takes.
    round: Duration,
    connections: usize,
    /// Flows of one side of a round, and how many at once.
    flows: usize,
    walkers: usize,
    /// Flows that wait at a prompt.
    waiting: usize,
    /// Links in the larger table.
    many: usize,
    /// Deliveries of one side of a round.
    deliveries: usize,
    /// Browser contexts that wait at a prompt.
    contexts: usize,
    /// First prompts in a browser, of one side of a round.
    prompts: usize,
    attack: Attackers,
    /// Records that a job reads, and bytes of the file that it takes.
    records: usize,
    file: u64,
}

/// What a healthy customer is put beside.
#[derive(Clone, Copy)]
pub struct Attackers {
    /// Healthy customers of one run, and how many at once.
    customers: usize,
    walkers: usize,
    /// Flows that read the worst pages.
    pages: usize,
    /// Flows of a source that hangs, in one trouble after the other.
    flows: [usize; 2],
    /// Half-open connections.
    connections: usize,
}

const FULL: Size = Size {
    is_smoke: false,
    rounds: 7,
    round: Duration::from_secs(2),
    connections: 32,
    flows: 100,
    walkers: 8,
    waiting: 1_000,
    many: 1_000_000,
    deliveries: 2_000,
    contexts: 40,
    prompts: 5,
    attack: Attackers { customers: 30, walkers: 3, pages: 40, flows: [130, 330], connections: 1_500 },
    records: 100_000,
    file: 200_000_000,
};

const SMOKE: Size = Size {
    is_smoke: true,
    rounds: 2,
    round: Duration::from_millis(200),
    connections: 8,
    flows: 4,
    walkers: 4,
    waiting: 20,
    many: 3_000,
    deliveries: 60,
    contexts: 3,
    prompts: 1,
    attack: Attackers { customers: 4, walkers: 2, pages: 2, flows: [4, 8], connections: 100 },
    records: 2_000,
    file: 5_000_000,
};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("--full") => bench(FULL, arguments.get(1)).await,
        Some("--smoke") => bench(SMOKE, arguments.get(1)).await,
        Some(part) if !part.starts_with('-') => {
            server::play(part, &arguments[1..]).await?;
            Ok(ExitCode::SUCCESS)
        }
        // As `cargo bench` and `cargo test --benches` start it.
        _ => Ok(ExitCode::SUCCESS),
    }
}

async fn bench(size: Size, only: Option<&String>) -> anyhow::Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("vestibule-load-{:016x}", rand::random::<u64>()));
    std::fs::create_dir(&folder)?;
    let measured = async { Setting::set(&folder, size).await?.measure(only.map(String::as_str)).await }.await;
    std::fs::remove_dir_all(&folder)?;
    Ok(if measured?.print() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
