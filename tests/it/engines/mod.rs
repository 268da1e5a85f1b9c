//! The engines side by side: one list of stories, told by each. And what a browser adds: isolation, turns, deaths.

mod carry;
mod deaths;
mod disks;
mod dry_run;
mod extracts;
mod hostile;
mod https;
mod isolation;
mod pages;
mod permissions;
mod portal;
mod processes;
mod prompts;
mod records;
mod repeats;
mod sockets;
mod stories;
mod tenants;
mod unknown;
mod walk;
