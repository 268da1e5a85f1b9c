//! The program `vestibule`.

use std::process::ExitCode;

use clap::Parser;
use vestibule::cli::{self, Cli};

#[tokio::main]
async fn main() -> ExitCode {
    match cli::run(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read has read enough, as `head` has.
        Err(error) if cli::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vestibule: {}", cli::message(&error));
            ExitCode::FAILURE
        }
    }
}
