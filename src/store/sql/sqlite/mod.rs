//! The embedded database: connections that read, and one that writes, whose commits are shared by those who wait.

pub mod batch;
pub mod group;
pub mod readers;
#[cfg(test)]
mod tests;
pub mod unit;
pub mod wal;
pub mod writer;
