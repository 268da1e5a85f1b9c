//! How much memory a browser holds, as the system tells.

use std::{fs, path::Path};

/// A process of a browser.
pub(super) struct Process {
    number: u32,
    /// Its unshared resident memory in KiB.
    memory: u64,
    shows_pages: bool,
}

/// The processes of a group.
pub(super) fn processes(group: u32) -> Vec<Process> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter_map(|process| of_group(&process.path(), group)).collect()
}

/// What they hold together, in MiB.
pub(super) fn of(processes: &[Process]) -> u64 {
    processes.iter().map(|process| process.memory).sum::<u64>() / 1024
}

/// The number of the largest process that shows pages.
pub(super) fn largest_page(processes: &[Process]) -> Option<u32> {
    let pages = processes.iter().filter(|process| process.shows_pages);
    pages.max_by_key(|process| process.memory).map(|process| process.number)
}

fn of_group(process: &Path, group: u32) -> Option<Process> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let (head, fields) = stat.rsplit_once(") ")?;
    if fields.split(' ').nth(2)?.parse() != Ok(group) {
        return None;
    }
    let pages = fs::read_to_string(process.join("statm")).ok()?;
    let mut pages = pages.split(' ').skip(1).map(|pages| pages.parse::<u64>().unwrap_or(0));
    let (resident, shared) = (pages.next()?, pages.next()?);
    let command = fs::read_to_string(process.join("cmdline")).ok()?;
    Some(Process {
        number: head.split(' ').next()?.parse().ok()?,
        memory: resident.saturating_sub(shared) * 4,
        shows_pages: command.contains("--type=renderer"),
    })
}
