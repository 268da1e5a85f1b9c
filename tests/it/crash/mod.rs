//! Killed again and again, at named points and at any moment, while backends and customers go on: nothing that was
//! said is lost, and nothing happens twice.

mod actors;
mod ledger;
mod verdict;

use std::{collections::BTreeMap, iter, sync::Arc, time::Duration};

use serde_json::json;
use tokio::{task::JoinSet, time::Instant};

use self::ledger::Ledger;
use crate::support::{Program, Receiver, definition, wished_deaths};

/// Where it dies, and at which passing at the latest.
const POINTS: [(&str, u32); 12] = [
    ("before commit", 8),
    ("after commit", 4),
    ("group: between its units", 6),
    ("group: before its commit", 3),
    ("group: after its commit", 6),
    ("task claimed", 2),
    ("before advance", 2),
    ("after advance", 2),
    ("endpoint claimed", 2),
    ("before send", 3),
    ("after send", 3),
    ("after record", 2),
];
/// How often it dies, or less often where that takes too long; `VESTIBULE_TEST_DEATHS` says how often in any case.
const DEATHS: usize = 60;
const LONG: Duration = Duration::from_secs(30);
/// Who goes on meanwhile.
const CALLERS: usize = 3;
const CUSTOMERS: usize = 8;

#[tokio::test]
async fn whatever_the_moments_of_death_what_was_said_is_so_and_what_happened_is_told() {
    let mut program = Program::start().await;
    let receiver = Receiver::start().await;
    let endpoints = endpoints(&program, &receiver).await;
    let ledger = Arc::new(Ledger::new(program.backend.clone(), jobs(&program).await));
    let mut actors = JoinSet::new();
    for number in 0..CALLERS {
        actors.spawn(actors::calls(Arc::clone(&ledger), number));
    }
    for number in 0..CUSTOMERS {
        actors.spawn(actors::signs_in(Arc::clone(&ledger), number));
    }
    let died = die(&mut program).await;
    let operations = program.serve_operators().await;
    ledger.stop();
    actors.join_all().await;
    verdict::idles(&operations).await;
    let said = verdict::Said::after(&program.backend, &endpoints).await;
    let found = verdict::check(&ledger, &said, &receiver.heard(), &operations).await;
    eprintln!("died {died:?}, and then: {found}");
}

/// One that hears everything, and some that hear little; many where each stays in the hands of a dead process until its
/// lease has run out.
async fn endpoints(program: &Program, receiver: &Receiver) -> Vec<(String, &'static str)> {
    let mut made = Vec::new();
    let little = if program.database.is_shared() { 14 } else { 1 };
    for wish in ["*"].into_iter().chain(iter::repeat_n("link.closed", little)) {
        let body = json!({"url": receiver.url, "events": [wish]});
        let told = program.backend.post("/v1/webhook-endpoints", &body).await.expect(201);
        made.push((told["id"].as_str().unwrap().to_owned(), wish));
    }
    made
}

/// A job that reads invoices, and one that only signs in.
async fn jobs(program: &Program) -> [String; 2] {
    let source = program.backend.create_source(&definition(&program.sandbox, "classic")).await;
    let workflow = program.backend.create_workflow(&source, "classic").await;
    [program.backend.create_job(&source, &[workflow]).await, program.backend.create_job(&source, &[]).await]
}

/// Kills it as often as is wanted, mostly when it passes a point: how often where.
async fn die(program: &mut Program) -> BTreeMap<&'static str, u32> {
    let wish = wished_deaths();
    let begun = Instant::now();
    let mut died = BTreeMap::new();
    program.kill().await;
    for number in 0..wish.unwrap_or(DEATHS) {
        if wish.is_none() && begun.elapsed() > LONG {
            break;
        }
        let (point, passings) = POINTS[number % POINTS.len()];
        let at = format!("{point}:{}", 1 + rand::random::<u32>() % passings);
        // Where it passes no point it dies at some moment, and soon; where it does, it may take until leases have run out.
        let (at, patience) = if number % 5 == 4 { ("nowhere:1", 400) } else { (at.as_str(), 1500) };
        program.start_with(&[("VESTIBULE_CRASH_AT", at), ("VESTIBULE_LOG", "info")]);
        let life = Duration::from_millis(50 + rand::random::<u64>() % patience);
        let is_there = !program.answers().await || program.ends_within(life).await;
        *died.entry(if is_there { point } else { "at any moment" }).or_insert(0) += 1;
    }
    died
}
