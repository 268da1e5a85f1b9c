//! The processes of browsers, as the system shows them.

use std::{fs, path::Path, process::Command};

/// One process.
#[derive(Debug, Clone)]
pub struct Process {
    pub id: u32,
    group: u32,
    command: String,
}

impl Process {
    /// Ends it at once; one that has just gone by itself needs no killing.
    pub fn kill(&self) {
        let killed = Command::new("/bin/kill").args(["-KILL", &self.id.to_string()]).status().unwrap();
        assert!(killed.success() || read(&Path::new("/proc").join(self.id.to_string())).is_none());
    }

    /// Whether it shows pages.
    pub fn is_renderer(&self) -> bool {
        self.command.contains("--type=renderer")
    }

    /// Whether it is the browser itself, and neither one of its helpers nor what watches over it.
    pub fn is_browser(&self) -> bool {
        !self.command.contains("--type=") && !self.command.starts_with("/bin/sh")
    }
}

/// Every process of the browsers that have their folders below this one.
pub fn of(folder: &Path) -> Vec<Process> {
    let all: Vec<Process> = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| read(&entry.path())).collect();
    let folder = folder.to_str().unwrap();
    let groups: Vec<u32> =
        all.iter().filter(|process| process.command.contains(folder)).map(|process| process.group).collect();
    all.into_iter().filter(|process| groups.contains(&process.group)).collect()
}

/// The dead that nobody has asked after are no processes any more.
fn read(path: &Path) -> Option<Process> {
    let stat = fs::read_to_string(path.join("stat")).ok()?;
    let (name, fields) = stat.rsplit_once(") ")?;
    let fields: Vec<&str> = fields.split(' ').collect();
    let command = fs::read_to_string(path.join("cmdline")).ok()?.replace('\0', " ");
    let is_dead = fields[0] == "Z" || fields[0] == "X";
    let process = Process { id: name.split(' ').next()?.parse().ok()?, group: fields[2].parse().ok()?, command };
    (!is_dead).then_some(process)
}
